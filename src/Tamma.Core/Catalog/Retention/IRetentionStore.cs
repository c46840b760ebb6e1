namespace Tamma.Catalog.Retention;

/// <summary>Takes away what is over and old, and remembers from where on the record is whole.</summary>
public interface IRetentionStore
{
    /// <summary>
    /// Takes away what is older than the limits, in small transactions, so that writers in between do not wait long. The current
    /// version of a row, current claims and their documents, the event that made a kept version, open reviews, and the last
    /// finished and last good run of each source stay, however old they are.
    /// </summary>
    /// <returns>How many of each went.</returns>
    Task<Purged> PurgeAsync(RetentionLimits limits, CancellationToken cancellationToken);

    Task<Horizons> ReadHorizonsAsync(CancellationToken cancellationToken);
}

/// <summary>From where on the record is whole.</summary>
public sealed record Horizons
{
    /// <summary>The catalogue can be told as of this position and later.</summary>
    public long Versions { get; init; }

    /// <summary>When the log came to <see cref="Versions"/>; null while all is kept.</summary>
    public DateTimeOffset? VersionsAt { get; init; }

    /// <summary>All events behind this position are kept.</summary>
    public long Events { get; init; }

    /// <summary>Claims can be told as of this time and later; null while all are kept.</summary>
    public DateTimeOffset? ClaimsAt { get; init; }
}

/// <summary>How many of each kind went.</summary>
public sealed record Purged(int Versions, int Events, int Claims, int Documents, int Runs, int Reviews, int Health)
{
    /// <summary>Forms of questions, by day.</summary>
    public int Searches { get; init; }

    public int Total => Versions + Events + Claims + Documents + Runs + Reviews + Health + Searches;
}
