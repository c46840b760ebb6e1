using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Identities;
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

    /// <summary>Reads the whole snapshot, as of the time of its last commit.</summary>
    public static SearchIndex Build(CatalogSnapshot snapshot) => Build(snapshot, snapshot.At);

    /// <summary>Reads the whole snapshot.</summary>
    /// <param name="snapshot">What is made ready.</param>
    /// <param name="at">The time by which stages of life are told.</param>
    public static SearchIndex Build(CatalogSnapshot snapshot, DateTimeOffset at) => new IndexBuilder(snapshot, IdentityGraph.Build(snapshot)).Build(at);

    /// <summary>Reads the whole snapshot, with canonical names as a graph has them: making a graph takes longer than an index does.</summary>
    /// <param name="snapshot">What is made ready.</param>
    /// <param name="identities">May be an earlier snapshot's; rows that it does not know are found by their own names.</param>
    public static SearchIndex Build(CatalogSnapshot snapshot, IdentityGraph identities) => new IndexBuilder(snapshot, identities).Build(snapshot.At);
}
