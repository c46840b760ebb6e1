using System.Collections.Immutable;
using Tamma.Client;
using Tamma.Filters;
using Tamma.Search;
using Tamma.Search.Analytics;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>Parts of what a search found → parts of the answer on the wire. The rest is written by <see cref="SearchAnswer"/>.</summary>
internal static class SearchProjection
{
    private const int Digits = 4;

    /// <summary>Points as they are told.</summary>
    public static double Round(double points) => Math.Round(points, Digits);

    public static SearchReadingResponse Reading(SearchRequest asked, SearchHits hits, ConstraintTexts texts, ImmutableArray<SynonymUse> instead, string? withoutServer)
    {
        var reading = hits.Reading;
        var whole = hits.Filter(asked);
        return new()
        {
            Constraints = [.. reading.Constraints.Select(constraint => Constraint(texts.Of(constraint)))],
            Conditions =
            [
                .. (whole is FilterExpression.And { Parts: var parts } ? parts : [whole]).Select(part => FilterPrinter.Print(part, useShort: true)),
                .. reading.Constraints.Where(constraint => constraint.IsOrder || constraint.Soft).Select(constraint => texts.Of(constraint).Text),
            ],
            Terms = [.. reading.Terms.Select(term => new SearchTermResponse { Text = term.Text, Corrected = term.Corrected, Unknown = hits.Unmatched.Contains(term.Text, StringComparer.Ordinal) ? true : null })],
            Ignored = reading.Ignored,
            Synonyms = instead.IsEmpty ? null : [.. instead.Select(use => new SynonymUseResponse { Word = use.Word, Phrase = use.Phrase })],
            Text = hits.Text.Length == 0 ? null : hits.Text,
            Filter = FilterPrinter.Print(whole, useShort: true),
            Prefer = [.. hits.Preferred.Select(wish => FilterPrinter.Print(wish, useShort: true))],
            Sort = hits.Sort is { } sort ? $"{(sort.Descending ? "-" : "")}{sort.Field}" : null,
            Scope = Words.Of(asked.Scope),
            Mode = Words.Of(hits.Meant is null ? SearchMode.Lexical : asked.Mode),
            Meant = hits.Meant is { } meant ? Meant(meant, withoutServer) : null,
        };
    }

    public static ExplanationResponse Explanation(Explanation explanation) => new()
    {
        Order = explanation.Order,
        Factors = Factors(explanation.Factors),
        OfWords = explanation.OfWords.IsEmpty ? null : Factors(explanation.OfWords),
        Nearness = explanation.Nearness is { } near ? Round(near) : null,
    };

    public static SearchPlanResponse Plan(SearchPlan plan) => new()
    {
        Models = plan.Models,
        Steps = [.. plan.Steps.Select(step => new PlanStepResponse { Condition = step.Condition, Count = step.Count, Left = step.Left })],
        Terms = [.. plan.Terms.Select(term => new PlanTermResponse { Text = term.Text, Terms = term.Terms, Examples = term.Examples, Postings = term.Postings, Models = term.Models })],
        Way = Words.Of(plan.Way),
    };

    public static RelaxedResponse Relaxed(RelaxedQuestion relaxed) => new()
    {
        Drop = [.. relaxed.Dropped.Select(part => FilterPrinter.Print(part, useShort: true))],
        Instead = relaxed.Instead is { } bound ? FilterPrinter.Print(bound, useShort: true) : null,
        Text = relaxed.Text.Length == 0 ? null : relaxed.Text,
        Filter = FilterPrinter.Print(relaxed.Filter, useShort: true),
        Total = relaxed.Total,
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

    private static RankFactorResponse[] Factors(ImmutableArray<RankFactor> factors) =>
        [.. factors.Select(factor => new RankFactorResponse { Name = factor.Name, Value = Round(factor.Value), Weight = Round(factor.Weight) })];

    private static MeantResponse Meant(Meant meant, string? withoutServer) => new()
    {
        Source = meant.Source,
        Words = meant.Words,
        Axes = meant.Axes.IsEmpty ? null : meant.Axes,
        Like = meant.Like?.ToString(),
        Near = meant.Near,
        Instead = withoutServer,
    };

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
