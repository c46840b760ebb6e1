using System.Collections.Immutable;
using Tamma.Events;

namespace Tamma.Catalog;

/// <summary>What changed in one source's claims. Applying it twice changes nothing the second time.</summary>
public sealed record ClaimDelta
{
    public required ChangeContext Context { get; init; }

    public SourceId Source => Context.Source;

    /// <summary>New and changed claims, those that are missing since now among them.</summary>
    public ImmutableArray<Claim> Upserts { get; init; } = [];

    /// <summary>Claims whose count of missing runs moved.</summary>
    public ImmutableArray<Claim> Recounted { get; init; } = [];

    /// <summary>Claims that end.</summary>
    public ImmutableArray<ModelKey> Withdrawn { get; init; } = [];

    public ImmutableArray<Document> Documents { get; init; } = [];

    public SourceState? State { get; init; }

    /// <summary>Written in the same transaction, after the catalogue's own events.</summary>
    public ImmutableArray<EventDraft> Events { get; init; } = [];

    public bool IsEmpty => Upserts.IsEmpty && Recounted.IsEmpty && Withdrawn.IsEmpty && Events.IsEmpty;
}

/// <summary>What a commit did.</summary>
/// <param name="First">Position of its first event; null when it made none.</param>
public sealed record CommitReceipt(long? First, long? Last, int Added, int Updated, int Missing, int Returned, int Removed, int FactsChanged)
{
    public static CommitReceipt Nothing { get; } = new(null, null, 0, 0, 0, 0, 0, 0);

    internal static CommitReceipt Of(long first, long last, IReadOnlyCollection<CatalogChange> changes) => new(
        first <= last ? first : null,
        first <= last ? last : null,
        Count<CatalogChange.Added>(changes),
        Count<CatalogChange.Updated>(changes),
        Count<CatalogChange.Missing>(changes),
        Count<CatalogChange.Returned>(changes),
        Count<CatalogChange.Removed>(changes),
        Count<CatalogChange.FactsChanged>(changes));

    /// <summary>Models only; a provider's own row is not one.</summary>
    private static int Count<TChange>(IEnumerable<CatalogChange> changes) =>
        changes.Count(change => change is TChange && !change.Key.IsProvider);
}
