using CsCheck;
using Tamma.Search.Analytics;
using Xunit;

namespace Tamma.Core.Tests.Search.Analytics;

public sealed class BucketsTests
{
    [Fact]
    public void A_latency_lies_in_its_bucket() => Gen.Double[1, 1e7].Sample(microseconds =>
    {
        var took = TimeSpan.FromMicroseconds(microseconds);
        var bucket = Buckets.OfLatency(took);

        Assert.True(took <= Buckets.EndOf(bucket) + TimeSpan.FromMicroseconds(0.2));
        Assert.True(bucket == 0 || took >= Buckets.EndOf(bucket - 1) - TimeSpan.FromMicroseconds(0.2));
    });

    [Fact]
    public void What_is_out_of_bounds_is_in_the_first_or_the_last() =>
        Assert.Equal((0, 0, Buckets.Latencies - 1), (Buckets.OfLatency(TimeSpan.Zero), Buckets.OfLatency(TimeSpan.FromTicks(-1)), Buckets.OfLatency(TimeSpan.MaxValue)));

    [Fact]
    public void A_quantile_is_the_end_of_the_bucket_that_it_lies_in() => Gen.Double[2, 1e6].Array[1, 300].Sample(all =>
    {
        var counts = new long[Buckets.Latencies];
        foreach (var one in all)
        {
            counts[Buckets.OfLatency(TimeSpan.FromMicroseconds(one))]++;
        }

        var sorted = all.Order().ToArray();
        foreach (var share in (double[])[0.01, 0.5, 0.99, 1])
        {
            var exact = TimeSpan.FromMicroseconds(sorted[Math.Max(1, (int)Math.Ceiling(all.Length * share)) - 1]);
            Assert.Equal(Buckets.EndOf(Buckets.OfLatency(exact)), Buckets.Quantile(counts, share));
        }
    });

    [Fact]
    public void Of_nothing_there_is_no_quantile() => Assert.Null(Buckets.Quantile(new long[Buckets.Latencies], 0.5));

    [Fact]
    public void Results_are_told_apart_roughly() => Assert.Equal([0, 1, 2, 2, 3, 3, 4, 4, 5], ((int[])[0, 1, 2, 5, 6, 20, 21, 100, 101]).Select(Buckets.OfResults));
}
