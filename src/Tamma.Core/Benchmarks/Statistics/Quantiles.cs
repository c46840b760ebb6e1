namespace Tamma.Benchmarks.Statistics;

/// <summary>Quantiles of raw samples, as most load tools have them, so that the same samples give the same figures.</summary>
public static class Quantiles
{
    /// <summary>
    /// The quantile by linear interpolation: type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996), the default of NumPy and R.
    /// </summary>
    /// <param name="sorted">In ascending order.</param>
    /// <param name="p">From 0 to 1.</param>
    /// <returns>Null where there is no sample: undefined is not zero.</returns>
    public static double? Of(ReadOnlySpan<double> sorted, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(p);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        if (sorted.IsEmpty)
        {
            return null;
        }

        var place = (sorted.Length - 1) * p;
        var below = (int)Math.Floor(place);
        var part = place - below;
        return part == 0 ? sorted[below] : sorted[below] + (part * (sorted[below + 1] - sorted[below]));
    }

    /// <summary>
    /// How many samples a quantile needs before it may be told: fewer say nothing of it. MLPerf's rule, with one sample beyond the bound:
    /// 11 for the median, 64 for p90, 130 for p95, 662 for p99, 6,636 for p99.9 at 99 % confidence.
    /// </summary>
    public static int Floor(double p, double confidence = 0.99)
    {
        var n = 2;
        while (Binomial.AtMost(1, n, 1 - p) > 1 - confidence)
        {
            n += Math.Max(1, n / 64);
        }

        // The last step may have gone too far.
        while (Binomial.AtMost(1, n - 1, 1 - p) <= 1 - confidence)
        {
            n--;
        }

        return n;
    }

    /// <summary>
    /// A value that the true quantile is below with the given confidence, whatever the distribution: the sample with <c>t - 1</c> others above it, where
    /// <c>t</c> is the largest with <c>P(Bin(n, 1 - p) ≤ t) ≤ 1 - confidence</c>. MLPerf's early stopping (LoadGen, early_stopping.cc).
    /// </summary>
    /// <returns>Null below the <see cref="Floor"/>.</returns>
    public static double? UpperBound(ReadOnlySpan<double> sorted, double p, double confidence = 0.99)
    {
        var t = 0;
        while (t + 1 < sorted.Length && Binomial.AtMost(t + 1, sorted.Length, 1 - p) <= 1 - confidence)
        {
            t++;
        }

        return t == 0 ? null : sorted[sorted.Length - t];
    }

    /// <summary>
    /// Two samples between which the true quantile lies with the given confidence, whatever the distribution, by the binomial law of ranks
    /// (David and Nagaraja, "Order Statistics", 7.1), each side with half of what is left.
    /// </summary>
    /// <returns>Null where there are too few samples for it.</returns>
    public static Interval? IntervalOf(ReadOnlySpan<double> sorted, double p, double confidence = 0.95)
    {
        var (n, tail) = (sorted.Length, (1 - confidence) / 2);

        // The largest rank l with P(Bin(n, p) ≤ l - 1) ≤ tail, and the smallest u with P(Bin(n, p) ≤ u - 1) ≥ 1 - tail; ranks are counted from 1.
        var lower = Binomial.Quantile(tail, n, p);
        lower = lower > 0 && Binomial.AtMost(lower - 1, n, p) <= tail ? lower : 0;
        var upper = Binomial.Quantile(1 - tail, n, p) + 1;
        return lower < 1 || upper > n ? null : new(sorted[lower - 1], sorted[upper - 1]);
    }
}

/// <summary>Between two values, both included.</summary>
public readonly record struct Interval(double Low, double High);
