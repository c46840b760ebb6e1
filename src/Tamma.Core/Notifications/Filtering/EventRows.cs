using Tamma.Catalog;
using Tamma.Catalog.Identities;
using Tamma.Events;

namespace Tamma.Notifications.Filtering;

/// <summary>Makes events ready for filters, with the catalogue as it is.</summary>
public sealed class EventRows(CurrentCatalog catalog, TimeProvider time)
{
    private sealed record Amended(CatalogSnapshot? Of, CatalogSnapshot Snapshot);

    private volatile Amended? _amended;
    private volatile IdentityGraph? _graph;

    /// <summary>Who stated a value that is no longer in the catalogue: the last place of <see cref="Snapshot"/>'s sources, whose zeros nobody believes.</summary>
    internal static Origin Nobody { get; } = new(byte.MaxValue, 0, 0, Disputed: false);

    internal DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The catalogue as it is, with <see cref="Nobody"/> as one source more.</summary>
    internal CatalogSnapshot Snapshot
    {
        get
        {
            var (known, loaded) = (_amended, catalog.Loaded);
            if (known is null || !ReferenceEquals(known.Of, loaded))
            {
                var whole = loaded ?? CatalogSnapshot.Empty(Guid.Empty);
                var more = Enumerable.Repeat(new SourceId("nobody"), Math.Max(0, byte.MaxValue + 1 - whole.Sources.Length));
                _amended = known = new(loaded, whole.WithSources([.. whole.Sources, .. more]));
            }

            return known.Snapshot;
        }
    }

    /// <summary>Before the catalogue is loaded, only what the event states itself is known.</summary>
    public EventRow Of(EventEnvelope envelope) => new(envelope, this);

    /// <summary>Who is who now: worked out when first asked for, and again when names have changed.</summary>
    internal IdentityGraph? Identities() =>
        catalog.Loaded is not { } snapshot ? null : _graph = _graph?.Later(snapshot) ?? IdentityGraph.Build(snapshot);
}
