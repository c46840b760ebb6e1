namespace Tamma.Search.Analytics;

/// <summary>Where a figure is counted. The bounds are a part of the record: they never change.</summary>
public static class Buckets
{
    /// <summary>Of how long a search took: bucket i ends at √2 to the power of i+1 microseconds, the last takes all above.</summary>
    public const int Latencies = 48;

    /// <summary>Of how many were found: 0, 1, 2 to 5, 6 to 20, 21 to 100, more.</summary>
    public const int Results = 6;

    public static int OfLatency(TimeSpan took) =>
        took.TotalMicroseconds <= 1 ? 0 : Math.Min(Latencies - 1, (int)(2 * Math.Log2(took.TotalMicroseconds)));

    /// <summary>Where a bucket of latencies ends.</summary>
    public static TimeSpan EndOf(int bucket) => TimeSpan.FromMicroseconds(Math.Pow(2, (bucket + 1) / 2.0));

    public static int OfResults(int total) => total switch { 0 => 0, 1 => 1, <= 5 => 2, <= 20 => 3, <= 100 => 4, _ => 5 };

    /// <summary>The end of the bucket in which a share of the counted lies; null where nothing was counted.</summary>
    /// <param name="counts">By bucket of latency.</param>
    /// <param name="share">0.99 for the slowest in a hundred.</param>
    public static TimeSpan? Quantile(ReadOnlySpan<long> counts, double share)
    {
        var all = 0L;
        foreach (var count in counts)
        {
            all += count;
        }

        if (all == 0)
        {
            return null;
        }

        var wanted = Math.Max(1, (long)Math.Ceiling(all * share));
        var bucket = 0;
        for (var seen = counts[0]; seen < wanted; seen += counts[bucket])
        {
            bucket++;
        }

        return EndOf(bucket);
    }
}
