using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Identities;
using Tamma.Search.Filtering;
using Tamma.Search.Index;
using Tamma.Search.Vectors;

namespace Tamma.Search;

/// <summary>
/// All models of one snapshot, made ready for search: terms with their postings, columns for conditions, and what ranking needs.
/// Immutable and shared; whoever searches reads it without locks. Models stand in key order, so a place is an order too.
/// </summary>
public sealed class SearchIndex
{
    private readonly Lazy<ModelSpace> _space;

    private SearchIndex(CatalogSnapshot snapshot, IdentityGraph identities, DateTimeOffset at, ImmutableArray<Model> models, IndexData data)
    {
        (Snapshot, Identities, At, Models, Data) = (snapshot, identities, at, models, data);
        Coded = CodedColumns.Over(this);
        _space = new(() => ModelSpace.Of(this, Glossary.Standard));
    }

    public CatalogSnapshot Snapshot { get; }

    /// <summary>Who is who, for canonical names and groups; that of an earlier snapshot while the newer one is being made.</summary>
    public IdentityGraph Identities { get; }

    /// <summary>Whether who is who is told by this snapshot and not by an earlier one.</summary>
    public bool IsSettled => ReferenceEquals(Identities.Snapshot, Snapshot);

    /// <summary>In key order; missing and removed ones are among them.</summary>
    public ImmutableArray<Model> Models { get; }

    /// <summary>The time by which stages of life are told.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The day that <c>this year</c> and <c>30d ago</c> are told by.</summary>
    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    internal IndexData Data { get; }

    /// <summary>The vectors of its models, made when they are first asked for.</summary>
    internal ModelSpace Space => _space.Value;

    /// <summary>What filters, facets and orders are put to.</summary>
    internal CodedColumns Coded { get; }

    /// <summary>Reads the whole snapshot, as of the time of its last commit.</summary>
    public static SearchIndex Build(CatalogSnapshot snapshot) => Build(snapshot, snapshot.At);

    /// <summary>Reads the whole snapshot.</summary>
    /// <param name="snapshot">What is made ready.</param>
    /// <param name="at">The time by which stages of life are told.</param>
    public static SearchIndex Build(CatalogSnapshot snapshot, DateTimeOffset at) => Build(snapshot, IdentityGraph.Build(snapshot), at);

    /// <summary>Reads the whole snapshot, with canonical names as a graph has them: making a graph takes longer than an index does.</summary>
    /// <param name="snapshot">What is made ready.</param>
    /// <param name="identities">May be an earlier snapshot's; rows that it does not know are found by their own names.</param>
    /// <param name="at">The time by which stages of life are told.</param>
    public static SearchIndex Build(CatalogSnapshot snapshot, IdentityGraph identities, DateTimeOffset at)
    {
        ImmutableArray<Model> models = [.. snapshot.Models];
        return new(snapshot, identities, at, models, new(new IndexBuilder(snapshot, identities, models).Build(), models, snapshot));
    }

    /// <summary>
    /// The index of a later snapshot, of which only what is not as it was is read: the same as <see cref="Build(CatalogSnapshot, IdentityGraph, DateTimeOffset)"/> gives
    /// with the time of this one, sooner.
    /// </summary>
    /// <param name="snapshot">Of the same log.</param>
    /// <param name="identities">Who is who there, as far as it is known yet.</param>
    /// <returns>Null where all must be read: too much is another, or the connections are.</returns>
    public SearchIndex? Next(CatalogSnapshot snapshot, IdentityGraph identities)
    {
        if (!IndexSuccession.IsPossible(Snapshot, snapshot))
        {
            return null;
        }

        ImmutableArray<Model> models = [.. snapshot.Models];
        var moves = Moves.Between(Models, models, IndexSuccession.IsOther(this, snapshot, identities));
        if (moves.Fresh.Count > Math.Max(IndexSuccession.Few, models.Length / IndexSuccession.Share))
        {
            return null;
        }

        if (moves is { IsInPlace: true, Fresh.Count: 0 })
        {
            var same = new SearchIndex(snapshot, identities, At, models, Data);
            same.Coded.Follow(Coded, moves);
            return same;
        }

        var part = Data.Next(moves, new IndexBuilder(snapshot, identities, [.. moves.Fresh.Select(place => models[place])]).Build());
        var next = new SearchIndex(snapshot, identities, At, models, new(part, models, snapshot));
        next.Coded.Follow(Coded, moves);
        return next;
    }

    /// <returns>Where a model stands in <see cref="Models"/>; below zero where there is none of this key, letter by letter.</returns>
    internal int PlaceOf(ModelKey key)
    {
        var (low, high) = (0, Models.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Models[middle].Key.CompareTo(key);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
