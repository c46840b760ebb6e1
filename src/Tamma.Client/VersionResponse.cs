namespace Tamma.Client;

/// <summary>A model as it stood for a time.</summary>
public sealed record VersionResponse
{
    /// <summary>Counts from 1 for each key.</summary>
    public required int Version { get; init; }

    /// <summary>Of the event that made it.</summary>
    public required long Position { get; init; }

    /// <summary>When it came to be.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>When the next one replaced it; null while it stands.</summary>
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>Whether it changed something that callers rely on; null for the first version that is kept.</summary>
    public bool? Breaking { get; init; }

    /// <summary>What it said.</summary>
    public required ModelResponse Model { get; init; }
}
