using CsCheck;
using Tamma.Client.Benchmarks.Sweeps;
using Xunit;

namespace Tamma.Server.Tests.Benchmarks;

public sealed class KneeTests
{
    private static readonly double[] s_doubled = [1, 2, 4, 8, 16, 32, 64];

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void A_server_that_answers_so_many_at_once_has_its_knee_there(int servers) =>
        Assert.Equal(servers, Knee.Of(Closed(n => Math.Min(n, servers)), isRate: false).Concurrency);

    [Fact]
    public void Noise_of_some_per_cent_does_not_move_it() =>
        Gen.Double[0.95, 1.05].Array[14].Sample(noise =>
        {
            var levels = Closed(n => Math.Min(n, 8)).Select((level, i) => level with { Throughput = level.Throughput * noise[i], Latency = level.Latency * noise[i + 7] }).ToList();

            Assert.Equal(8, Knee.Of(levels, isRate: false).Concurrency);
        });

    /// <summary>Kleinrock's own example: M/M/1 has its power's peak at half of what it can do.</summary>
    [Fact]
    public void A_queue_with_one_server_has_it_at_half_of_its_rate()
    {
        List<LoadLevel> levels = [.. Enumerable.Range(1, 9).Select(i => new LoadLevel(i, i, 1_000 / (10.0 - i), "valid"))];

        Assert.Equal(5, Knee.Of(levels, isRate: true).Rate);
    }

    [Fact]
    public void Throughput_that_grows_all_the_way_has_none_and_says_so()
    {
        var knee = Knee.Of(Closed(n => n), isRate: false);

        Assert.Null(knee.Concurrency);
        Assert.StartsWith("No knee up to 64 at once", knee.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    public void Where_more_never_pays_it_is_the_lowest_that_counts_and_says_so(double exponent)
    {
        var knee = Knee.Of(Closed(n => 100 * Math.Pow(n, exponent)), isRate: false);

        Assert.Equal(1, knee.Concurrency);
        Assert.EndsWith("the knee may be below it.", knee.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_level_that_is_not_valid_is_no_knee_and_no_evidence()
    {
        var levels = Closed(n => Math.Min(n, 6));

        Assert.Equal(8, Knee.Of(levels, isRate: false).Concurrency);
        Assert.Equal(4, Knee.Of([.. levels.Select(level => level.Load == 8 ? level with { Verdict = "client_limited" } : level)], isRate: false).Concurrency);
        Assert.Null(Knee.Of([.. levels.Select(level => level.Load > 8 ? level with { Verdict = "invalid" } : level)], isRate: false).Concurrency);
    }

    [Fact]
    public void A_level_at_which_the_server_fell_behind_shows_that_the_knee_is_before_it()
    {
        var levels = Closed(n => n).Select(level => level.Load == 64 ? level with { Verdict = "over_saturated" } : level).ToList();

        var knee = Knee.Of(levels, isRate: false);

        Assert.Equal(32, knee.Concurrency);
        Assert.Contains("fell behind", knee.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_levels_are_too_few()
    {
        var knee = Knee.Of([.. Closed(n => n).Take(2)], isRate: false);

        Assert.Null(knee.Concurrency);
        Assert.Contains("takes 3 levels", knee.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_objectives_hold_up_to_the_last_level_before_the_first_that_misses_them()
    {
        List<LoadLevel> levels = [new(1, 10, 10, "valid", 1), new(2, 20, 10, "valid", 0.93), new(4, 40, 10, "valid", 0.8), new(8, 80, 10, "valid", 0.95)];

        Assert.Equal(2, Knee.WithinObjectives(levels, isRate: false)!.Concurrency);
        Assert.Null(Knee.WithinObjectives([levels[2]], isRate: false));
        Assert.Null(Knee.WithinObjectives([new(1, 10, 10, "valid")], isRate: false));
    }

    /// <summary>Little's law gives the wait.</summary>
    private static List<LoadLevel> Closed(Func<double, double> throughput) =>
        [.. s_doubled.Select(n => new LoadLevel(n, throughput(n), 1_000 * n / throughput(n), "valid"))];
}
