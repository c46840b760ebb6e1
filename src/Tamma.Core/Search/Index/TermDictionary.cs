using Tamma.Search.Names;

namespace Tamma.Search.Index;

/// <summary>All terms, sorted, in one block of characters. A term's number is its place in the order, so a prefix is a range of numbers.</summary>
internal sealed class TermDictionary
{
    private readonly char[] _letters;
    private readonly int[] _starts;
    private readonly uint[] _letterSets;
    private readonly int[] _byLength;

    /// <summary>Where terms of a length begin among these.</summary>
    private readonly int[] _lengths = new int[NameTokens.Longest + 2];

    /// <summary>Terms in a row, and where each begins; one more place at the end.</summary>
    private TermDictionary(char[] letters, int[] starts)
    {
        (_letters, _starts) = (letters, starts);
        for (var term = 0; term < Count; term++)
        {
            _lengths[LengthOf(term) + 1]++;
        }

        for (var length = 0; length <= NameTokens.Longest; length++)
        {
            _lengths[length + 1] += _lengths[length];
        }

        _byLength = new int[Count];
        _letterSets = new uint[Count];
        var next = _lengths.ToArray();
        for (var term = 0; term < Count; term++)
        {
            var at = next[LengthOf(term)]++;
            (_byLength[at], _letterSets[at]) = (term, LettersOf(this[term]));
        }
    }

    /// <param name="terms">Sorted by their characters, none twice.</param>
    public static TermDictionary Of(IReadOnlyList<string> terms)
    {
        var starts = new int[terms.Count + 1];
        for (var i = 0; i < terms.Count; i++)
        {
            starts[i + 1] = starts[i] + terms[i].Length;
        }

        var letters = new char[starts[^1]];
        for (var i = 0; i < terms.Count; i++)
        {
            terms[i].CopyTo(letters.AsSpan(starts[i]));
        }

        return new(letters, starts);
    }

    /// <param name="terms">Sorted by their characters, none twice; each is taken from another dictionary.</param>
    public static TermDictionary Of(List<(TermDictionary Of, int Term)> terms)
    {
        var starts = new int[terms.Count + 1];
        for (var i = 0; i < terms.Count; i++)
        {
            starts[i + 1] = starts[i] + terms[i].Of.LengthOf(terms[i].Term);
        }

        var letters = new char[starts[^1]];
        for (var i = 0; i < terms.Count; i++)
        {
            var (of, term) = terms[i];
            of[term].CopyTo(letters.AsSpan(starts[i]));
        }

        return new(letters, starts);
    }

    public int Count => _starts.Length - 1;

    /// <summary>Terms of these lengths, and of each the set of its letters: see <see cref="LettersOf"/>.</summary>
    public ReadOnlySpan<int> OfLength(int from, int to, out ReadOnlySpan<uint> letters)
    {
        var range = _lengths[Math.Clamp(from, 0, NameTokens.Longest)].._lengths[Math.Clamp(to, 0, NameTokens.Longest) + 1];
        letters = _letterSets.AsSpan(range);
        return _byLength.AsSpan(range);
    }

    public int LengthOf(int term) => _starts[term + 1] - _starts[term];

    /// <summary>A set of letters in which two words that differ by few slips differ by few bits.</summary>
    public static uint LettersOf(ReadOnlySpan<char> word)
    {
        var letters = 0u;
        foreach (var letter in word)
        {
            letters |= 1u << (letter & 31);
        }

        return letters;
    }

    public ReadOnlySpan<char> this[int term] => _letters.AsSpan(_starts[term], _starts[term + 1] - _starts[term]);

    /// <returns>The term's number; below zero where there is none.</returns>
    public int Find(ReadOnlySpan<char> term)
    {
        var place = LowerBound(term);
        return place < Count && this[place].SequenceEqual(term) ? place : -1;
    }

    /// <summary>The terms that begin so; the term itself is the first of them.</summary>
    public (int From, int To) Prefix(ReadOnlySpan<char> prefix)
    {
        var from = LowerBound(prefix);
        var (low, high) = (from, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (this[middle].StartsWith(prefix, StringComparison.Ordinal))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (from, low);
    }

    private int LowerBound(ReadOnlySpan<char> term)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (this[middle].SequenceCompareTo(term) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
