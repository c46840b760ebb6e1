using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Identities;
using Tamma.Search.Index;

namespace Tamma.Search;

/// <summary>
/// All models of one snapshot, made ready for search: terms with their postings, columns for conditions, and what ranking needs.
/// Immutable and shared; whoever searches reads it without locks. Models stand in key order, so a place is an order too.
/// </summary>
public sealed class SearchIndex
{
    internal SearchIndex(CatalogSnapshot snapshot, ImmutableArray<Model> models, IndexData data)
    {
        Snapshot = snapshot;
        Models = models;
        Data = data;
    }

    public CatalogSnapshot Snapshot { get; }

    /// <summary>In key order; missing and removed ones are among them.</summary>
    public ImmutableArray<Model> Models { get; }

    internal IndexData Data { get; }

    /// <summary>Reads the whole snapshot.</summary>
    public static SearchIndex Build(CatalogSnapshot snapshot) => Build(snapshot, IdentityGraph.Build(snapshot));

    /// <summary>Reads the whole snapshot, with canonical names as a graph has them: making a graph takes longer than an index does.</summary>
    /// <param name="snapshot">What is made ready.</param>
    /// <param name="identities">May be an earlier snapshot's; rows that it does not know are found by their own names.</param>
    public static SearchIndex Build(CatalogSnapshot snapshot, IdentityGraph identities) => new IndexBuilder(snapshot, identities).Build();
}
