namespace Tamma.Benchmarks.Statistics;

/// <summary>The interval of a rate: right also where nothing failed, or everything.</summary>
public static class Wilson
{
    /// <summary>The score interval (Wilson 1927), without correction for continuity.</summary>
    /// <param name="hits">How often it happened.</param>
    /// <param name="trials">How often it could have.</param>
    /// <param name="z">1.959964 for 95 %.</param>
    /// <returns>Null without a trial.</returns>
    public static Interval? IntervalOf(int hits, int trials, double z = 1.959963984540054)
    {
        if (trials == 0)
        {
            return null;
        }

        var (n, rate, square) = ((double)trials, (double)hits / trials, z * z);
        var centre = (rate + (square / (2 * n))) / (1 + (square / n));
        var reach = z / (1 + (square / n)) * Math.Sqrt((rate * (1 - rate) / n) + (square / (4 * n * n)));

        // The ends are 0 and 1 exactly where the count is; rounding may leave them.
        return new(hits == 0 ? 0 : centre - reach, hits == trials ? 1 : centre + reach);
    }
}
