using System.Numerics;
using Tamma.Catalog;
using Tamma.Search.Index;
using Tamma.Search.Names;

namespace Tamma.Search.Ranking;

/// <summary>How exactly a model is called what was written.</summary>
internal static class ExactNames
{
    public const float Key = 1;
    public const float Id = 0.95f;
    public const float Tail = 0.9f;
    public const float SameTerms = 0.85f;
    public const float NearlySame = 0.8f;
    public const float BeginsLetters = 0.6f;
    public const float Begins = 0.5f;
    public const float Contains = 0.4f;

    /// <summary>All terms, with others between or in another order.</summary>
    public const float HasAll = 0.3f;

    /// <summary>Fewer letters begin too much.</summary>
    public const int LeastBeginning = 3;

    /// <summary>The terms of a text as numbers; below zero for those that nobody has.</summary>
    public static int[] Terms(string text, IndexData data)
    {
        List<int> found = [];
        var tokens = new NameTokens(Fold.Text(text), stackalloc char[NameTokens.Longest]);
        while (tokens.MoveNext())
        {
            found.Add(data.Terms.Find(tokens.Current));
        }

        return [.. found];
    }

    /// <summary>By its letters, ignoring case.</summary>
    public static float OfLetters(ReadOnlySpan<char> written, Model model)
    {
        var (provider, id) = model.Key;
        if (written.Length == provider.Length + 1 + id.Length && written[provider.Length] == '/'
            && written.StartsWith(provider, StringComparison.OrdinalIgnoreCase) && written.EndsWith(id, StringComparison.OrdinalIgnoreCase))
        {
            return Key;
        }

        if (written.Equals(id, StringComparison.OrdinalIgnoreCase))
        {
            return Id;
        }

        if (id.Length > written.Length && id[^(written.Length + 1)] == '/' && id.EndsWith(written, StringComparison.OrdinalIgnoreCase))
        {
            return Tail;
        }

        return written.Length >= LeastBeginning && id.AsSpan(id.LastIndexOf('/') + 1).StartsWith(written, StringComparison.OrdinalIgnoreCase) ? BeginsLetters : 0;
    }

    /// <summary>By its terms: the same, or how the terms of the query stand in it.</summary>
    /// <param name="sequence">Terms of the name.</param>
    /// <param name="masks">Which terms of the query they answer to.</param>
    /// <param name="first">First term of the query that is looked at.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="kinds">Of the dictionary's terms.</param>
    public static float OfTerms(ReadOnlySpan<int> sequence, TermMasks masks, int first, int end, TermKind[] kinds)
    {
        var asked = end - first;
        if (asked == 0)
        {
            return 0;
        }

        var looked = uint.MaxValue >> (32 - asked) << first;
        var best = new Run(0, 0, 0, false);
        var seen = 0u;
        for (var at = 0; at < sequence.Length; at++)
        {
            seen |= masks.Of(sequence[at]);
            for (var bits = masks.Of(sequence[at]) & looked; bits != 0; bits &= bits - 1)
            {
                var run = RunAt(sequence, at, masks, BitOperations.TrailingZeroCount(bits), end, kinds);
                if (run.Length > best.Length)
                {
                    best = run;
                }
            }
        }

        if (best.Length < asked)
        {
            var part = best.Length > 1 ? Contains * best.Length / asked : 0;
            return (seen & looked) == looked ? Math.Max(part, HasAll) : part;
        }

        var (rest, slight) = (0, 0);
        for (var i = 0; i < sequence.Length; i++)
        {
            if (i < best.At || i >= best.End)
            {
                rest++;
                slight += kinds[sequence[i]] is TermKind.Slight ? 1 : 0;
            }
        }

        return !best.IsWhole || rest > slight ? best.At == 0 ? Begins : Contains
            : rest == 0 ? SameTerms
            : NearlySame;
    }

    /// <summary>How many terms of the query follow each other here. A version that the query does not name may stand between them.</summary>
    private static Run RunAt(ReadOnlySpan<int> sequence, int at, TermMasks masks, int from, int end, TermKind[] kinds)
    {
        var length = 0;
        var isWhole = true;
        var place = at;
        while (from + length < end && place < sequence.Length)
        {
            if (masks.Counted(sequence[place], from + length))
            {
                isWhole &= masks.IsSame(sequence[place], from + length);
                length++;
                place++;
            }
            else if (length > 0 && kinds[sequence[place]] is not TermKind.Word && place + 1 < sequence.Length && masks.Counted(sequence[place + 1], from + length))
            {
                isWhole = false;
                place++;
            }
            else
            {
                break;
            }
        }

        return new(at, place, length, isWhole);
    }

    /// <param name="IsWhole">Nothing stands between, and each term is as it was written.</param>
    private readonly record struct Run(int At, int End, int Length, bool IsWhole);
}
