using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search.Facets;

namespace Tamma.Search;

/// <summary>A page of what was found, at one position.</summary>
/// <param name="Rows">Best first; ties by key.</param>
/// <param name="Total">How many satisfy all; near misses are not among them.</param>
/// <param name="KnownElsewhere">How many more would with <see cref="ModelScope.All"/>; null when that was the scope.</param>
/// <param name="Reading">How the words were understood.</param>
/// <param name="Position">Of the snapshot.</param>
public sealed record SearchHits(ImmutableArray<SearchHit> Rows, int Total, int? KnownElsewhere, QueryReading Reading, long Position)
{
    /// <summary>How many more rows the pages have than <c>Total</c>: called exactly what was written, though that was read otherwise.</summary>
    public int Beside { get; init; }

    /// <summary>What is looked for as text, so that it can be sent back and read without words: what was understood is left out, and with it what no model has.</summary>
    public string Text { get; init; } = "";

    /// <summary>Everything that must hold: of the words, and of the request.</summary>
    public FilterExpression Filter(SearchRequest asked) =>
        FilterExpression.All([.. asked.Constraints.Concat(Reading.Constraints).Where(one => !one.IsOrder && !one.Soft).Select(ConstraintFilters.Surely), asked.Filter]);

    /// <summary>What orders what was found and excludes nothing; the first weighs most.</summary>
    public ImmutableArray<FilterExpression> Preferred { get; init; } = [];

    /// <summary>The order that the request or its words ask for; null for the best first.</summary>
    public SearchSort? Sort { get; init; }

    /// <summary>What the meaning of the words had to do with it; null where nothing.</summary>
    public Meant? Meant { get; init; }

    /// <summary>How it was answered; null where nobody asked.</summary>
    public SearchPlan? Plan { get; init; }

    /// <summary>Words that are in no model.</summary>
    public ImmutableArray<string> Unmatched { get; init; } = [];

    /// <summary>In the order asked for. What a request selects of a field does not narrow that field's own counts.</summary>
    public ImmutableArray<Facet> Facets { get; init; } = [];

    /// <summary>Models that satisfy all else, by why they are not among those that were found.</summary>
    public ImmutableArray<LeftOut> LeftOut { get; init; } = [];

    /// <summary>Where there are few: the providers that have most of those known elsewhere.</summary>
    public ImmutableArray<FacetValue> Elsewhere { get; init; } = [];
}

/// <summary>How many are not shown for one reason.</summary>
/// <param name="Why">free, subscription, hidden (by the operator), or unknown and a field's name.</param>
public readonly record struct LeftOut(string Why, int Count);

/// <summary>A model that was found.</summary>
/// <param name="Missed">Conditions that it does not satisfy: then it only fills the page.</param>
public sealed record SearchHit(Model Model, double Score, ImmutableArray<Constraint> Missed)
{
    /// <summary>Where it stands in <see cref="SearchIndex.Models"/>.</summary>
    public int Place { get; init; }

    /// <summary>Words that it does not have: then it only fills the page too.</summary>
    public ImmutableArray<string> MissedWords { get; init; } = [];

    /// <summary>It has none of the words, and lies near to what they mean.</summary>
    public bool IsMeant { get; init; }

    /// <summary>Null where nobody asked for it.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>The listings that the row stands for; null where it stands for itself.</summary>
    public ListingGroup? Group { get; init; }
}

/// <summary>Listings of one canonical model, each of which satisfies the whole question.</summary>
/// <param name="Canonical">The canonical model's id.</param>
/// <param name="From">The lowest blended price above zero of one of them, in US dollars for a million tokens; null where none states any.</param>
/// <param name="Cheapest">The listing that has it.</param>
/// <param name="Free">How many cost nothing for a token.</param>
public sealed record ListingGroup(string Canonical, int Listings, int Providers, decimal? From, ModelKey? Cheapest, int Free = 0);

/// <summary>What made the rank of a row: first what it misses, then its order, then the points of its factors.</summary>
public sealed record Explanation(ImmutableArray<RankFactor> Factors, string? Order)
{
    /// <summary>Where two lists were put together: the points that made the rank in the list of those that have the words. None elsewhere.</summary>
    public ImmutableArray<RankFactor> OfWords { get; init; } = [];

    /// <summary>How near it lies to what was meant, from 0 to 1; null where that had no say.</summary>
    public double? Nearness { get; init; }
}

/// <summary>One factor of a rank.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Value">From 0 to 1.</param>
/// <param name="Weight">Points for a value of 1.</param>
public readonly record struct RankFactor(string Name, double Value, double Weight)
{
    public double Points => Value * Weight;
}
