namespace Tamma.Benchmarks.Statistics;

/// <summary>Student's t: what the mean of few samples may be.</summary>
public static class StudentT
{
    /// <summary>P(T ≤ t), by the incomplete beta function.</summary>
    public static double Cdf(double t, double degrees)
    {
        var tail = Beta.Regularized(degrees / (degrees + (t * t)), degrees / 2, 0.5) / 2;
        return t > 0 ? 1 - tail : tail;
    }

    /// <summary>The t with P(T ≤ t) = probability; by bisection.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <param name="degrees">Of freedom, above 0.</param>
    public static double Quantile(double probability, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        if (probability < 0.5)
        {
            return -Quantile(1 - probability, degrees);
        }

        var (low, high) = (0.0, 1.0);
        while (Cdf(high, degrees) < probability)
        {
            (low, high) = (high, high * 2);
        }

        for (var i = 0; i < 200 && high - low > 1e-14 * Math.Max(1, high); i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Cdf(middle, degrees) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>Where the mean lies.</summary>
    /// <returns>Null for fewer than two samples.</returns>
    public static Interval? MeanInterval(ReadOnlySpan<double> samples, double confidence = 0.95)
    {
        if (samples.Length < 2)
        {
            return null;
        }

        var mean = Mean(samples);
        var squares = 0.0;
        foreach (var sample in samples)
        {
            squares += (sample - mean) * (sample - mean);
        }

        var error = Math.Sqrt(squares / (samples.Length - 1) / samples.Length);
        var reach = Quantile((1 + confidence) / 2, samples.Length - 1) * error;
        return new(mean - reach, mean + reach);
    }

    private static double Mean(ReadOnlySpan<double> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
        {
            sum += sample;
        }

        return sum / samples.Length;
    }
}
