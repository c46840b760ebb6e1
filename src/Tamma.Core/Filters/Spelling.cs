using System.Collections.Immutable;

namespace Tamma.Filters;

/// <summary>Finds the words that somebody may have meant.</summary>
internal static class Spelling
{
    private const int Most = 3;
    private const int LongestCompared = 64;

    /// <summary>First those that have the word as one of their parts (<c>input</c>: <c>cost.input</c>), then those that differ in few letters, as a whole or behind their last dot.</summary>
    public static ImmutableArray<string> Nearest(string word, IEnumerable<string> known) => Nearest(word, known.Select(one => (one, one)));

    /// <param name="known">Names, with what they name: of one thing the best name is given.</param>
    public static ImmutableArray<string> Nearest<T>(string word, IEnumerable<(string Name, T Thing)> known)
    {
        if (word.Length is 0 or > LongestCompared)
        {
            return [];
        }

        var allowed = Math.Max(1, word.Length / 3);
        return
        [
            .. known.Where(one => one.Name.Length <= LongestCompared)
                .Select(one => (one.Name, one.Thing, Rank: RankOf(one.Name, word, allowed)))
                .Where(pair => pair.Rank <= allowed)
                .OrderBy(pair => pair.Rank)
                .DistinctBy(pair => pair.Thing)
                .Select(pair => pair.Name)
                .Take(Most),
        ];
    }

    private static int RankOf(string candidate, string word, int allowed) =>
        HasPart(candidate, word) ? 0
        : Math.Min(Near(candidate, word, allowed), Near(candidate.AsSpan(candidate.LastIndexOf('.') + 1), word, allowed));

    private static int Near(ReadOnlySpan<char> candidate, ReadOnlySpan<char> word, int allowed)
    {
        Span<char> a = stackalloc char[candidate.Length];
        Span<char> b = stackalloc char[word.Length];
        return EditDistance.Between(Folded(candidate, a), Folded(word, b), allowed);
    }

    private static ReadOnlySpan<char> Folded(ReadOnlySpan<char> text, Span<char> into)
    {
        for (var i = 0; i < text.Length; i++)
        {
            into[i] = Fold(text[i]);
        }

        return into;
    }

    private static bool HasPart(string candidate, string word)
    {
        var at = candidate.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at >= 0
            && (at == 0 || !char.IsLetterOrDigit(candidate[at - 1]))
            && (at + word.Length == candidate.Length || !char.IsLetterOrDigit(candidate[at + word.Length]));
    }

    private static char Fold(char letter) => letter is '-' or '.' ? '_' : char.ToLowerInvariant(letter);
}
