namespace Tamma.Search.Index;

/// <summary>Which terms stand side by side in names: whether two words of a question belong together as a name's.</summary>
internal static class TermPairs
{
    /// <returns>Sorted, each once, the first term in the upper half.</returns>
    public static long[] Of(TermSequences ids, TermSequences names, TermKind[] kinds, int models)
    {
        HashSet<long> pairs = [];
        for (var model = 0; model < models; model++)
        {
            Add(ids[model], kinds, pairs);
            Add(names[model], kinds, pairs);
        }

        long[] sorted = [.. pairs];
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>A version between two words does not part them.</summary>
    private static void Add(ReadOnlySpan<int> terms, TermKind[] kinds, HashSet<long> pairs)
    {
        for (var i = 1; i < terms.Length; i++)
        {
            pairs.Add(((long)terms[i - 1] << 32) | (uint)terms[i]);
            if (i > 1 && kinds[terms[i - 1]] is TermKind.Number)
            {
                pairs.Add(((long)terms[i - 2] << 32) | (uint)terms[i]);
            }
        }
    }
}
