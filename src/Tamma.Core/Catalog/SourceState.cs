namespace Tamma.Catalog;

/// <summary>What the last good answer of a source was, so that the next one can be found unchanged without reading it.</summary>
public sealed record SourceState
{
    public required SourceId Source { get; init; }

    /// <summary>Validator of the last good answer, for exactly <see cref="Url"/>.</summary>
    public string? ETag { get; init; }

    public string? Url { get; init; }

    /// <summary>SHA-256 of the last good answer's raw bytes, all pages, in hexadecimal.</summary>
    public string? RawHash { get; init; }

    /// <summary>SHA-256 over what the answer says, free of order and of volatile members.</summary>
    public string? ContentHash { get; init; }

    /// <summary>When the source last confirmed what we keep. Moves on unchanged runs too.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>How many of its claims wait for removal; while above zero an unchanged answer still counts.</summary>
    public int PendingMissing { get; init; }

    /// <summary>How many models it names now; a provider's own row is not one.</summary>
    public int Claims { get; init; }
}
