using System.Numerics;
using Tamma.Filters;
using Tamma.Search.Index;

namespace Tamma.Search.Reading;

/// <summary>Finds what a misspelt word was meant to be, among the terms of names and the words of the vocabulary.</summary>
internal static class Correction
{
    /// <summary>A term that stands in fewer models than this is as likely a slip itself.</summary>
    private const int Known = 3;
    private const int KnownShort = 8;
    private const int ShortWord = 4;

    /// <summary>In a query of so few words, each is likely a name.</summary>
    private const int FewWords = 2;

    /// <summary>In a catalogue that is smaller, any term may be meant.</summary>
    private const int Small = 500;

    /// <summary>More than frequency can give, less than a slip.</summary>
    private const double Beside = 0.9;

    /// <param name="word">Folded.</param>
    /// <param name="before">The term before it, and the one behind it; below zero for none. What stands beside them in names is likelier.</param>
    /// <param name="words">How many the query has.</param>
    /// <param name="data">Whose terms.</param>
    /// <param name="vocabulary">Plain words that may be meant too.</param>
    /// <returns>Null when nothing is near.</returns>
    public static string? Of(string word, int before, int behind, int words, IndexData data, Vocabulary vocabulary)
    {
        var often = data.Count < Small ? 1 : word.Length > ShortWord || words <= FewWords ? Known : KnownShort;

        // Three letters are forgiven a slip only where their neighbours vouch for what they were.
        var isShort = EditDistance.Allowed(word.Length) == 0;
        var allowed = Math.Max(1, EditDistance.Allowed(word.Length));
        var letters = TermDictionary.LettersOf(word);
        string? best;
        var bestScore = double.NegativeInfinity;
        var bestTerm = -1;
        var candidates = data.Terms.OfLength(word.Length - allowed, word.Length + allowed, out var known);
        for (var at = NextNear(known, 0, letters, allowed); at < known.Length; at = NextNear(known, at + 1, letters, allowed))
        {
            var term = candidates[at];
            var text = data.Terms[term];
            var isBeside = data.IsPair(before, term) || data.IsPair(term, behind);
            if (Score(word, text, allowed) is { } score
                && (!isShort || isBeside || EditDistance.IsSwap(word, text))
                && InNames(term, data) is var count && (count >= often || isBeside)
                && score + Frequency(count) + (isBeside ? Beside : 0) is var points && (points > bestScore || (points == bestScore && term < bestTerm)))
            {
                (bestTerm, bestScore) = (term, points);
            }
        }

        best = bestTerm < 0 ? null : data.Terms[bestTerm].ToString();
        for (var i = 0; i < vocabulary.Words.Length && !isShort; i++)
        {
            var text = vocabulary.Words[i];
            if (IsNear(word.Length, letters, text.Length, vocabulary.Letters[i], allowed) && Score(word, text, allowed) is { } score && Beats(score + Frequency(Known), ref bestScore))
            {
                best = text;
            }
        }

        return best;
    }

    /// <summary>The next word whose letters are near: of many at once, as many of their bits are cleared as may differ.</summary>
    private static int NextNear(ReadOnlySpan<uint> known, int from, uint letters, int allowed)
    {
        var wanted = new Vector<uint>(letters);
        for (; from <= known.Length - Vector<uint>.Count; from += Vector<uint>.Count)
        {
            var rest = new Vector<uint>(known[from..]) ^ wanted;
            for (var bit = 0; bit < 2 * allowed; bit++)
            {
                rest &= rest - Vector<uint>.One;
            }

            if (Vector.EqualsAny(rest, Vector<uint>.Zero))
            {
                break;
            }
        }

        while (from < known.Length && BitOperations.PopCount(known[from] ^ letters) > 2 * allowed)
        {
            from++;
        }

        return from;
    }

    private static int InNames(int term, IndexData data)
    {
        var count = 0;
        foreach (var fields in data.Postings.Fields(term))
        {
            count += (fields & (SearchField.Id | SearchField.Name | SearchField.Provider)) != SearchField.None ? 1 : 0;
        }

        return count;
    }

    private static bool Beats(double score, ref double best)
    {
        if (score <= best)
        {
            return false;
        }

        best = score;
        return true;
    }

    /// <summary>Less than one slip apart, the more frequent term wins.</summary>
    private static double Frequency(int models) => Math.Min(Math.Log10(models + 1), 3) / 4;

    /// <summary>Each slip changes two letters of the set at most, and the length by one.</summary>
    private static bool IsNear(int length, uint letters, int otherLength, uint others, int allowed) =>
        Math.Abs(length - otherLength) <= allowed && BitOperations.PopCount(letters ^ others) <= 2 * allowed;

    private static double? Score(string word, ReadOnlySpan<char> term, int allowed)
    {
        if (char.IsAsciiDigit(term[0]))
        {
            return null;
        }

        var distance = EditDistance.Between(word, term, allowed);
        return distance > allowed ? null : -distance - (word[0] == term[0] ? 0 : 0.3);
    }
}
