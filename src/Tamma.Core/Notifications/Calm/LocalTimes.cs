namespace Tamma.Notifications.Calm;

/// <summary>Clocks on walls. On the days on which they are changed a time may not exist, or come twice.</summary>
public static class LocalTimes
{
    /// <summary>No zone is further from UTC than that.</summary>
    private static readonly TimeSpan s_furthest = TimeSpan.FromHours(15);

    /// <summary>By its IANA name, or as else this machine calls it; null where it knows none.</summary>
    public static TimeZoneInfo? FindZone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>The day that it is there at that moment.</summary>
    public static DateOnly DayAt(TimeZoneInfo zone, DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>Whether there was such a day: who moves over the date line leaves one out.</summary>
    public static bool Exists(TimeZoneInfo zone, DateOnly day) => MomentOf(zone, day, default) < MomentOf(zone, day.AddDays(1), default);

    /// <summary>The first moment at which that day's clock shows that time or, where it is left out that day, a later one.</summary>
    public static DateTimeOffset MomentOf(TimeZoneInfo zone, DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        if (zone.IsAmbiguousTime(local))
        {
            return new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Max()).ToUniversalTime();
        }

        // A zone that moved over the date line left out a day that nobody calls invalid.
        var moment = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        return TimeZoneInfo.ConvertTime(moment, zone).DateTime == local ? moment : Jump(zone, local);
    }

    /// <summary>When the clock jumps over a time that does not exist.</summary>
    private static DateTimeOffset Jump(TimeZoneInfo zone, DateTime local)
    {
        var (before, after) = (new DateTimeOffset(local, TimeSpan.Zero) - s_furthest, new DateTimeOffset(local, TimeSpan.Zero) + s_furthest);
        while (after.Ticks - before.Ticks > 1)
        {
            var between = before + ((after - before) / 2);
            (before, after) = TimeZoneInfo.ConvertTime(between, zone).DateTime < local ? (between, after) : (before, between);
        }

        return after;
    }
}
