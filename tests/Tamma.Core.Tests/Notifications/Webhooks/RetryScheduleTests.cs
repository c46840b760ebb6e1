using CsCheck;
using Tamma.Notifications.Webhooks;
using Xunit;

namespace Tamma.Core.Tests.Notifications.Webhooks;

public sealed class RetryScheduleTests
{
    [Fact]
    public void The_default_tries_ten_times_over_more_than_a_day()
    {
        Assert.Equal(9, RetrySchedule.Default.Waits.Length);
        Assert.InRange(RetrySchedule.Default.Waits.Aggregate((sum, wait) => sum + wait), TimeSpan.FromHours(24), TimeSpan.FromHours(48));
        Assert.NotNull(RetrySchedule.Default.Next(9, null, 0.5));
        Assert.Null(RetrySchedule.Default.Next(10, null, 0.5));
    }

    [Fact]
    public void Jitter_stays_within_its_share() =>
        Gen.Select(Gen.Int[1, 9], Gen.Double[0, 1]).Sample((attempts, dice) =>
        {
            var wait = RetrySchedule.Default.Next(attempts, null, dice)!.Value / RetrySchedule.Default.Waits[attempts - 1];
            return wait is >= 0.8 and <= 1.2;
        });

    [Fact]
    public void What_the_target_asks_for_is_heeded_up_to_a_bound_and_never_shortens()
    {
        Assert.Equal(TimeSpan.FromMinutes(7), RetrySchedule.Default.Next(1, TimeSpan.FromMinutes(7), 0.5));
        Assert.Equal(TimeSpan.FromSeconds(5), RetrySchedule.Default.Next(1, TimeSpan.FromSeconds(1), 0.5));
        Assert.Equal(RetrySchedule.MostAsked, RetrySchedule.Default.Next(1, TimeSpan.FromDays(400), 0.5));
    }
}
