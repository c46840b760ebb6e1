using Tamma.Catalog;
using Tamma.Catalog.Identities;
using Tamma.Events;

namespace Tamma.Notifications.Filtering;

/// <summary>Makes events ready for filters, with the catalogue as it is.</summary>
public sealed class EventRows(CurrentCatalog catalog, TimeProvider time)
{
    private sealed record Amended(CatalogSnapshot? Of, CatalogSnapshot Snapshot, Origin Nobody);

    private volatile Amended? _amended;
    private volatile IdentityGraph? _graph;

    /// <summary>Before the catalogue is loaded, only what the event states itself is known.</summary>
    public EventRow Of(EventEnvelope envelope) => new(envelope, catalog.Loaded, time.GetUtcNow(), this);

    /// <summary>The snapshot with one source more, whose zeros nobody believes: for values whose origin is not known any more.</summary>
    internal (CatalogSnapshot Snapshot, Origin Nobody) WithNobody(CatalogSnapshot? snapshot)
    {
        var known = _amended;
        if (known is null || !ReferenceEquals(known.Of, snapshot))
        {
            var whole = snapshot ?? CatalogSnapshot.Empty(Guid.Empty);
            var place = (byte)Math.Min(whole.Sources.Length, byte.MaxValue);
            _amended = known = new(snapshot, whole.WithSources(whole.Sources.Add(new("nobody"))), new(place, 0, 0, Disputed: false));
        }

        return (known.Snapshot, known.Nobody);
    }

    /// <summary>Who is who now: worked out when first asked for, and again when names have changed.</summary>
    internal IdentityGraph? Identities(CatalogSnapshot? snapshot) =>
        snapshot is null ? null : _graph = _graph?.Later(snapshot) ?? IdentityGraph.Build(snapshot);
}
