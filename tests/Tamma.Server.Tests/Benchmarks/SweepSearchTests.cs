using CsCheck;
using Tamma.Client.Benchmarks.Sweeps;
using Xunit;

namespace Tamma.Server.Tests.Benchmarks;

public sealed class SweepSearchTests
{
    [Fact]
    public void It_doubles_until_more_does_not_pay_and_then_looks_closer()
    {
        var measured = Run(n => Level(n, Math.Min(n, 11), null));

        Assert.Equal([1, 2, 4, 8, 16, 32], measured.Take(6).Select(level => level.Load));
        Assert.Equal([11, 13, 12], measured.Skip(6).Select(level => level.Load));
        Assert.Equal(11, Knee.Of([.. measured.OrderBy(level => level.Load)], isRate: false).Concurrency);
    }

    [Fact]
    public void With_objectives_it_looks_where_they_cease_to_be_met()
    {
        var measured = Run(n => Level(n, n, n <= 21 ? 1 : 0.5));

        Assert.Equal([1, 2, 4, 8, 16, 32, 23, 19, 21], measured.Select(level => level.Load));
        Assert.Equal(21, Knee.WithinObjectives([.. measured.OrderBy(level => level.Load)], isRate: false)!.Concurrency);
    }

    [Fact]
    public void It_stops_where_the_server_falls_behind_or_the_client_is_the_limit()
    {
        Assert.Equal(16, Run(n => Level(n, n, null) with { Verdict = n >= 16 ? "over_saturated" : "valid" }).Take(5).Last().Load);
        Assert.Equal([1, 2, 4, 8], Run(n => Level(n, n, null) with { Verdict = n >= 4 ? "client_limited" : "valid" }).Select(level => level.Load));
    }

    [Fact]
    public void A_client_that_was_late_once_does_not_end_it()
    {
        var measured = Run(n => Level(n, Math.Min(n, 8), null) with { Verdict = n == 1 ? "client_limited" : "valid" });

        Assert.Contains(measured, level => level.Load == 16);
        Assert.Equal(8, Knee.Of([.. measured.OrderBy(level => level.Load)], isRate: false).Concurrency);
    }

    [Fact]
    public void It_ends_whatever_the_server_does_and_measures_nothing_twice() =>
        Gen.Double[0.1, 100].Array[40].Sample(throughputs =>
        {
            var i = 0;
            var measured = Run(n => Level(n, throughputs[i++ % throughputs.Length], null));

            Assert.InRange(measured.Count, 1, SweepSearch.MostDoublings + 1 + SweepSearch.MostBisections);
            Assert.Distinct(measured.Select(level => level.Load));
        });

    private static LoadLevel Level(double n, double throughput, double? good) => new(n, throughput, 1_000 * n / throughput, "valid", good);

    private static List<LoadLevel> Run(Func<double, LoadLevel> measure)
    {
        List<LoadLevel> measured = [measure(1)];
        while (SweepSearch.Next(measured, isRate: false) is { } next)
        {
            measured.Add(measure(next));
        }

        return measured;
    }
}
