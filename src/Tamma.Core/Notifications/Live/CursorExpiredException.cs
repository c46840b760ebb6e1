using System.Globalization;

namespace Tamma.Notifications.Live;

/// <summary>A reader cannot go on from its place without leaving events out. The message says why.</summary>
public sealed class CursorExpiredException(string message) : Exception(message)
{
    public static CursorExpiredException OtherLog() => new("This cursor belongs to another log: the database was replaced.");

    public static CursorExpiredException Ahead(long end, long asked) =>
        new(string.Create(CultureInfo.InvariantCulture, $"This cursor, at position {asked}, is ahead of the log, which ends at {end}: the database was restored from an older copy."));

    public static CursorExpiredException Gone(long kept) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Events up to position {kept} are no longer all kept."));
}
