using CsCheck;
using Tamma.Providers;
using Tamma.Providers.Health;
using Xunit;

namespace Tamma.Core.Tests.Providers.Health;

/// <summary>What the samples of a time say.</summary>
public sealed class HealthFiguresTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    [Fact]
    public void Nothing_known_is_no_figure_and_not_zero() =>
        Assert.Equal(new(0, null, null, null, null), HealthFigures.Of([], s_day, s_now));

    [Fact]
    public void A_sample_counts_until_the_next_however_many_checks_there_were()
    {
        var figures = HealthFigures.Of([At(10), Failed(4), Failed(3.9), Failed(3.8), Failed(3.7), At(3)], s_day, s_now);

        Assert.Equal(0.9, figures.Uptime!.Value, 6);
        Assert.Equal(4 / 6.0, figures.ErrorRate!.Value, 6);
    }

    [Fact]
    public void What_was_before_the_window_holds_at_its_begin()
    {
        var figures = HealthFigures.Of([At(40), Failed(30), At(12)], s_day, s_now);

        Assert.Equal((1, 0.5, 0.0), (figures.Samples, Math.Round(figures.Uptime!.Value, 6), figures.ErrorRate!.Value));
    }

    [Fact]
    public void Percentiles_are_times_that_were_measured()
    {
        var samples = Enumerable.Range(1, 100).Select(i => At((101 - i) / 10.0) with { ResponseTime = TimeSpan.FromMilliseconds(i) });

        var figures = HealthFigures.Of([.. samples], s_day, s_now);

        Assert.Equal((50, 95), (figures.Median!.Value.TotalMilliseconds, figures.Slowest5Percent!.Value.TotalMilliseconds));
    }

    [Fact]
    public void Shares_are_shares_and_percentiles_are_in_order()
    {
        Gen.Select(Gen.Double[0, 100], Gen.Bool, Gen.Int[0, 5_000]).Array[0, 30].Sample(rows =>
        {
            var figures = HealthFigures.Of(
                [.. rows.OrderByDescending(row => row.Item1).Select(row => (row.Item2 ? At(row.Item1) : Failed(row.Item1)) with { ResponseTime = TimeSpan.FromMilliseconds(row.Item3) })],
                s_day,
                s_now);
            Assert.InRange(figures.Uptime ?? 0, 0, 1);
            Assert.InRange(figures.ErrorRate ?? 0, 0, 1);
            Assert.True(figures.Median is null == figures.Slowest5Percent is null);
            Assert.False(figures.Median > figures.Slowest5Percent);
            if (rows.Length > 0 && rows.All(row => row.Item2))
            {
                Assert.Equal(1, figures.Uptime ?? 1);
            }
        });
    }

    private static HealthSample At(double hoursAgo) => new("acme", s_now.AddHours(-hoursAgo), HealthOutcome.Good, null, null, HealthSource.Run);

    private static HealthSample Failed(double hoursAgo) => At(hoursAgo) with { Outcome = HealthOutcome.Failed, Fault = ProviderFault.TimedOut };
}
