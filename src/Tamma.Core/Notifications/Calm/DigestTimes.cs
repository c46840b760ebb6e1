using System.Globalization;

namespace Tamma.Notifications.Calm;

/// <summary>When a digest is told: each day or each week at a local time.</summary>
/// <param name="On">The day of the week; null for each day.</param>
/// <param name="At">Local time.</param>
/// <param name="Zone">Name of the time zone.</param>
public sealed record DigestTimes(DayOfWeek? On, TimeOnly At, string Zone)
{
    /// <summary>The first digest after a moment. One each day, also where the clock shows its time twice or not at all.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the zone.</exception>
    public DateTimeOffset After(DateTimeOffset moment)
    {
        var zone = LocalTimes.FindZone(Zone) ?? throw new TimeZoneNotFoundException(Zone);
        for (var day = LocalTimes.DayAt(zone, moment).AddDays(-1); ; day = day.AddDays(1))
        {
            if ((On is null || day.DayOfWeek == On) && LocalTimes.MomentOf(zone, day, At) is var told && told > moment && LocalTimes.Exists(zone, day))
            {
                return told;
            }
        }
    }

    /// <summary>As the command line takes it: <c>day 08:00 Europe/Zurich</c>, <c>monday 08:00 Europe/Zurich</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{On?.ToString().ToLowerInvariant() ?? "day"} {At:HH\\:mm} {Zone}");
}
