namespace Tamma.Benchmarks.Statistics;

/// <summary>Whether a figure rises or falls with time: least squares, and the interval of the slope by Student's t.</summary>
/// <param name="Slope">For one unit of x.</param>
/// <param name="Interval">Of the slope; null for fewer than three points.</param>
public sealed record Trend(double Slope, Interval? Interval)
{
    public bool Rises => Interval is { Low: > 0 };

    public bool Falls => Interval is { High: < 0 };

    /// <returns>Null where no line is defined: fewer than two points, or all at one x.</returns>
    public static Trend? Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        var n = Math.Min(x.Length, y.Length);
        var (meanX, meanY) = (Mean(x[..n]), Mean(y[..n]));
        var (xx, xy) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }

        if (n < 2 || xx == 0)
        {
            return null;
        }

        var slope = xy / xx;
        if (n < 3)
        {
            return new(slope, null);
        }

        var residual = 0.0;
        for (var i = 0; i < n; i++)
        {
            var off = y[i] - meanY - (slope * (x[i] - meanX));
            residual += off * off;
        }

        var reach = StudentT.Quantile((1 + confidence) / 2, n - 2) * Math.Sqrt(residual / (n - 2) / xx);
        return new(slope, new(slope - reach, slope + reach));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
