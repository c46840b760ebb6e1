namespace Tamma.Providers.Wire;

/// <summary>One order for lists of words that are put together from yes and no: modalities as models.dev has them, all else by letters.</summary>
internal static class WordOrder
{
    private static readonly string[] s_first = ["text", "image", "audio", "video", "pdf"];

    public static int Compare(string? a, string? b) =>
        Place(a) is var first && Place(b) is var second && first != second ? first.CompareTo(second) : string.CompareOrdinal(a, b);

    private static int Place(string? word) => Array.IndexOf(s_first, word) is >= 0 and var index ? index : s_first.Length;
}
