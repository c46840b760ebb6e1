using System.Numerics;
using Tamma.Filters;
using Tamma.Search.Index;
using Tamma.Search.Reading;

namespace Tamma.Search.Analytics;

/// <summary>What a word that nobody has may stand for: words of this catalogue's names, and plain words. Pure.</summary>
internal static class SynonymCandidates
{
    private const int Most = 12;
    private const int MostPieces = 3;
    private const int LeastPiece = 3;
    private const int MostBeginnings = 3;
    private const int MostSlips = 4;

    /// <summary>A word of a plain-word table is no name, so a name as near comes first.</summary>
    private const double Plain = 0.25;

    /// <returns>The nearest first, none twice.</returns>
    /// <param name="word">Folded.</param>
    /// <param name="text">The words of a form that has it.</param>
    /// <param name="index">Whose names.</param>
    public static IEnumerable<(string Phrase, SynonymReason Why)> Of(string word, string text, SearchIndex index)
    {
        var data = index.Data;
        List<(string Phrase, SynonymReason Why, double Cost)> found = [.. Splits(word, data), .. Joins(word, text, data), .. Spellings(word, data), .. Beginnings(word, data)];
        return found.Where(one => one.Phrase != word)
            .OrderBy(one => one.Cost).ThenBy(one => one.Why).ThenBy(one => one.Phrase, StringComparer.Ordinal)
            .DistinctBy(one => one.Phrase, StringComparer.Ordinal)
            .Take(Most)
            .Select(one => (one.Phrase, one.Why));
    }

    /// <summary><c>claudeopus</c> → claude opus.</summary>
    private static IEnumerable<(string, SynonymReason, double)> Splits(string word, IndexData data)
    {
        foreach (var pieces in Pieces(word, MostPieces, data).Where(pieces => pieces.Length > 1))
        {
            var pairs = Enumerable.Range(1, pieces.Length - 1).Count(i => data.IsPair(data.Terms.Find(pieces[i - 1]), data.Terms.Find(pieces[i])));
            yield return (string.Join(' ', pieces), SynonymReason.Split, (0.5 * (pieces.Length - 1)) + (0.25 * (pieces.Length - 1 - pairs)));
        }
    }

    private static IEnumerable<string[]> Pieces(string word, int most, IndexData data)
    {
        if (IsWord(word, data))
        {
            yield return [word];
        }

        for (var at = LeastPiece; most > 1 && at <= word.Length - LeastPiece; at++)
        {
            if (IsWord(word[..at], data))
            {
                foreach (var rest in Pieces(word[at..], most - 1, data))
                {
                    yield return [word[..at], .. rest];
                }
            }
        }
    }

    /// <summary><c>deep seek</c> → deepseek: the word stands for both, and its neighbour is a word that nobody has or that does no harm.</summary>
    private static IEnumerable<(string, SynonymReason, double)> Joins(string word, string text, IndexData data)
    {
        var words = text.Split(' ');
        for (var i = 1; i < words.Length; i++)
        {
            if ((words[i] == word || words[i - 1] == word) && data.Terms.Find(words[i - 1] + words[i]) >= 0)
            {
                yield return (words[i - 1] + words[i], SynonymReason.Joined, 0.5);
            }
        }
    }

    private static List<(string, SynonymReason, double)> Spellings(string word, IndexData data)
    {
        var slips = Math.Clamp(word.Length / 3, 1, MostSlips);
        var letters = TermDictionary.LettersOf(word);
        var terms = data.Terms.OfLength(word.Length - slips, word.Length + slips, out var sets);
        List<(string, SynonymReason, double)> found = [];
        for (var i = 0; i < terms.Length; i++)
        {
            if (BitOperations.PopCount(sets[i] ^ letters) <= 2 * slips && !char.IsAsciiDigit(data.Terms[terms[i]][0])
                && EditDistance.Between(word, data.Terms[terms[i]], slips) is var distance && distance <= slips)
            {
                found.Add((data.Terms[terms[i]].ToString(), SynonymReason.Spelling, distance + Rarity(terms[i], data)));
            }
        }

        foreach (var plain in Vocabulary.Standard.Words)
        {
            if (EditDistance.Between(word, plain, slips) is var distance && distance <= slips && !Vocabulary.Standard.Ignored.Contains(plain))
            {
                found.Add((plain, SynonymReason.Spelling, distance + Plain));
            }
        }

        return found;
    }

    /// <summary>Words that begin so, and the longest that it begins with.</summary>
    private static IEnumerable<(string, SynonymReason, double)> Beginnings(string word, IndexData data)
    {
        if (word.Length < LeastPiece)
        {
            yield break;
        }

        var (from, to) = data.Terms.Prefix(word);
        foreach (var term in Enumerable.Range(from, to - from).OrderByDescending(data.Postings.Count).Take(MostBeginnings))
        {
            yield return (data.Terms[term].ToString(), SynonymReason.Longer, 1 + ((double)(data.Terms.LengthOf(term) - word.Length) / word.Length) + Rarity(term, data));
        }

        for (var length = word.Length - 1; length >= LeastPiece; length--)
        {
            if (data.Terms.Find(word.AsSpan(0, length)) is >= 0 and var term)
            {
                yield return (word[..length], SynonymReason.Shorter, 1 + ((double)(word.Length - length) / length) + Rarity(term, data));
                yield break;
            }
        }
    }

    private static bool IsWord(string word, IndexData data) => data.Terms.Find(word) >= 0;

    /// <summary>Below one slip: of two as near, the one that more models have.</summary>
    private static double Rarity(int term, IndexData data) => 0.5 / (1 + Math.Log2(1 + data.Postings.Count(term)));
}
