using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Tamma.Catalog.Identities;

/// <summary>
/// Who is who at one position: canonical models, which listings they are, and why. Immutable, built from a snapshot alone, in
/// any order of its rows the same.
/// </summary>
public sealed class IdentityGraph
{
    private static readonly ConditionalWeakTable<CatalogSnapshot, IdentityGraph> s_built = [];

    private readonly FrozenDictionary<ModelKey, ListingEdge> _edges;
    private readonly FrozenDictionary<string, CanonicalModel> _models;
    private readonly CanonicalIndex _index;
    private readonly StatedNames _stated;
    private readonly Lazy<NameResolver> _resolver;

    internal IdentityGraph(
        CatalogSnapshot snapshot,
        ImmutableArray<CanonicalModel> models,
        CanonicalIndex index,
        FrozenDictionary<ModelKey, ListingEdge> edges,
        ImmutableArray<IdentitySuggestion> suggestions,
        StatedNames stated)
    {
        Snapshot = snapshot;
        Models = models;
        (_edges, _index, _stated) = (edges, index, stated);
        _models = models.ToFrozenDictionary(model => model.Id, StringComparer.OrdinalIgnoreCase);
        Suggestions = suggestions;
        _resolver = new(Resolver);
    }

    private IdentityGraph(CatalogSnapshot snapshot, IdentityGraph same)
    {
        (Snapshot, Models, Suggestions) = (snapshot, same.Models, same.Suggestions);
        (_edges, _models, _index, _stated) = (same._edges, same._models, same._index, same._stated);
        _resolver = new(Resolver);
    }

    public CatalogSnapshot Snapshot { get; }

    /// <summary>In the order of their ids.</summary>
    public ImmutableArray<CanonicalModel> Models { get; }

    /// <summary>In key order.</summary>
    public ImmutableArray<IdentitySuggestion> Suggestions { get; }

    /// <summary>Built once for a snapshot, and kept for as long as the snapshot is.</summary>
    public static IdentityGraph Build(CatalogSnapshot snapshot) => s_built.GetValue(snapshot, static one => new GraphBuilder(one).Build());

    /// <summary>
    /// The graph of a later snapshot where it can be had at once: somebody built it, or nothing between them names a model another way.
    /// Null where it has to be built, which takes a while.
    /// </summary>
    public IdentityGraph? Later(CatalogSnapshot snapshot)
    {
        if (s_built.TryGetValue(snapshot, out var built))
        {
            return built;
        }

        return snapshot.Head.LogId == Snapshot.Head.LogId && snapshot.ChangedSince(Snapshot).All(row => GraphBuilder.ReadsSame(row.Before, row.After))
            ? s_built.GetValue(snapshot, one => new(one, this))
            : null;
    }

    /// <summary>Whether both came of one building.</summary>
    internal bool IsSameAs(IdentityGraph other) => ReferenceEquals(_edges, other._edges);

    /// <summary>The canonical model that a listing is; null when nothing sure is known.</summary>
    public ListingEdge? Of(ModelKey listing) => _edges.GetValueOrDefault(listing);

    /// <param name="id"><c>lab/slug</c>; case is ignored.</param>
    public CanonicalModel? Find(string id) => _models.GetValueOrDefault(id);

    /// <summary>What a name means. Never throws; a name that is too long is unknown.</summary>
    public NameResolution Resolve(string name) => _resolver.Value.Resolve(name);

    private NameResolver Resolver() => new(this, new(_index), _stated);
}
