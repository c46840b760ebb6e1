using CsCheck;
using Tamma.Notifications.Calm;
using Xunit;

namespace Tamma.Core.Tests.Notifications.Calm;

/// <summary>Local times on all days of zones that change their clocks: by an hour, by half of one, at midnight, to the other side of the date line.</summary>
public sealed class LocalTimesTests
{
    private static readonly string[] s_zones = ["UTC", "Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago", "Africa/Cairo", "Pacific/Apia", "Asia/Tehran", "Africa/Casablanca"];

    private static readonly Gen<(TimeZoneInfo Zone, DateOnly Day, TimeOnly Time)> s_times = Gen.Select(
        Gen.Int[0, s_zones.Length - 1], Gen.Int[0, 365 * 20], Gen.Int[0, (24 * 60) - 1],
        (zone, day, minute) => (LocalTimes.FindZone(s_zones[zone])!, new DateOnly(2010, 1, 1).AddDays(day), new TimeOnly(minute / 60, minute % 60)));

    [Fact]
    public void A_time_s_moment_is_the_first_at_which_the_clock_shows_it_or_a_later_one() => s_times.Sample(
        (zone, day, time) =>
        {
            var wanted = day.ToDateTime(time);
            var moment = LocalTimes.MomentOf(zone, day, time);

            Assert.True(Shown(zone, moment) >= wanted);
            Assert.True(Shown(zone, moment.AddTicks(-1)) < wanted);
            Assert.True(Shown(zone, moment) > wanted || !zone.IsInvalidTime(wanted));
        },
        iter: 20_000);

    [Fact]
    public void There_is_one_digest_a_day_and_one_a_week() => s_times.Sample(
        (zone, day, time) =>
        {
            var daily = new DigestTimes(null, time, zone.Id);
            var weekly = new DigestTimes(DayOfWeek.Wednesday, time, zone.Id);
            var (days, weeks) = (Times(daily, zone, day, 30), Times(weekly, zone, day, 30));

            Assert.Equal(days.Select(told => Day(zone, told, time)).Distinct(), days.Select(told => Day(zone, told, time)));
            Assert.All(days.Zip(days.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalHours, 22, 49)); // Apia left a day out
            Assert.Subset(days.ToHashSet(), weeks.ToHashSet());
            Assert.All(weeks, told => Assert.Equal(DayOfWeek.Wednesday, Day(zone, told, time).DayOfWeek));
        },
        iter: 300);

    [Fact]
    public void Quiet_hours_are_what_the_clock_shows_but_for_the_hours_in_which_it_is_changed() => Gen.Select(s_times, Gen.Int[1, (24 * 60) - 1], Gen.Int[-3_000, 3_000]).Sample(
        (start, length, minutes) =>
        {
            var (zone, day, from) = start;
            var quiet = new QuietHours(from, from.AddMinutes(length), zone.Id, []);
            var moment = LocalTimes.MomentOf(zone, day, from).AddMinutes(minutes);
            var end = quiet.EndAt(moment);

            if (end is { } over)
            {
                Assert.InRange(over - moment, TimeSpan.FromTicks(1), TimeSpan.FromHours(49));
                Assert.Null(quiet.EndAt(over));
            }

            if (zone.GetUtcOffset(moment.AddDays(-2)) == zone.GetUtcOffset(moment.AddDays(2)))
            {
                Assert.Equal(TimeOnly.FromDateTime(Shown(zone, moment)).IsBetween(from, quiet.To), end is not null);
            }
        },
        iter: 5_000);

    [Theory]
    [InlineData("2026-03-28T12:00Z", "2026-03-29T01:00Z")] // 02:30 does not exist on the 29th: the clock jumps from 02:00 to 03:00
    [InlineData("2026-03-29T01:00Z", "2026-03-30T00:30Z")]
    [InlineData("2026-10-24T12:00Z", "2026-10-25T00:30Z")] // 02:30 comes twice on the 25th
    [InlineData("2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    public void The_days_on_which_clocks_change_have_one_digest(string after, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, null), new DigestTimes(null, new(2, 30), "Europe/Zurich").After(DateTimeOffset.Parse(after, null)));

    [Fact]
    public void Quiet_hours_begin_on_their_days_and_end_on_the_day_after()
    {
        var weekend = new QuietHours(new(22, 0), new(7, 0), "Europe/Zurich", [DayOfWeek.Saturday]);

        Assert.Null(weekend.EndAt(At("2026-11-20T23:00Z")));
        Assert.Null(weekend.EndAt(At("2026-11-21T20:59Z")));
        Assert.Equal(At("2026-11-22T06:00Z"), weekend.EndAt(At("2026-11-21T21:00Z")));
        Assert.Equal(At("2026-11-22T06:00Z"), weekend.EndAt(At("2026-11-22T05:59Z")));
        Assert.Null(weekend.EndAt(At("2026-11-22T06:00Z")));
    }

    [Fact]
    public void A_zone_that_is_none_is_none() => Assert.Null(LocalTimes.FindZone("Europe/Zuerich"));

    private static List<DateTimeOffset> Times(DigestTimes times, TimeZoneInfo zone, DateOnly day, int days)
    {
        List<DateTimeOffset> found = [];
        var last = LocalTimes.MomentOf(zone, day.AddDays(days), new(0, 0));
        for (var told = times.After(LocalTimes.MomentOf(zone, day, new(0, 0))); told < last; told = times.After(told))
        {
            found.Add(told);
        }

        return found;
    }

    /// <summary>Of which day's time that is the moment; where the clock jumps over midnight the one before counts.</summary>
    private static DateOnly Day(TimeZoneInfo zone, DateTimeOffset moment, TimeOnly time) =>
        Enumerable.Range(-2, 3).Select(back => LocalTimes.DayAt(zone, moment).AddDays(back)).First(day => LocalTimes.MomentOf(zone, day, time) == moment);

    private static DateTime Shown(TimeZoneInfo zone, DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).DateTime;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, null);
}
