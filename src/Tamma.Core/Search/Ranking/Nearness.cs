namespace Tamma.Search.Ranking;

/// <summary>How near a name of so many terms is to so many that are asked for: the shorter over the longer. Divided once, not for each model.</summary>
internal static class Nearness
{
    private const int Longest = 32;

    private static readonly float[][] s_all = [.. Enumerable.Range(0, Longest + 1).Select(asked => Enumerable.Range(0, byte.MaxValue + 1).Select(length => Of(length, asked)).ToArray())];

    /// <returns>By length.</returns>
    public static float[] To(int asked) => s_all[Math.Min(asked, Longest)];

    private static float Of(int length, int asked) => length == 0 ? 0 : (float)Math.Min(length, asked) / Math.Max(length, asked);
}
