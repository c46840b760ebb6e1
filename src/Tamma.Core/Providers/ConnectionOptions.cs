using System.Collections.Immutable;
using Tamma.Security;

namespace Tamma.Providers;

/// <summary>One configured way to reach a provider.</summary>
public sealed record ConnectionOptions
{
    /// <summary>Lower case with dashes; unique. The default connection's id is the provider's.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the <see cref="ProviderType"/> that reads it.</summary>
    public required string Type { get; init; }

    /// <summary>Under which provider id its models stand.</summary>
    public required string Provider { get; init; }

    public required Uri Url { get; init; }

    public CredentialReference? Credential { get; init; }

    /// <summary>For HTTP Basic; the credential is the password then.</summary>
    public string? Username { get; init; }

    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    public required TimeSpan Interval { get; init; }

    /// <summary>Which of the reference rows are kept, where the list has some.</summary>
    public ListingScope Listings { get; init; } = ListingScope.MyProviders;

    /// <summary>It is the API of who sends the bill, or of the machine that serves: what it says of prices and limits is applied at once.</summary>
    public bool Bills { get; init; }

    /// <summary>Looked for and not asked for: when nothing answers there, that is no failure.</summary>
    public bool Optional { get; init; }

    /// <summary>Set by <c>demo</c>, never sniffed.</summary>
    public bool Simulated { get; init; }
}

/// <summary>Which reference rows a source brings into the catalogue.</summary>
public enum ListingScope
{
    None,

    /// <summary>Those of providers that a connection reaches.</summary>
    MyProviders,
    All,
}
