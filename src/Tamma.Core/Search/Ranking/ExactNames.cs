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
    public const float Begins = 0.5f;
    public const float Contains = 0.4f;

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
    public static float OfTerms(ReadOnlySpan<int> sequence, ReadOnlySpan<PlannedTerm> query)
    {
        if (sequence.IsEmpty || query.IsEmpty)
        {
            return 0;
        }

        var longest = 0;
        var beginning = 0;
        for (var at = 0; at < sequence.Length; at++)
        {
            for (var from = 0; from < query.Length; from++)
            {
                var run = 0;
                while (from + run < query.Length && at + run < sequence.Length && query[from + run].QualityOf(sequence[at + run]) >= 0.69f)
                {
                    run++;
                }

                if (run > longest)
                {
                    (longest, beginning) = (run, at);
                }
            }
        }

        if (longest == query.Length)
        {
            return sequence.Length == query.Length ? SameTerms : beginning == 0 ? Begins : Contains;
        }

        return longest > 1 || query.Length == 1 ? Contains * longest / query.Length : 0;
    }
}
