using System.Collections.Immutable;
using Tamma.Client;
using Tamma.Filters;
using Tamma.Search;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>Parts of what a search found → parts of the answer on the wire. The rest is written by <see cref="SearchAnswer"/>.</summary>
internal static class SearchProjection
{
    private const int Digits = 4;

    /// <summary>Points as they are told.</summary>
    public static double Round(double points) => Math.Round(points, Digits);

    public static SearchReadingResponse Reading(SearchRequest asked, SearchHits hits, ConstraintTexts texts)
    {
        var reading = hits.Reading;
        List<FilterExpression> parts = [];
        List<string> unsaid = [];
        foreach (var constraint in reading.Constraints)
        {
            var text = texts.Of(constraint);
            if (text.Expression is { } expression)
            {
                parts.Add(expression);
            }
            else
            {
                unsaid.Add(text.Text);
            }
        }

        var whole = FilterExpression.All([.. parts, asked.Filter]);
        var sort = asked.Sort ?? SortOf(reading.Constraints);
        return new()
        {
            Constraints = [.. reading.Constraints.Select(constraint => Constraint(texts.Of(constraint)))],
            Conditions = [.. (whole is FilterExpression.And { Parts: var all } ? all : [whole]).Select(part => FilterPrinter.Print(part, useShort: true)), .. unsaid],
            Terms = [.. reading.Terms.Select(term => new SearchTermResponse { Text = term.Text, Corrected = term.Corrected, Unknown = hits.Unmatched.Contains(term.Text, StringComparer.Ordinal) ? true : null })],
            Ignored = reading.Ignored,
            Filter = FilterPrinter.Print(whole, useShort: true),
            Sort = sort is null ? null : $"{(sort.Descending ? "-" : "")}{sort.Field}",
            Scope = Words.Of(asked.Scope),
        };
    }

    public static ExplanationResponse Explanation(Explanation explanation) => new()
    {
        Order = explanation.Order,
        Factors = [.. explanation.Factors.Select(factor => new RankFactorResponse { Name = factor.Name, Value = Round(factor.Value), Weight = Round(factor.Weight) })],
    };

    public static ListingGroupResponse Group(ListingGroup group) => new()
    {
        Canonical = group.Canonical,
        Listings = group.Listings,
        Providers = group.Providers,
        Free = group.Free > 0 ? group.Free : null,
        FromPrice = group.From,
        Cheapest = group.Cheapest?.ToString(),
    };

    private static SearchSort? SortOf(ImmutableArray<Constraint> constraints)
    {
        foreach (var constraint in constraints)
        {
            if (ConstraintFilters.SortOf(constraint) is { } sort)
            {
                return sort;
            }
        }

        return null;
    }

    private static ConstraintResponse Constraint(ConstraintText text)
    {
        var constraint = text.Constraint;
        return new()
        {
            Words = constraint.Words,
            Text = text.Text,
            Field = constraint.Field,
            Op = Words.Of(constraint.Op),
            Value = constraint.IsOrder ? null : constraint.Value,
            Not = constraint.Not ? true : null,
            Soft = constraint.Soft ? true : null,
            Filter = text.Filter,
        };
    }
}
