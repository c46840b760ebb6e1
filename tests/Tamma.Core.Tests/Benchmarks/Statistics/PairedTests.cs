using Tamma.Benchmarks.Statistics;
using Xunit;

namespace Tamma.Core.Tests.Benchmarks.Statistics;

/// <summary>Against NumPy 1.24.2 and SciPy 1.10.1 of Debian 12 (<c>apt-get install python3-scipy</c>); what was called stands beside the values.</summary>
public sealed class PairedTests
{
    private static readonly double[] s_first = [200.1, 212.4, 198.7, 250.3, 205.5, 220.8, 199.9, 301.2, 207.7, 215.0, 203.3, 240.6, 209.1, 202.2, 260.4];
    private static readonly double[] s_second = [213.105, 221.02, 213.635, 263.815, 215.775, 235.84, 211.895, 310.26, 221.085, 226.75, 215.465, 260.63, 218.555, 212.31, 275.42];

    // scipy.stats.bootstrap((first, second), lambda x, y, axis=-1: numpy.median(y, axis) - numpy.median(x, axis), paired=True, vectorized=True,
    // n_resamples=100000, method='percentile'): the same for random_state 1, 2 and 3, as medians take few values.
    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    public void The_difference_of_medians_and_its_interval_are_those_of_scipy(int seed)
    {
        var difference = Paired.Medians(s_first, s_second, seed)!;

        Assert.Equal(11.92, difference.Value, 1e-9);
        Assert.Equal(8.62, difference.Interval.Low, 1e-9);
        Assert.Equal(15.04, difference.Interval.High, 1e-9);
        Assert.Equal(difference, Paired.Medians(s_first, s_second, seed));
    }

    /// <summary>Each pair 5 apart, whatever the item: drawn as pairs the difference is 5 in every draw, drawn apart it would be anything.</summary>
    [Fact]
    public void What_is_hard_for_both_says_nothing_of_their_difference()
    {
        double[] first = [10, 1_000, 20, 3_000, 40];

        Assert.Equal(new(5, new(5, 5)), Paired.Medians(first, [.. first.Select(value => value + 5)], 1));
    }

    [Fact]
    public void Without_pairs_there_is_no_difference()
    {
        Assert.Null(Paired.Medians([], [], 1));
        Assert.Throws<ArgumentException>(() => Paired.Medians([1], [1, 2], 1));
    }

    [Theory] // scipy.stats.binomtest(b, b + c, .5).pvalue
    [InlineData(5, 1, 0.21875)]
    [InlineData(10, 2, 0.03857421875)]
    [InlineData(0, 6, 0.03125)]
    [InlineData(7, 7, 1)]
    [InlineData(25, 12, 0.04703102743951604)]
    [InlineData(40, 41, 1)]
    [InlineData(0, 0, 1)]
    public void Mcnemars_exact_chance_is_that_of_scipy(int onlyFirst, int onlySecond, double expected) =>
        Assert.Equal(expected, Paired.McNemar(onlyFirst, onlySecond), 1e-11);

    // o = argsort(p); holm[o] = minimum(1, maximum.accumulate((m - arange(m)) * p[o])); bh[o] = minimum.accumulate((p[o] * m / arange(1, m + 1))[::-1])[::-1]
    [Fact]
    public void Chances_of_many_tests_are_those_of_numpy()
    {
        double[] chances = [0.01, 0.04, 0.03, 0.005, 0.2, 0.04];

        Near([0.05, 0.12, 0.12, 0.03, 0.2, 0.12], ManyTests.Holm(chances));
        Near([0.03, 0.048, 0.048, 0.03, 0.2, 0.048], ManyTests.BenjaminiHochberg(chances));
        Near([1, 1], ManyTests.Holm([0.9, 0.6]));
        Assert.Empty(ManyTests.Holm([]));
        Assert.Empty(ManyTests.BenjaminiHochberg([]));
    }

    private static void Near(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
