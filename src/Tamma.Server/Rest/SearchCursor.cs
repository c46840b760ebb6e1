using System.Globalization;

namespace Tamma.Server.Rest;

/// <summary>Where a page of a search ended: in which index, and how far down.</summary>
internal readonly record struct SearchCursor(string Generation, int Skip)
{
    private const char Bar = '|';

    /// <param name="list">The mark of the list.</param>
    public static string Write(string list, SearchCursor place) =>
        PageCursor.WriteMarked(list, string.Create(CultureInfo.InvariantCulture, $"{place.Generation}{Bar}{place.Skip}"));

    public static bool TryRead(string text, string list, out SearchCursor place)
    {
        place = default;
        if (!PageCursor.TryReadMarked(text, list, out var plain) || plain.Split(Bar) is not [var generation, var count]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var skip))
        {
            return false;
        }

        place = new(generation, skip);
        return true;
    }
}
