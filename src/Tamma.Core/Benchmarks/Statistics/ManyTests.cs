using System.Collections.Immutable;

namespace Tamma.Benchmarks.Statistics;

/// <summary>Chances of many tests, each made larger for having been one of many. Who looks often enough finds something.</summary>
public static class ManyTests
{
    /// <summary>The chance of even one false alarm among all stays below what each is then held to (Holm 1979). For the rows of one report.</summary>
    /// <returns>In the order in which they came.</returns>
    public static ImmutableArray<double> Holm(IReadOnlyList<double> chances)
    {
        var adjusted = new double[chances.Count];
        var most = 0.0;
        foreach (var (at, rank) in Ascending(chances).Select((at, rank) => (at, rank)))
        {
            most = Math.Max(most, Math.Min(1, (chances.Count - rank) * chances[at]));
            adjusted[at] = most;
        }

        return [.. adjusted];
    }

    /// <summary>The share of false alarms among all alarms stays below what each is then held to (Benjamini and Hochberg 1995). For watching many things over time.</summary>
    /// <returns>In the order in which they came.</returns>
    public static ImmutableArray<double> BenjaminiHochberg(IReadOnlyList<double> chances)
    {
        var adjusted = new double[chances.Count];
        var least = 1.0;
        foreach (var (at, rank) in Ascending(chances).Select((at, rank) => (at, rank)).Reverse())
        {
            least = Math.Min(least, chances[at] * chances.Count / (rank + 1));
            adjusted[at] = least;
        }

        return [.. adjusted];
    }

    private static IEnumerable<int> Ascending(IReadOnlyList<double> chances) => Enumerable.Range(0, chances.Count).OrderBy(at => chances[at]);
}
