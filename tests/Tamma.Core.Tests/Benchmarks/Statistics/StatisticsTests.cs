using Tamma.Benchmarks.Statistics;
using Xunit;

namespace Tamma.Core.Tests.Benchmarks.Statistics;

/// <summary>Against NumPy 1.24.2 and SciPy 1.10.1 of Debian 12; what was called stands beside the values.</summary>
public sealed class StatisticsTests
{
    private const double Near = 1e-11;

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.1, 1.1)]
    [InlineData(0.25, 2.35)]
    [InlineData(0.5, 4.4)]
    [InlineData(0.9, 10.72)]
    [InlineData(0.99, 12.097)]
    [InlineData(1, 12.25)]
    public void A_quantile_is_that_of_numpy_percentile(double p, double expected) =>
        Assert.Equal(expected, Quantiles.Of([0.5, 1.5, 3.2, 4.4, 4.4, 9.7, 12.25], p)!.Value, Near);

    [Fact]
    public void A_quantile_of_nothing_is_undefined_and_not_zero()
    {
        Assert.Null(Quantiles.Of([], 0.5));
        Assert.Null(Quantiles.UpperBound([], 0.5));
        Assert.Null(Quantiles.IntervalOf([], 0.5));
        Assert.Null(Wilson.IntervalOf(0, 0));
        Assert.Null(StudentT.MeanInterval([1]));
        Assert.Null(Trend.Of([1, 1], [2, 3]));
        Assert.Null(Bootstrap.RatioOfSums([], [], 1));
    }

    [Theory] // scipy.stats.binom.cdf(k, n, p)
    [InlineData(0, 10, 0.1, 0.34867844009999993)]
    [InlineData(1, 662, 0.01, 0.009913985645459311)]
    [InlineData(3, 100, 0.05, 0.2578386591160152)]
    [InlineData(500, 1_000, 0.5, 0.5126125090891801)]
    [InlineData(9_990, 10_000, 0.999, 0.5421328760209828)]
    [InlineData(17, 20, 0.9, 0.32307319481053387)]
    [InlineData(-1, 20, 0.9, 0)]
    [InlineData(20, 20, 0.9, 1)]
    public void Binomial_chances_are_those_of_scipy(int k, int n, double p, double expected) =>
        Assert.Equal(expected, Binomial.AtMost(k, n, p), Near);

    [Theory] // scipy.stats.binom.ppf(q, n, p)
    [InlineData(0.025, 1_000, 0.99, 983)]
    [InlineData(0.975, 1_000, 0.99, 996)]
    [InlineData(0.5, 7, 0.3, 2)]
    public void Binomial_quantiles_are_those_of_scipy(double probability, int n, double p, int expected) =>
        Assert.Equal(expected, Binomial.Quantile(probability, n, p));

    [Theory] // scipy.stats.t.cdf(t, df)
    [InlineData(0, 5, 0.5)]
    [InlineData(1.5, 3, 0.8847080673775886)]
    [InlineData(-2.2, 10, 0.02622053422467655)]
    [InlineData(12.7, 1, 0.9749878361553279)]
    [InlineData(3, 200.5, 0.9984789179160496)]
    public void Students_t_is_that_of_scipy(double t, double degrees, double expected) =>
        Assert.Equal(expected, StudentT.Cdf(t, degrees), Near);

    [Theory] // scipy.stats.t.ppf(q, df), good to eight digits: at one degree the quantile is tan(0.475 π) = 12.7062047361747, and SciPy 1.10.1 says 12.7062047364321
    [InlineData(0.975, 1, 12.7062047361747)]
    [InlineData(0.975, 9, 2.2621571627409915)]
    [InlineData(0.995, 29, 2.756385903670335)]
    [InlineData(0.2, 4, -0.9409645771975298)]
    [InlineData(0.975, 998, 1.9623438462163336)]
    public void Its_quantiles_are_those_of_scipy(double probability, double degrees, double expected) =>
        Assert.Equal(expected, StudentT.Quantile(probability, degrees), 5e-9);

    [Fact] // scipy.stats.t.interval(.95, n - 1, mean, scipy.stats.sem)
    public void The_interval_of_a_mean_is_that_of_scipy()
    {
        var interval = StudentT.MeanInterval([3.2, 1.5, 9.7, 4.4, 4.4, 12.25, 0.5])!.Value;

        Assert.Equal(1.1580967017214485, interval.Low, 1e-8);
        Assert.Equal(9.113331869707121, interval.High, 1e-8);
    }

    [Theory] // scipy.stats.binomtest(hits, trials).proportion_ci(.95, 'wilson')
    [InlineData(0, 10, 0, 0.27753279986288926)]
    [InlineData(3, 10, 0.10779126740630102, 0.6032218525388546)]
    [InlineData(10, 10, 0.7224672001371109, 1)]
    [InlineData(17, 662, 0.01609397567973562, 0.040738560533490085)]
    public void The_interval_of_a_rate_is_that_of_scipy(int hits, int trials, double low, double high)
    {
        var interval = Wilson.IntervalOf(hits, trials)!.Value;

        Assert.Equal(low, interval.Low, Near);
        Assert.Equal(high, interval.High, Near);
    }

    [Fact] // scipy.stats.linregress, its slope ± scipy.stats.t.ppf(.975, 8) standard errors
    public void The_slope_and_its_interval_are_those_of_scipy()
    {
        var trend = Trend.Of([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [2.1, 2.0, 2.4, 2.2, 2.9, 2.7, 3.3, 3.0, 3.2, 3.6])!;

        Assert.Equal(0.1696969696969697, trend.Slope, Near);
        Assert.Equal(0.11672709413666035, trend.Interval!.Value.Low, 1e-9);
        Assert.Equal(0.22266684525727906, trend.Interval!.Value.High, 1e-9);
        Assert.True(trend.Rises && !trend.Falls);
    }

    [Theory] // the smallest n with scipy.stats.binom.cdf(1, n, 1 - p) <= 0.01; MLPerf's figures
    [InlineData(0.5, 11)]
    [InlineData(0.9, 64)]
    [InlineData(0.95, 130)]
    [InlineData(0.99, 662)]
    [InlineData(0.999, 6_636)]
    public void Below_its_floor_a_quantile_is_not_told(double p, int floor)
    {
        Assert.Equal(floor, Quantiles.Floor(p));
        Assert.Null(Quantiles.UpperBound(Rising(floor - 1), p));
        Assert.Equal(floor - 1, Quantiles.UpperBound(Rising(floor), p));
    }

    [Fact] // the largest t with scipy.stats.binom.cdf(t, 1000, .01) <= 0.01 is 2
    public void The_upper_bound_is_mlperfs_order_statistic() =>
        Assert.Equal(998, Quantiles.UpperBound(Rising(1_000), 0.99));

    [Theory] // ranks by scipy.stats.binom.cdf, each side at most 2.5 %
    [InlineData(1_000, 0.99, 983, 997)]
    [InlineData(100, 0.5, 40, 61)]
    public void The_interval_of_a_quantile_is_between_two_ranks(int n, double p, int low, int high) =>
        Assert.Equal(new Interval(low - 1, high - 1), Quantiles.IntervalOf(Rising(n), p));

    [Fact]
    public void Too_few_samples_have_no_interval_of_a_high_quantile() =>
        Assert.Null(Quantiles.IntervalOf(Rising(100), 0.99));

    [Fact] // numpy with 200,000 draws: 0.7846 to 1.0000
    public void The_interval_of_a_ratio_of_sums_is_about_that_of_many_more_draws()
    {
        var interval = Bootstrap.RatioOfSums([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 3, 3, 5, 4, 8, 6, 9, 12, 10], seed: 7)!.Value;

        Assert.InRange(interval.Low, 0.775, 0.795);
        Assert.InRange(interval.High, 0.99, 1.01);
        Assert.Equal(interval, Bootstrap.RatioOfSums([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 3, 3, 5, 4, 8, 6, 9, 12, 10], seed: 7));
    }

    private static double[] Rising(int n) => [.. Enumerable.Range(0, n).Select(i => (double)i)];
}
