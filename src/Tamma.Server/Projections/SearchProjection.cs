using System.Collections.Immutable;
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
        ImmutableArray<FilterExpression> found = [.. reading.Constraints.Select(ConstraintFilters.Of).OfType<FilterExpression>()];
        var whole = FilterExpression.All([.. found, asked.Filter]);
        var sort = asked.Sort ?? reading.Constraints.Select(ConstraintFilters.SortOf).FirstOrDefault(order => order is not null);
        return new()
        {
            Constraints = [.. reading.Constraints.Select(Constraint)],
            Conditions =
            [
                .. (whole is FilterExpression.And { Parts: var parts } ? parts : [whole]).Select(part => FilterPrinter.Print(part, useShort: true)),
                .. reading.Constraints.Where(constraint => ConstraintFilters.Of(constraint) is null).Select(Text),
            ],
            Terms = [.. reading.Terms.Select(term => new SearchTermResponse { Text = term.Text, Corrected = term.Corrected, Unknown = hits.Unmatched.Contains(term.Text, StringComparer.Ordinal) ? true : null })],
            Ignored = reading.Ignored,
            Filter = FilterPrinter.Print(whole, useShort: true),
            Sort = sort is null ? null : $"{(sort.Descending ? "-" : "")}{sort.Field}",
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
        : ConstraintFilters.Of(constraint with { Soft = false }) is { } filter ? $"{FilterPrinter.Print(filter, useShort: true)}{(constraint.Soft ? " if possible" : "")}"
        : constraint.ToString();

    private static FacetResponse Facet(Facet facet) => new()
    {
        Field = facet.Field,
        Values = [.. facet.Values.Select(value => new FacetValueResponse { Value = value.Value, Count = value.Count, From = value.From, Below = value.Below })],
        Unknown = facet.Unknown,
        Others = facet.Others > 0 ? facet.Others : null,
    };
}
