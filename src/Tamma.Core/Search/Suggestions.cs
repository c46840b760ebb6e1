using System.Buffers;
using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Filters;

namespace Tamma.Search;

/// <summary>What somebody who is still typing may mean.</summary>
/// <param name="Models">Best first, one of each canonical model.</param>
/// <param name="Words">Ends of the last word, those that most models have first.</param>
/// <param name="DidYouMean">The text with its spelling put right; null where nothing seems wrong.</param>
public sealed record Suggestions(ImmutableArray<Model> Models, ImmutableArray<string> Words, string? DidYouMean)
{
    public const int MostRows = 20;

    /// <summary>So short a beginning has too many ends to choose from; and more than this are not looked at.</summary>
    private const int LeastLetters = 2;
    private const int MostTerms = 4_096;

    private static readonly SearchValues<char> s_between = SearchValues.Create(" ,/:-_");

    public static Suggestions Of(SearchIndex index, string text, ModelScope scope, int limit)
    {
        var hits = Searcher.Search(index, new(text) { Scope = scope, Collapse = true, NearMisses = false, Limit = Math.Clamp(limit, 1, MostRows), Today = index.Day });
        var names = hits.Reading.Constraints.Where(IsNearName).Select(constraint => (Written: constraint.Words, Meant: constraint.Value));
        var corrected = hits.Reading.Terms.Where(term => term.Corrected is not null).Select(term => (Written: term.Text, Meant: term.Corrected!)).Concat(names)
            .Aggregate(text, static (written, pair) => written.Replace(pair.Written, pair.Meant, StringComparison.OrdinalIgnoreCase));
        return new(
            text.AsSpan().Trim().IsEmpty ? [] : [.. hits.Rows.Select(row => row.Model)],
            Ends(index, text, limit),
            string.Equals(corrected, text, StringComparison.Ordinal) ? null : corrected);
    }

    /// <summary>A lab's or a provider's name that was nearly written.</summary>
    private static bool IsNearName(Constraint constraint) =>
        constraint is { Field: "maker" or "provider", Words.Length: > 0 } && EditDistance.Allowed(constraint.Value.Length) is var most and > 0
        && EditDistance.Between(constraint.Words.ToLowerInvariant(), constraint.Value, most) is > 0 and var distance && distance <= most;

    private static ImmutableArray<string> Ends(SearchIndex index, string text, int limit)
    {
        var last = text[(text.AsSpan().LastIndexOfAny(s_between) + 1)..].ToLowerInvariant();
        if (last.Length < LeastLetters)
        {
            return [];
        }

        var data = index.Data;
        var (from, to) = data.Terms.Prefix(last);
        return
        [
            .. Enumerable.Range(from, Math.Min(to - from, MostTerms))
                .Where(term => data.Terms[term].Length > last.Length)
                .OrderByDescending(data.Postings.Count).ThenBy(static term => term)
                .Take(limit)
                .Select(term => data.Terms[term].ToString()),
        ];
    }
}
