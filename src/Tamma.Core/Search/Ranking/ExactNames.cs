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
    public const float Begins = 0.5f;
    public const float Contains = 0.4f;

    /// <summary>A term of this quality stands for what was written; from here on it is the same.</summary>
    private const float Counts = 0.69f;
    private const float Same = 0.9f;

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

        return id.Length > written.Length && id[^(written.Length + 1)] == '/' && id.EndsWith(written, StringComparison.OrdinalIgnoreCase) ? Tail : 0;
    }

    /// <summary>By its terms: the same, or how the terms of the query stand in it.</summary>
    /// <param name="sequence">Terms of the name.</param>
    /// <param name="query">What was asked, in order.</param>
    /// <param name="kinds">Of the dictionary's terms.</param>
    public static float OfTerms(ReadOnlySpan<int> sequence, ReadOnlySpan<PlannedTerm> query, TermKind[] kinds)
    {
        if (sequence.IsEmpty || query.IsEmpty)
        {
            return 0;
        }

        var best = new Run(0, 0, 0, false);
        for (var at = 0; at < sequence.Length; at++)
        {
            for (var from = 0; from < query.Length; from++)
            {
                var run = RunAt(sequence, at, query, from, kinds);
                if (run.Length > best.Length)
                {
                    best = run;
                }
            }
        }

        if (best.Length < query.Length)
        {
            return best.Length > 1 ? Contains * best.Length / query.Length : 0;
        }

        var rest = 0;
        var slight = 0;
        for (var i = 0; i < sequence.Length; i++)
        {
            if (i < best.At || i >= best.End)
            {
                rest++;
                slight += kinds[sequence[i]] is TermKind.Slight ? 1 : 0;
            }
        }

        return !best.IsWhole ? best.At == 0 ? Begins : Contains
            : rest == 0 ? SameTerms
            : rest == slight ? NearlySame
            : best.At == 0 ? Begins
            : Contains;
    }

    /// <summary>How many terms of the query follow each other here. A version that the query does not name may stand between them.</summary>
    private static Run RunAt(ReadOnlySpan<int> sequence, int at, ReadOnlySpan<PlannedTerm> query, int from, TermKind[] kinds)
    {
        var length = 0;
        var isWhole = true;
        var end = at;
        while (from + length < query.Length && end < sequence.Length)
        {
            var quality = query[from + length].QualityOf(sequence[end]);
            if (quality >= Counts)
            {
                isWhole &= quality >= Same;
                length++;
                end++;
            }
            else if (length > 0 && kinds[sequence[end]] is not TermKind.Word && end + 1 < sequence.Length && query[from + length].QualityOf(sequence[end + 1]) >= Counts)
            {
                isWhole = false;
                end++;
            }
            else
            {
                break;
            }
        }

        return new(at, end, length, isWhole);
    }

    /// <param name="IsWhole">Nothing stands between, and each term is as it was written.</param>
    private readonly record struct Run(int At, int End, int Length, bool IsWhole);
}
