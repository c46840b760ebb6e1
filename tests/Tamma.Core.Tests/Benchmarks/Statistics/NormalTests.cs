using Tamma.Benchmarks.Statistics;
using Xunit;

namespace Tamma.Core.Tests.Benchmarks.Statistics;

public sealed class NormalTests
{
    /// <summary>Python 3.11: <c>statistics.NormalDist().inv_cdf(p)</c>.</summary>
    [Theory]
    [InlineData(1e-300, -37.0470962993612)]
    [InlineData(1e-9, -5.9978070150076865)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(0.025, -1.9599639845400538)]
    [InlineData(0.07, -1.4757910281791702)]
    [InlineData(0.3, -0.5244005127080407)]
    [InlineData(0.5, 0)]
    [InlineData(0.6, 0.2533471031357998)]
    [InlineData(0.925, 1.439531470938456)]
    [InlineData(0.93, 1.4757910281791708)]
    [InlineData(0.999, 3.090232306167813)]
    [InlineData(1 - 1e-9, 5.997807019601638)]
    public void Quantiles_are_Pythons(double probability, double z) => Assert.Equal(z, Normal.Quantile(probability), 1e-13 * Math.Max(1, Math.Abs(z)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void Certainty_has_no_quantile(double probability) => Assert.Throws<ArgumentOutOfRangeException>(() => Normal.Quantile(probability));
}
