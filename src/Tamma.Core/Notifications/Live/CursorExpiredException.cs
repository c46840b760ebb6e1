using System.Globalization;
using Tamma.Events;

namespace Tamma.Notifications.Live;

/// <summary>A reader cannot go on from its place without leaving events out. The message says why.</summary>
public sealed class CursorExpiredException(string message) : Exception(message)
{
    /// <summary>The one judge of places, whoever asks.</summary>
    /// <param name="place">Where somebody wants to go on.</param>
    /// <param name="head">The log's end.</param>
    /// <param name="kept">All events behind this position are kept.</param>
    /// <returns>Null where it can go on from there.</returns>
    public static CursorExpiredException? Of(Cursor place, LogHead head, long kept) =>
        place.LogId != head.LogId ? OtherLog()
        : place.Position > head.Position ? Ahead(head.Position, place.Position)
        : place.Position < kept ? Gone(kept)
        : null;

    public static CursorExpiredException OtherLog() => new("This cursor belongs to another log: the database was replaced.");

    public static CursorExpiredException Ahead(long end, long asked) =>
        new(string.Create(CultureInfo.InvariantCulture, $"This cursor, at position {asked}, is ahead of the log, which ends at {end}: the database was restored from an older copy."));

    public static CursorExpiredException Gone(long kept) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Events up to position {kept} are no longer all kept."));
}
