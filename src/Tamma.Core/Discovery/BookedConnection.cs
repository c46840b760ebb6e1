using System.Collections.Immutable;
using Tamma.Providers;

namespace Tamma.Discovery;

/// <summary>A connection as the book holds it.</summary>
public sealed record BookedConnection
{
    public required ConnectionOptions Options { get; init; }

    public required ConnectionOrigin Origin { get; init; }

    /// <summary>False for one that is switched off: it is not read, and what it said stands.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Null for one that is only configured.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Who added it; null for one that is configured or was found.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Why it cannot be read by this build, whatever its server says; null when it can.</summary>
    public string? Problem { get; init; }

    public string Id => Options.Id;

    public bool IsRead => Enabled && Problem is null;

    /// <summary>A server on this machine that runs its models itself. The demo's stand in for hosted ones too.</summary>
    public bool IsLocal => Options is { Url.IsLoopback: true, Bills: true }
        && (Options.Type is "ollama" or "llamacpp" or "lmstudio" or "vllm" or "gpustack" || (!Options.Simulated && Options.Type is "openai_compatible"));
}

/// <summary>The connections that the program's configuration names.</summary>
public sealed record ConfiguredConnections(ImmutableArray<ConnectionOptions> All)
{
    /// <summary>Ids that it leaves out: nothing that is found takes one.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];
}
