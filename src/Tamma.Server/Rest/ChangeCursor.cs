using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Tamma.Events;

namespace Tamma.Server.Rest;

/// <summary>A place in the log as callers have it: opaque, or a bare position of the log that there is.</summary>
internal static class ChangeCursor
{
    public const string NoCursor = "'after' is neither a cursor of this feed nor a position. Give next_cursor back unchanged.";

    public static string Write(Cursor cursor) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(cursor.ToString()));

    public static bool TryRead(string text, LogHead head, out Cursor cursor)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            cursor = new(head.LogId, position);
            return true;
        }

        cursor = default;
        return Base64Url.IsValid(text) && Cursor.TryParse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)), out cursor);
    }

    public static Problem Expired(string why) =>
        ProblemKind.CursorExpired.Because($"{why} Read the models anew with GET /api/v1/models?scope=all, then go on with after=POSITION from that answer.");
}
