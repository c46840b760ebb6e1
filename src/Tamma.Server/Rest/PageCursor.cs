using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tamma.Server.Rest;

/// <summary>Where a page ended, for one list with one set of filters. Opaque to callers.</summary>
internal static class PageCursor
{
    private const char Bar = '|';

    /// <param name="list">What the list is: its filters and order. A cursor of another list is refused.</param>
    public static string Write(string list, string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Mark(list) + Bar + place));

    public static bool TryRead(string text, string list, [NotNullWhen(true)] out string? place)
    {
        place = null;
        if (!Base64Url.IsValid(text))
        {
            return false;
        }

        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        var mark = Mark(list) + Bar;
        if (!plain.StartsWith(mark, StringComparison.Ordinal))
        {
            return false;
        }

        place = plain[mark.Length..];
        return true;
    }

    public static Problem Invalid { get; } =
        ProblemKind.InvalidCursor.Because("This is no cursor of this list. Give next_cursor back unchanged, with the same filters and order, or start without one.");

    private static string Mark(string list) => ETag.Of(list)[1..9];
}
