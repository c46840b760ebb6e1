using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Search.Filtering;
using Tamma.Search.Index;

namespace Tamma.Search;

/// <summary>
/// All models of one snapshot, made ready for search: terms with their postings, columns for conditions, and what ranking needs.
/// Immutable and shared; whoever searches reads it without locks. Models stand in key order, so a place is an order too.
/// </summary>
public sealed class SearchIndex
{
    internal SearchIndex(CatalogSnapshot snapshot, DateTimeOffset at, ImmutableArray<Model> models, IndexData data)
    {
        Snapshot = snapshot;
        At = at;
        Models = models;
        Data = data;
        Coded = CodedColumns.Over(this);
    }

    public CatalogSnapshot Snapshot { get; }

    /// <summary>In key order; missing and removed ones are among them.</summary>
    public ImmutableArray<Model> Models { get; }

    /// <summary>The time by which stages of life are told.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The day that <c>this year</c> and <c>30d ago</c> are told by.</summary>
    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    internal IndexData Data { get; }

    /// <summary>What filters, facets and orders are put to.</summary>
    internal CodedColumns Coded { get; }

    /// <summary>As of the time of its last commit.</summary>
    public static SearchIndex Build(CatalogSnapshot snapshot) => Build(snapshot, snapshot.At);

    /// <summary>Reads the whole snapshot.</summary>
    public static SearchIndex Build(CatalogSnapshot snapshot, DateTimeOffset at) => new IndexBuilder(snapshot).Build(at);
}
