using System.Collections.Immutable;
using System.Globalization;

namespace Tamma.Notifications.Calm;

/// <summary>Hours in which nothing is told but what is urgent. They begin at a local time on some days of the week and end at the next time of day that is their end.</summary>
/// <param name="From">Local time at which they begin.</param>
/// <param name="To">Local time at which they end: the same day's where it is later than <paramref name="From"/>, else the next one's.</param>
/// <param name="Zone">Name of the time zone.</param>
/// <param name="Days">On which they begin; empty for each day.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, string Zone, ImmutableArray<DayOfWeek> Days)
{
    /// <summary>When they end that the moment is in; null where it is in none.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the zone.</exception>
    public DateTimeOffset? EndAt(DateTimeOffset moment)
    {
        var zone = LocalTimes.FindZone(Zone) ?? throw new TimeZoneNotFoundException(Zone);
        var today = LocalTimes.DayAt(zone, moment);
        DateTimeOffset? last = null;
        for (var day = today.AddDays(-1); day <= today; day = day.AddDays(1))
        {
            if (!Days.IsEmpty && !Days.Contains(day.DayOfWeek))
            {
                continue;
            }

            var (begin, end) = (LocalTimes.MomentOf(zone, day, From), LocalTimes.MomentOf(zone, To > From ? day : day.AddDays(1), To));
            if (begin <= moment && moment < end)
            {
                last = end;
            }
        }

        return last;
    }

    public bool Equals(QuietHours? other) =>
        other is not null && (From, To, Zone) == (other.From, other.To, other.Zone) && Days.SequenceEqual(other.Days);

    public override int GetHashCode() => HashCode.Combine(From, To, Zone, Days.Length);

    /// <summary>As the command line takes it: <c>22:00-07:00 Europe/Zurich monday,friday</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{From:HH\\:mm}-{To:HH\\:mm} {Zone}{(Days.IsEmpty ? "" : " " + string.Join(',', Days.Select(day => day.ToString().ToLowerInvariant())))}");
}
