using Tamma.Providers.Http;
using Tamma.Security;

namespace Tamma.Providers.Embeddings;

/// <summary>An embedding server and the model that is asked there.</summary>
public sealed record EmbeddingServerOptions
{
    /// <summary>What <c>embeddings</c> stands below: <c>http://localhost:11434/v1</c>.</summary>
    public required Uri Url { get; init; }

    public required string Model { get; init; }

    /// <summary>Asked for where it is set; few models can give fewer than they have.</summary>
    public int? Dimensions { get; init; }

    public CredentialReference? Credential { get; init; }

    /// <summary>Longest time for one request.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The address as it may be kept and shown.</summary>
    public string Shown => Addresses.Remembered(Url);
}
