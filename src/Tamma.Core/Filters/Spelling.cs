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
        : Math.Min(Near(candidate, word, allowed), Near(candidate[(candidate.LastIndexOf('.') + 1)..], word, allowed));

    /// <summary>Far away where the lengths alone tell.</summary>
    private static int Near(string candidate, string word, int allowed) => Math.Abs(candidate.Length - word.Length) > allowed ? int.MaxValue : Distance(candidate, word);

    private static bool HasPart(string candidate, string word)
    {
        var at = candidate.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at >= 0
            && (at == 0 || !char.IsLetterOrDigit(candidate[at - 1]))
            && (at + word.Length == candidate.Length || !char.IsLetterOrDigit(candidate[at + word.Length]));
    }

    /// <summary>How many letters must be added, taken away, changed or swapped with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        Span<int> rows = stackalloc int[3 * (LongestCompared + 1)];
        var width = b.Length + 1;
        var older = rows[..width];
        var before = rows.Slice(width, width);
        var now = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
        {
            before[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j < width; j++)
            {
                var change = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                var best = Math.Min(Math.Min(now[j - 1], before[j]) + 1, before[j - 1] + change);
                now[j] = i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]) ? Math.Min(best, older[j - 2] + 1) : best;
            }

            var last = older;
            older = before;
            before = now;
            now = last;
        }

        return before[b.Length];
    }

    private static bool Same(char a, char b) => Fold(a) == Fold(b);

    private static char Fold(char letter) => letter is '-' or '.' ? '_' : char.ToLowerInvariant(letter);
}
