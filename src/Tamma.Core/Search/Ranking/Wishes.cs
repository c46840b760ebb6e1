using System.Collections.Immutable;
using Tamma.Filters;
using Tamma.Search.Filtering;

namespace Tamma.Search.Ranking;

/// <summary>
/// What orders those that satisfy a question and excludes nobody: what the words wish for, what the request prefers, and, where neither the
/// request nor a name says otherwise, what most who ask mean.
/// </summary>
/// <param name="NotEnding">What ends comes last. No order and no other wish outweighs it.</param>
/// <param name="AnsweringInText">What does not answer in text comes behind what does.</param>
/// <param name="Others">The first weighs most.</param>
internal sealed record Wishes(bool NotEnding, bool AnsweringInText, ImmutableArray<FilterExpression> Others)
{
    private static readonly FilterExpression s_notEnding = FilterExpression.Negate(new FilterExpression.Flag(NameFields.Ending));
    private static readonly FilterExpression s_answering = new FilterExpression.Flag(NameFields.AnswersInText);
    private static readonly FilterExpression s_own = new FilterExpression.Flag(NameFields.OwnOffer);

    /// <summary>Who speaks of one of these has said how much of a life is meant.</summary>
    private static readonly ImmutableArray<string> s_life = ["status", "availability", "stage", "active", "deprecated", "retired", "ending", "shutdown_date", "deprecated_at", "removed_at", "missing_since"];

    /// <summary>Who speaks of one of these has said what should come out; but not with these values.</summary>
    private static readonly ImmutableArray<string> s_forms = ["purpose", "modalities.output", "modalities.input", "model_type", "answers_in_text"];
    private static readonly ImmutableArray<string> s_talking = ["text", "light", "strong", "coding", "image", "pdf"];

    public static Wishes None { get; } = new(false, false, []);

    /// <summary>All of them, to be sent back as what is preferred.</summary>
    public ImmutableArray<FilterExpression> All => [.. NotEnding ? [s_notEnding] : ImmutableArray<FilterExpression>.Empty, .. AnsweringInText ? [s_answering] : ImmutableArray<FilterExpression>.Empty, .. Others];

    /// <param name="request">What is preferred, and what must hold.</param>
    /// <param name="constraints">Of the request and of the words.</param>
    /// <param name="isNamed">Something is looked for by name.</param>
    public static Wishes Of(SearchRequest request, ReadOnlySpan<Constraint> constraints, bool isNamed)
    {
        List<FilterExpression> said = [];
        List<FilterExpression> leaves = [.. request.Filter.Leaves];
        var (wantsOwn, hasOrder) = (FilterSelection.Parts(request.Filter).Any(IsMaker), false);
        foreach (var constraint in constraints)
        {
            hasOrder |= constraint.IsOrder;
            if (ConstraintFilters.Of(constraint) is { } filter)
            {
                leaves.AddRange(filter.Leaves);
                wantsOwn |= !constraint.Soft && IsMaker(filter);
                if (constraint.Soft)
                {
                    said.Add(filter);
                }
            }
        }

        if (request.Prefer is { } preferred)
        {
            return From([.. preferred, .. said]);
        }

        if (request.Sort is not null)
        {
            return None;
        }

        var isOpen = !isNamed || hasOrder || leaves.Exists(leaf => leaf.Subject?.Name is not ("maker" or "provider"));
        return new(
            isOpen && !leaves.Exists(leaf => s_life.Contains(leaf.Subject!.Name, StringComparer.Ordinal)),
            isOpen && !leaves.Exists(IsForm),
            [.. said.Prepend(wantsOwn ? s_own : null).OfType<FilterExpression>().Distinct()]);
    }

    /// <summary>What is called so comes first, though the words were read otherwise.</summary>
    public static FilterExpression Named(string written) => FilterExpression.Any(Is("id", written), Is("key", written));

    private static FilterExpression.Compare Is(string field, string text) => new(ModelFields.Of(field).Filter, FilterComparison.Equal, new FilterLiteral.Text(text));

    private static Wishes From(ImmutableArray<FilterExpression> wishes) =>
        new(wishes.Contains(s_notEnding), wishes.Contains(s_answering), [.. wishes.Where(wish => wish != s_notEnding && wish != s_answering).Distinct()]);

    /// <summary>Who names a maker wants to see what it offers itself.</summary>
    private static bool IsMaker(FilterExpression part) => part is FilterExpression.Has or FilterExpression.In or FilterExpression.Or && part.Leaves.All(leaf => leaf.Subject == NameFields.Maker);

    private static bool IsForm(FilterExpression leaf) => s_forms.Contains(leaf.Subject!.Name, StringComparer.Ordinal) && leaf switch
    {
        FilterExpression.Has(_, var word) => !s_talking.Contains(word, StringComparer.OrdinalIgnoreCase),
        FilterExpression.Compare(_, _, FilterLiteral.Text(var word)) => !s_talking.Contains(word, StringComparer.OrdinalIgnoreCase),
        _ => true,
    };
}
