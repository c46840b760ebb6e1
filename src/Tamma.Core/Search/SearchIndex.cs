using System.Collections.Immutable;
using Tamma.Catalog;
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
    public static SearchIndex Build(CatalogSnapshot snapshot) => new IndexBuilder(snapshot).Build();
}
