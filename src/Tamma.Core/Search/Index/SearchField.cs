namespace Tamma.Search.Index;

/// <summary>What part of a model a term stands in. One bit each, so that a posting holds all of them.</summary>
[Flags]
internal enum SearchField : ushort
{
    None = 0,
    Id = 1,
    Name = 2,
    Canonical = 4,
    Alias = 8,
    Family = 16,
    Lab = 32,
    Provider = 64,
    Tag = 128,
    Capability = 256,
    Note = 512,
}

/// <summary>How much a term counts by where it stands. Data: the best place decides.</summary>
internal static class FieldWeights
{
    private const int Fields = 10;

    private static readonly float[] s_weights = [1, 1, 0.9f, 0.95f, 0.85f, 0.8f, 0.75f, 0.6f, 0.35f, 0.25f];

    private static readonly float[] s_best = Best();

    /// <summary>Of the best field among these.</summary>
    public static float Of(SearchField fields) => s_best[(int)fields];

    private static float[] Best()
    {
        var best = new float[1 << Fields];
        for (var mask = 1; mask < best.Length; mask++)
        {
            for (var field = 0; field < Fields; field++)
            {
                if ((mask >> field & 1) != 0)
                {
                    best[mask] = Math.Max(best[mask], s_weights[field]);
                }
            }
        }

        return best;
    }
}
