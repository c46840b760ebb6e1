using System.Collections.Immutable;
using Tamma.Benchmarks.Statistics;

namespace Tamma.Benchmarks.Reports;

/// <summary>What many values of one metric say. A quantile for which there are too few is null, and <see cref="Quantile.Needs"/> says how many it takes.</summary>
public sealed record Summary
{
    public required int Count { get; init; }

    public double? Mean { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    public Quantile? P50 { get; init; }

    public Quantile? P90 { get; init; }

    public Quantile? P95 { get; init; }

    public Quantile? P99 { get; init; }

    public Quantile? P999 { get; init; }

    /// <summary>To draw; not to be told as figures, which the floors withhold.</summary>
    public ImmutableArray<QuantilePoint> Distribution { get; init; } = [];

    public static Summary Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return new()
        {
            Count = sorted.Length,
            Mean = sorted.Length > 0 ? sorted.Average() : null,
            Min = sorted is [var least, ..] ? least : null,
            Max = sorted is [.., var most] ? most : null,
            P50 = Quantile.Of(sorted, 0.5),
            P90 = Quantile.Of(sorted, 0.9),
            P95 = Quantile.Of(sorted, 0.95),
            P99 = Quantile.Of(sorted, 0.99),
            P999 = Quantile.Of(sorted, 0.999),
            Distribution = Reports.Distribution.Of(sorted),
        };
    }
}

/// <summary>One quantile with what may be said of it.</summary>
/// <param name="Value">By linear interpolation (type 7); null below the floor.</param>
/// <param name="Interval">95 %, by the ranks; null where there are too few.</param>
/// <param name="Bound">What the true quantile is below with 99 %; null below the floor.</param>
/// <param name="Needs">Samples that it takes, where there are fewer; else null.</param>
public sealed record Quantile(double? Value, Interval? Interval, double? Bound, int? Needs)
{
    private static readonly Dictionary<double, int> s_floors = new double[] { 0.5, 0.9, 0.95, 0.99, 0.999 }.ToDictionary(p => p, p => Quantiles.Floor(p));

    /// <param name="sorted">Ascending.</param>
    /// <param name="p">One of those that a <see cref="Summary"/> has.</param>
    internal static Quantile? Of(double[] sorted, double p) =>
        sorted.Length == 0 ? null
        : sorted.Length < s_floors[p] ? new(null, null, null, s_floors[p])
        : new(Quantiles.Of(sorted, p), Quantiles.IntervalOf(sorted, p), Quantiles.UpperBound(sorted, p), null);
}
