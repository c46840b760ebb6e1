using System.Collections.Immutable;
using Tamma.Benchmarks.Statistics;

namespace Tamma.Benchmarks.Reports;

/// <summary>
/// The empirical quantile function in few enough points to draw: all samples where there are few, else a hundred even steps up to 0.9 and, above, steps that
/// halve the rest, so that the tail keeps its shape. The first point is the least sample and the last the largest.
/// </summary>
public static class Distribution
{
    /// <summary>Most points of one curve.</summary>
    public const int MostPoints = 200;

    private const int EvenSteps = 100;
    private const int TailSteps = 90;
    private const double TailFrom = 0.9;

    /// <summary>That a reader looks for by name.</summary>
    private static readonly double[] s_named = [0.9, 0.95, 0.99, 0.999];

    /// <param name="sorted">Ascending.</param>
    public static ImmutableArray<QuantilePoint> Of(ReadOnlySpan<double> sorted)
    {
        if (sorted.Length < 2)
        {
            return sorted.IsEmpty ? [] : [new(1, sorted[0])];
        }

        var points = ImmutableArray.CreateBuilder<QuantilePoint>();
        foreach (var p in sorted.Length <= MostPoints ? Ranks(sorted.Length) : Steps(sorted.Length))
        {
            points.Add(new(p, Quantiles.Of(sorted, p)!.Value));
        }

        return points.DrainToImmutable();
    }

    private static IEnumerable<double> Ranks(int count) => Enumerable.Range(0, count).Select(rank => (double)rank / (count - 1));

    /// <summary>Up to the largest sample but one; a finer step would tell nothing.</summary>
    private static IEnumerable<double> Steps(int count)
    {
        var even = Enumerable.Range(0, EvenSteps).Select(step => TailFrom * step / EvenSteps);
        var rest = 1.0 / (count - 1) / (1 - TailFrom);
        var tail = Enumerable.Range(0, TailSteps).Select(step => 1 - ((1 - TailFrom) * Math.Pow(rest, (double)step / TailSteps)));
        return even.Concat(tail).Concat(s_named).Append(1).Distinct().Order();
    }
}

/// <param name="P">Share of the samples that are no larger, from 0 to 1.</param>
/// <param name="Value">In milliseconds.</param>
public readonly record struct QuantilePoint(double P, double Value);
