using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Tamma.Search.Index;

namespace Tamma.Search.Reading;

/// <summary>Plain words and what they mean, as data: see <c>Words/vocabulary.txt</c>.</summary>
internal sealed class Vocabulary
{
    private const string Gap = "..";
    private const int LongestGap = 3;

    private readonly FrozenDictionary<string, Phrase[]> _byFirst;
    private readonly FrozenSet<string> _all;

    /// <summary>Those whose first word has any ending, by its first letter.</summary>
    private readonly FrozenDictionary<char, Phrase[]> _stems;

    private Vocabulary(IReadOnlyCollection<Phrase> phrases, IEnumerable<string> ignored)
    {
        _byFirst = phrases.Where(phrase => phrase.Words[0][^1] != '*').GroupBy(phrase => phrase.Words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _stems = phrases.Where(phrase => phrase.Words[0][^1] == '*').GroupBy(phrase => phrase.Words[0][0]).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        Ignored = ignored.ToFrozenSet(StringComparer.Ordinal);
        _all = phrases.SelectMany(phrase => phrase.Words).Where(word => word[^1] != '*').ToFrozenSet(StringComparer.Ordinal);
        Words = [.. phrases.SelectMany(phrase => phrase.Words).Where(word => word.Length > 3 && word[^1] != '*' && word != Gap).Concat(Ignored.Where(word => word.Length > 3)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Letters = [.. Words.Select(word => TermDictionary.LettersOf(word))];
    }

    public static Vocabulary Standard { get; } = Read(Data.Lines("vocabulary.txt"), Data.Lines("ignored.txt"));

    /// <summary>Words that say nothing of a model.</summary>
    public FrozenSet<string> Ignored { get; }

    /// <summary>All words of the vocabulary that are long enough to be misspelt.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>Of each of these, the set of its letters.</summary>
    public ImmutableArray<uint> Letters { get; }

    public static Vocabulary Read(IEnumerable<string> rows, IEnumerable<string> ignored) => new(
        [.. rows.SelectMany(PhrasesOf)],
        ignored.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>The longest phrase that begins at a word and ends at the end of one.</summary>
    /// <param name="words">The query.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="end">Behind its last word.</param>
    public Phrase? Match(ReadOnlySpan<QueryWord> words, int at, out int end)
    {
        Phrase? best = null;
        end = at;
        if (_byFirst.TryGetValue(words[at].Meant, out var phrases))
        {
            Longest(phrases, words, at, ref best, ref end);
        }

        if (_stems.TryGetValue(words[at].Meant[0], out var stems))
        {
            Longest(stems, words, at, ref best, ref end);
        }

        return best;
    }

    public bool Knows(string word) => _all.Contains(word) || Ignored.Contains(word) || (_stems.TryGetValue(word[0], out var stems) && stems.Any(phrase => IsWord(phrase.Words[0], word)));

    private static void Longest(Phrase[] phrases, ReadOnlySpan<QueryWord> words, int at, ref Phrase? best, ref int end)
    {
        foreach (var phrase in phrases)
        {
            if (phrase.EndIn(words, at) is var found && found > end && (found == words.Length || words[found].Begins))
            {
                (best, end) = (phrase, found);
            }
        }
    }

    private static bool IsWord(string pattern, string word) =>
        pattern[^1] == '*' ? word.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal) : word == pattern;

    private static IEnumerable<Phrase> PhrasesOf(string row)
    {
        var sides = row.Split("=>", 2, StringSplitOptions.TrimEntries);
        var (holds, isMatter) = (sides[0].StartsWith('!'), sides[0].StartsWith('~'));
        ImmutableArray<Constraint> meanings = [.. sides[1].Split(';', StringSplitOptions.TrimEntries).Select(MeaningOf)];
        return sides[0].TrimStart('!', '~').Split('|', StringSplitOptions.TrimEntries)
            .Select(phrase => new Phrase([.. phrase.Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries)], meanings, holds, isMatter));
    }

    private static Constraint MeaningOf(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["sort", var field, "up"] => new(field, ConstraintOp.Ascending, "", ""),
            ["sort", var field, "down"] => new(field, ConstraintOp.Descending, "", ""),
            ["prefer", .. var rest] => MeaningOf(string.Join(' ', rest)) with { Soft = true },
            ["not", .. var rest] => MeaningOf(string.Join(' ', rest)) with { Not = true },
            [var field, "is", var value] => new(field, ConstraintOp.Is, value, ""),
            [var field, "has", var value] => new(field, ConstraintOp.Has, value, ""),
            [var field, ">=", var value] => new(field, ConstraintOp.AtLeast, Number(value), ""),
            [var field, "<=", var value] => new(field, ConstraintOp.AtMost, Number(value), ""),
            _ => throw new FormatException($"'{text}' is no meaning."),
        };
    }

    private static string Number(string text) => double.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    /// <param name="Words">A star at the end of a word stands for any ending; two dots stand for up to three words.</param>
    /// <param name="Holds">Also where its words stand in names.</param>
    /// <param name="IsMatter">Says what is worked on, and so only by the way what a model must take.</param>
    internal sealed record Phrase(ImmutableArray<string> Words, ImmutableArray<Constraint> Meanings, bool Holds, bool IsMatter)
    {
        public bool IsOneWord => Words.Length == 1;

        /// <returns>Where it ends in the query; below zero where it does not stand there.</returns>
        public int EndIn(ReadOnlySpan<QueryWord> words, int at) => EndIn(words, at, 0);

        private int EndIn(ReadOnlySpan<QueryWord> words, int at, int from)
        {
            for (var i = from; i < Words.Length; i++)
            {
                if (Words[i] == Gap)
                {
                    for (var skipped = 0; skipped <= LongestGap && at + skipped < words.Length; skipped++)
                    {
                        if (EndIn(words, at + skipped, i + 1) is >= 0 and var end)
                        {
                            return end;
                        }
                    }

                    return -1;
                }

                if (at >= words.Length || !IsWord(Words[i], words[at].Meant))
                {
                    return -1;
                }

                at++;
            }

            return at;
        }
    }
}
