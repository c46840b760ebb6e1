using CsCheck;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Statistics;
using Xunit;

namespace Tamma.Core.Tests.Benchmarks.Reports;

public sealed class DistributionTests
{
    [Fact]
    public void It_rises_from_the_least_to_the_largest_in_few_points() =>
        Gen.Double[0.001, 90_000].Array[1, 3_000].Sample(values =>
        {
            Array.Sort(values);

            var points = Distribution.Of(values);

            Assert.InRange(points.Length, 1, Distribution.MostPoints);
            Assert.Equal(values[^1], points[^1].Value);
            Assert.Equal(1, points[^1].P);
            Assert.True(values.Length == 1 || (points[0].Value.Equals(values[0]) && points[0].P == 0));
            Assert.All(points.Zip(points.Skip(1)), pair =>
            {
                Assert.True(pair.First.P < pair.Second.P);
                Assert.True(pair.First.Value <= pair.Second.Value);
            });
            Assert.All(points, point => Assert.Equal(Quantiles.Of(values, point.P)!.Value, point.Value));
        });

    [Fact]
    public void The_tail_of_many_keeps_its_shape()
    {
        double[] values = [.. Enumerable.Range(1, 100_000).Select(i => (double)i)];

        var points = Distribution.Of(values);

        Assert.All(new[] { 0.9, 0.95, 0.99, 0.999 }, p => Assert.Contains(points, point => point.P.Equals(p)));
        Assert.True(points.Count(point => point.P is > 0.99 and < 1) >= 50, "Half of the points of the tail are past its p99.");
        Assert.Contains(points, point => point.P is > 0.9999 and < 1);
    }

    [Fact]
    public void Few_samples_are_all_there_and_none_gives_none()
    {
        Assert.Empty(Distribution.Of([]));
        Assert.Equal([new QuantilePoint(1, 7)], Distribution.Of([7]));
        Assert.Equal([new(0, 1), new(0.5, 2), new(1, 4)], Distribution.Of([1, 2, 4]));
    }
}
