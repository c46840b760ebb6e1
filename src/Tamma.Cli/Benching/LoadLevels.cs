using System.Globalization;
using Tamma.Client.Benchmarks;
using Tamma.Client.Benchmarks.Sweeps;

namespace Tamma.Cli.Benching;

/// <summary>The loads of a run, one or several, and whether the knee among them is to be looked for.</summary>
internal sealed record LoadLevels
{
    private const int Most = 24;

    public required IReadOnlyList<double> Loads { get; init; }

    public bool IsRate { get; init; }

    /// <summary>From the first on by doubling, until more does not pay.</summary>
    public bool FindsKnee { get; init; }

    /// <summary>Between two levels, for a server that has to settle.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>What all levels share.</summary>
    public required LoadArrivals Arrivals { get; init; }

    public bool IsSweep => FindsKnee || Loads.Count > 1;

    public LoadArrivals At(double load) => IsRate ? Arrivals with { Concurrency = null, Rate = load } : Arrivals with { Concurrency = (int)load, Rate = null };

    /// <returns>Null when all is measured.</returns>
    public double? Next(IReadOnlyList<LoadReportResponse> measured)
    {
        if (measured is [])
        {
            return Loads[0];
        }

        return FindsKnee
            ? SweepSearch.Next(LoadLevel.Of(measured), IsRate)
            : measured.Count < Loads.Count ? Loads[measured.Count] : null;
    }

    /// <summary>Reads <c>8</c>, <c>1,2,4,8</c> and <c>1..64</c>, which doubles.</summary>
    /// <returns>Rising, each once.</returns>
    /// <exception cref="RefusedException">It is neither.</exception>
    public static IReadOnlyList<double> Parse(string text, bool isRate)
    {
        SortedSet<double> loads = [];
        foreach (var part in text.Split(','))
        {
            if (part.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots)
            {
                var (from, to) = (Number(part[..dots], text, isRate), Number(part[(dots + 2)..], text, isRate));
                loads.Add(from);
                for (var load = from; load > 0 && load < to && loads.Count <= Most; load *= 2)
                {
                    loads.Add(load);
                }

                loads.Add(to);
            }
            else
            {
                loads.Add(Number(part, text, isRate));
            }
        }

        return loads.Count > Most ? throw new RefusedException($"'{text}' are more than {Most} loads.") : [.. loads];
    }

    private static double Number(string part, string text, bool isRate) =>
        isRate && double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) ? rate
        : !isRate && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var streams) ? streams
        : throw new RefusedException($"'{text}' is no load; write 8, or for a sweep 1,2,4,8 or 1..64.");
}
