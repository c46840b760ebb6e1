using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tamma.Server.Rest;

/// <summary>Where a page ended, for one list with one set of filters. Opaque to callers.</summary>
internal static class PageCursor
{
    private const char Bar = '|';

    /// <param name="list">What the list is: its filters and order. A cursor of another list is refused.</param>
    public static string Write(string list, string place) => WriteMarked(Mark(list), place);

    public static bool TryRead(string text, string list, [NotNullWhen(true)] out string? place) => TryReadMarked(text, Mark(list), out place);

    /// <summary>The mark of a list, by what the list is.</summary>
    public static string MarkOf(ReadOnlySpan<byte> list) => ETag.Of(list)[1..9];

    /// <param name="mark">Of the list.</param>
    public static string WriteMarked(string mark, string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(mark + Bar + place));

    public static bool TryReadMarked(string text, string mark, [NotNullWhen(true)] out string? place)
    {
        place = null;
        if (!Base64Url.IsValid(text))
        {
            return false;
        }

        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        if (!plain.StartsWith(mark, StringComparison.Ordinal) || plain.Length == mark.Length || plain[mark.Length] != Bar)
        {
            return false;
        }

        place = plain[(mark.Length + 1)..];
        return true;
    }

    public static Problem Invalid { get; } =
        ProblemKind.InvalidCursor.Because("This is no cursor of this list. Give next_cursor back unchanged, with the same filters and order, or start without one.");

    private static string Mark(string list) => ETag.Of(list)[1..9];
}
