using Tamma.Benchmarks.Shapes;
using Tamma.Benchmarks.Statistics;
using Xunit;

namespace Tamma.Core.Tests.Benchmarks.Shapes;

public sealed class ArrivalsTests
{
    [Fact]
    public void A_constant_rate_does_not_drift()
    {
        var times = Arrivals.Of(new LoadShape.Constant(3), TimeSpan.FromSeconds(1_000), seed: 1);

        Assert.Equal(3_000, times.Length);
        Assert.Equal(0, times[0]);
        Assert.InRange(times[^1], (2_999 * 1_000_000_000L / 3) - 1, (2_999 * 1_000_000_000L / 3) + 1);
    }

    /// <summary>Independent arrivals: the mean gap is 1/rate, and so is its deviation (an exponential's); four standard errors are allowed.</summary>
    [Fact]
    public void Poisson_arrivals_have_exponential_gaps()
    {
        var times = Arrivals.Of(new LoadShape.Poisson(50), TimeSpan.FromSeconds(1_000), seed: 7);
        double[] gaps = [.. times.Skip(1).Zip(times, (later, earlier) => (later - earlier) / 1e6).Order()];

        Assert.InRange(times.Length, 50_000 - (4 * 224), 50_000 + (4 * 224));
        Assert.InRange(gaps.Average(), 19.6, 20.4);
        Assert.InRange(Quantiles.Of(gaps, 0.5)!.Value, 20 * Math.Log(2) * 0.97, 20 * Math.Log(2) * 1.03);
        Assert.InRange(Quantiles.Of(gaps, 0.99)!.Value, 20 * Math.Log(100) * 0.95, 20 * Math.Log(100) * 1.05);
    }

    [Fact]
    public void The_same_seed_gives_the_same_times_and_another_gives_others()
    {
        var shape = new LoadShape.Poisson(10);

        Assert.Equal(Arrivals.Of(shape, TimeSpan.FromSeconds(10), 1), Arrivals.Of(shape, TimeSpan.FromSeconds(10), 1));
        Assert.NotEqual(Arrivals.Of(shape, TimeSpan.FromSeconds(10), 1), Arrivals.Of(shape, TimeSpan.FromSeconds(10), 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_rate_is_refused(double rate) =>
        Assert.Throws<ArgumentException>(() => Arrivals.Of(new LoadShape.Constant(rate), TimeSpan.FromSeconds(1), 1));
}
