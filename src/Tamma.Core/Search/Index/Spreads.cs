namespace Tamma.Search.Index;

/// <summary>How many listings have the same name, dates aside: what many offer is what a short name means.</summary>
internal static class Spreads
{
    private const float Doublings = 5;

    public static void Set(Merits[] merits, TermSequences ids, byte[] tails, TermKind[] kinds)
    {
        var keys = new int[merits.Length];
        Dictionary<int, int> counts = [];
        for (var place = 0; place < keys.Length; place++)
        {
            keys[place] = Key(ids[place][tails[place]..], kinds);
            counts[keys[place]] = counts.GetValueOrDefault(keys[place]) + 1;
        }

        for (var place = 0; place < keys.Length; place++)
        {
            merits[place].Spread = Math.Min(1, MathF.Log2(counts[keys[place]]) / Doublings);
        }
    }

    private static int Key(ReadOnlySpan<int> terms, TermKind[] kinds)
    {
        var key = 17;
        foreach (var term in terms)
        {
            key = kinds[term] is TermKind.Slight ? key : unchecked((key * 31) + term);
        }

        return key;
    }
}
