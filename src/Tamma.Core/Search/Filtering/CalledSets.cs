using System.Text.RegularExpressions;
using Tamma.Filters;
using Tamma.Search.Index;
using Tamma.Search.Reading;

namespace Tamma.Search.Filtering;

/// <summary>
/// Who is called so, by the terms of names: the same as <see cref="FilterSets"/> gives, which puts an expression to each of many thousand names.
/// </summary>
internal static class CalledSets
{
    private const string Start = "(^| )";
    private const string End = "( |$)";
    private const int MostTerms = 16;

    /// <summary>The expression for whose name has these words side by side.</summary>
    public static string PatternOf(string words) => Start + Escaped(words) + End;

    /// <returns>False where it is another filter, or asks for words that are no terms here.</returns>
    public static bool TryWrite(FilterExpression filter, IndexData data, Span<ulong> set)
    {
        var called = filter is FilterExpression.Not(var inner) ? inner : filter;
        var isWhole = called is FilterExpression.Has;
        var words = called switch
        {
            FilterExpression.Has(var field, var word) when field == NameFields.Called => word,
            FilterExpression.Matches(var field, var pattern) when field == NameFields.Called => WordsOf(pattern),
            _ => null,
        };
        Span<int> room = stackalloc int[MostTerms];
        if (words is null || Terms(words, data, room) is not { IsEmpty: false } terms)
        {
            return false;
        }

        set.Clear();
        foreach (var place in data.Postings.Models(NamedModel.Rarest(terms, data)))
        {
            var isCalled = NamedModel.IsCalled(place, terms, data, out var isExact);
            if (isWhole ? isExact : isCalled || data.Ids[place].IndexOf(terms) >= 0)
            {
                Bits.Add(set, place);
            }
        }

        if (!ReferenceEquals(called, filter))
        {
            Bits.Not(set, data.Count);
        }

        return true;
    }

    /// <returns>Null where it is not one of <see cref="PatternOf"/>.</returns>
    private static string? WordsOf(string pattern)
    {
        if (!pattern.StartsWith(Start, StringComparison.Ordinal) || !pattern.EndsWith(End, StringComparison.Ordinal) || pattern.Length < Start.Length + End.Length)
        {
            return null;
        }

        var words = pattern[Start.Length..^End.Length].Replace("\\", "", StringComparison.Ordinal);
        return PatternOf(words) == pattern ? words : null;
    }

    private static string Escaped(string words) => Regex.Escape(words).Replace("\\ ", " ", StringComparison.Ordinal);

    /// <returns>None where a word is no term: one of other letters may be the same to an expression.</returns>
    private static ReadOnlySpan<int> Terms(string words, IndexData data, Span<int> room)
    {
        var count = 0;
        foreach (var part in words.AsSpan().Split(' '))
        {
            if (count == room.Length || data.Terms.Find(words.AsSpan()[part]) is not (>= 0 and var term))
            {
                return [];
            }

            room[count++] = term;
        }

        return room[..count];
    }
}
