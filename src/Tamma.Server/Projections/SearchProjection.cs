using Tamma.Client;
using Tamma.Filters;
using Tamma.Search;
using Tamma.Search.Facets;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>What a search found → the answer on the wire.</summary>
internal static class SearchProjection
{
    private const int Digits = 4;

    /// <summary>The answer without its rows.</summary>
    public static SearchResponse Project(SearchRequest asked, SearchHits hits, string? next) => new()
    {
        Data = [],
        Total = hits.Total,
        ReadAs = Reading(asked, hits),
        LeftOut = hits.LeftOut.IsEmpty ? null : hits.LeftOut.ToDictionary(part => part.Why, part => part.Count, StringComparer.Ordinal),
        KnownElsewhere = hits.KnownElsewhere,
        Facets = asked.Facets.IsEmpty ? null : [.. hits.Facets.Select(Facet)],
        Plan = hits.Plan is { } plan ? Plan(plan) : null,
        NextCursor = next,
        Position = hits.Position,
    };

    /// <summary>What a row has beside its model.</summary>
    public static SearchRankResponse Beside(SearchHit hit) => new()
    {
        Score = Math.Round(hit.Score, Digits),
        Missed = hit.Missed.IsEmpty && hit.MissedWords.IsEmpty ? null : [.. hit.Missed.Select(Text), .. hit.MissedWords.Select(word => $"\"{word}\"")],
        Group = hit.Group is { } group
            ? new() { Canonical = group.Canonical, Listings = group.Listings, Providers = group.Providers, Free = group.Free > 0 ? group.Free : null, FromPrice = group.From, Cheapest = group.Cheapest?.ToString() }
            : null,
        Explanation = hit.Explanation is { } explanation
            ? new()
            {
                Order = explanation.Order,
                Factors = [.. explanation.Factors.Select(factor => new RankFactorResponse { Name = factor.Name, Value = Math.Round(factor.Value, Digits), Weight = Math.Round(factor.Weight, Digits) })],
            }
            : null,
    };

    private static SearchReadingResponse Reading(SearchRequest asked, SearchHits hits)
    {
        var reading = hits.Reading;
        var whole = hits.Filter(asked);
        return new()
        {
            Constraints = [.. reading.Constraints.Select(Constraint)],
            Conditions =
            [
                .. (whole is FilterExpression.And { Parts: var parts } ? parts : [whole]).Select(part => FilterPrinter.Print(part, useShort: true)),
                .. reading.Constraints.Where(constraint => constraint.IsOrder || constraint.Soft).Select(Text),
            ],
            Terms = [.. reading.Terms.Select(term => new SearchTermResponse { Text = term.Text, Corrected = term.Corrected, Unknown = hits.Unmatched.Contains(term.Text, StringComparer.Ordinal) ? true : null })],
            Ignored = reading.Ignored,
            Text = hits.Text.Length == 0 ? null : hits.Text,
            Filter = FilterPrinter.Print(whole, useShort: true),
            Prefer = [.. hits.Preferred.Select(wish => FilterPrinter.Print(wish, useShort: true))],
            Sort = hits.Sort is { } sort ? $"{(sort.Descending ? "-" : "")}{sort.Field}" : null,
            Scope = Words.Of(asked.Scope),
        };
    }

    private static ConstraintResponse Constraint(Constraint constraint) => new()
    {
        Words = constraint.Words,
        Text = Text(constraint),
        Field = constraint.Field,
        Op = Words.Of(constraint.Op),
        Value = constraint.IsOrder ? null : constraint.Value,
        Not = constraint.Not ? true : null,
        Soft = constraint.Soft ? true : null,
        Filter = ConstraintFilters.Of(constraint) is { } filter ? FilterPrinter.Print(filter, useShort: true) : null,
    };

    /// <summary>As the filter language says it, where it can.</summary>
    private static string Text(Constraint constraint) =>
        ConstraintFilters.SortOf(constraint) is { } sort ? $"{(sort.Descending ? "highest" : "lowest")} {sort.Field.ShortName ?? sort.Field.Name} first"
        : ConstraintFilters.Of(constraint) is { } filter ? $"{FilterPrinter.Print(filter, useShort: true)}{(constraint.Soft ? " if possible" : "")}"
        : constraint.ToString();

    private static SearchPlanResponse Plan(SearchPlan plan) => new()
    {
        Models = plan.Models,
        Steps = [.. plan.Steps.Select(step => new PlanStepResponse { Condition = step.Condition, Count = step.Count, Left = step.Left })],
        Terms = [.. plan.Terms.Select(term => new PlanTermResponse { Text = term.Text, Terms = term.Terms, Examples = term.Examples, Postings = term.Postings, Models = term.Models })],
        Way = Words.Of(plan.Way),
    };

    private static FacetResponse Facet(Facet facet) => new()
    {
        Field = facet.Field,
        Values = [.. facet.Values.Select(value => new FacetValueResponse { Value = value.Value, Count = value.Count, From = value.From, Below = value.Below })],
        Unknown = facet.Unknown,
        Others = facet.Others > 0 ? facet.Others : null,
    };
}
