using System.Collections.Immutable;
using Tamma.Filters;
using Tamma.Search.Filtering;

namespace Tamma.Search;

/// <summary>The nearest questions that find more, where one finds nobody or few: each gives up as little as possible. Pure.</summary>
public static class Relaxation
{
    /// <summary>Fewer leave nothing to choose from: one row is a verdict, two are a pair, and the condition that cost the others is not seen.</summary>
    private const int Enough = 3;

    private const int Most = 5;

    /// <summary>No more conditions are tried: each is a search.</summary>
    private const int MostTried = 16;

    /// <summary>The same in pairs.</summary>
    private const int MostPaired = 8;

    /// <summary>
    /// What to give up, and how many would then be found; a bound is moved before it is dropped. None where enough was found, where even that finds no
    /// more, and where meaning found it, because what is offered is answered by its words alone.
    /// </summary>
    /// <param name="index">Where it was asked.</param>
    /// <param name="asked">What was asked.</param>
    /// <param name="hits">The answer to it.</param>
    public static ImmutableArray<RelaxedQuestion> Of(SearchIndex index, SearchRequest asked, SearchHits hits)
    {
        if (hits.Total >= Enough)
        {
            return [];
        }

        var whole = asked with
        {
            Text = hits.Text,
            ReadWords = false,
            Constraints = [],
            Filter = hits.Filter(asked),
            Prefer = hits.Preferred,
            Sort = hits.Sort,
            Facets = [],
            CountLeftOut = false,
            NearMisses = false,
            Explain = false,
            Skip = 0,
            Limit = 1,
        };
        if (hits.Meant is not null && Searcher.Search(index, whole).Total != hits.Total)
        {
            return [];
        }

        var parts = whole.Filter == FilterExpression.Everything ? [] : FilterSelection.Parts(whole.Filter);
        var found = ImmutableArray.CreateBuilder<RelaxedQuestion>();
        for (var i = 0; i < Math.Min(parts.Length, MostTried); i++)
        {
            Add(found, index, hits, [parts[i]], false, whole with { Filter = Without(parts, i, i) });
        }

        if (whole.Text.Length > 0 && parts.Length > 0)
        {
            Add(found, index, hits, [], true, whole with { Text = "" });
        }

        // Two are too much to give up for more of what is there already.
        for (var i = 0; hits.Total == 0 && found.Count == 0 && i < Math.Min(parts.Length, MostPaired); i++)
        {
            for (var j = i + 1; j < Math.Min(parts.Length, MostPaired); j++)
            {
                Add(found, index, hits, [parts[i], parts[j]], false, whole with { Filter = Without(parts, i, j) });
            }
        }

        return [.. found.OrderBy(one => one.GivesUpText).ThenBy(one => one.Dropped.Length).ThenByDescending(one => one.Total).Take(Most)];
    }

    private static void Add(ImmutableArray<RelaxedQuestion>.Builder found, SearchIndex index, SearchHits before, ImmutableArray<FilterExpression> dropped, bool text, SearchRequest request)
    {
        var total = Searcher.Search(index, request).Total;
        if (total <= before.Total)
        {
            return;
        }

        var moved = dropped is [var one] ? Moved(index, one, request) : null;
        found.Add(moved is null || moved.Value.Total <= before.Total
            ? new(dropped, null, text, request.Text, request.Filter, total)
            : new(dropped, moved.Value.Bound, text, request.Text, FilterExpression.All(request.Filter, moved.Value.Bound), moved.Value.Total));
    }

    /// <summary>The nearest that misses the bound, and nothing else, says how far it has to move.</summary>
    private static (FilterExpression Bound, int Total)? Moved(SearchIndex index, FilterExpression part, SearchRequest request)
    {
        if (part is not FilterExpression.Compare { Comparison: not FilterComparison.Equal } bound || bound.Value is not FilterLiteral.Number)
        {
            return null;
        }

        var isLeast = bound.Comparison is FilterComparison.AtLeast or FilterComparison.Greater;
        var nearest = Searcher.Search(index, request with { Filter = FilterExpression.All(request.Filter, FilterExpression.Negate(part)), Sort = new(bound.Subject!, Descending: isLeast), Prefer = [] });
        if (nearest.Rows is not [var best, ..] || !ModelFields.Of(bound.Subject!).Read(new(best.Model, index.Snapshot, index.At) { Identities = index.Identities }).TryNumber(out var number))
        {
            return null;
        }

        var moved = new FilterExpression.Compare(bound.Subject!, isLeast ? FilterComparison.AtLeast : FilterComparison.AtMost, new FilterLiteral.Number(number));
        return (moved, Searcher.Search(index, request with { Filter = FilterExpression.All(request.Filter, moved) }).Total);
    }

    private static FilterExpression Without(ImmutableArray<FilterExpression> parts, int one, int other) =>
        FilterExpression.All([.. parts.Where((_, i) => i != one && i != other)]);
}

/// <summary>A question that gives something up and finds more.</summary>
/// <param name="Dropped">The conditions that were given up.</param>
/// <param name="Instead">The bound that stands in the place of the one that was; null where it was dropped.</param>
/// <param name="GivesUpText">The words are given up.</param>
/// <param name="Text">What is looked for as text.</param>
/// <param name="Filter">What must hold.</param>
/// <param name="Total">How many satisfy it.</param>
public sealed record RelaxedQuestion(ImmutableArray<FilterExpression> Dropped, FilterExpression? Instead, bool GivesUpText, string Text, FilterExpression Filter, int Total);
