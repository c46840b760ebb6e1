using Tamma.Events;

namespace Tamma.Catalog.Overriding;

/// <summary>The ledger of overrides. It is the truth; the claims of <see cref="SourceId.Overrides"/> are made from it.</summary>
public interface IOverrideStore
{
    /// <summary>Adds entries, or replaces those of the same ids, together with events: all of it or nothing.</summary>
    /// <returns>The log's last position.</returns>
    /// <exception cref="StorageException">Nothing was written.</exception>
    Task<long> SaveAsync(IReadOnlyList<Override> entries, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken);

    Task<Override?> GetAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>All entries that have not ended, oldest first.</summary>
    Task<IReadOnlyList<Override>> ReadInForceAsync(CancellationToken cancellationToken);

    /// <summary>Entries, newest first.</summary>
    Task<IReadOnlyList<Override>> ReadAsync(OverrideQuery query, CancellationToken cancellationToken);
}

/// <summary>Which entries of the ledger; what is null asks nothing.</summary>
public sealed record OverrideQuery
{
    public ModelKey? Key { get; init; }

    public Guid? Batch { get; init; }

    public bool? InForce { get; init; }

    public int Limit { get; init; } = 1_000;
}
