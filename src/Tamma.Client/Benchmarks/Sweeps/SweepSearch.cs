namespace Tamma.Client.Benchmarks.Sweeps;

/// <summary>
/// Which level is measured next when the knee is looked for: doubled until more no longer pays, then at most three times the middle (by ratio) of the gap in which the
/// knee lies, as MLPerf's LoadGen finds a peak. With objectives the gap is the one in which they cease to be met.
/// </summary>
public static class SweepSearch
{
    /// <summary>Less gain in throughput than this by doubling the load does not pay.</summary>
    public const double LeastGain = 0.1;

    /// <summary>Share of requests that must meet every objective.</summary>
    public const double LeastGood = 0.9;

    /// <summary>Middles that are tried.</summary>
    public const int MostBisections = 3;

    /// <summary>Doublings: 4,096 times the first.</summary>
    public const int MostDoublings = 12;

    /// <param name="measured">In the order in which they were measured.</param>
    /// <param name="isRate">Rates have fractions, streams do not.</param>
    /// <returns>The next load; null when it is found as well as it is going to be.</returns>
    public static double? Next(IReadOnlyList<LoadLevel> measured, bool isRate)
    {
        ArgumentNullException.ThrowIfNull(measured);
        if (measured is [])
        {
            return null;
        }

        var doubled = 1;
        while (doubled < measured.Count && Near(measured[doubled].Load, measured[doubled - 1].Load * 2))
        {
            doubled++;
        }

        if (doubled == measured.Count && !IsEnough([.. measured]))
        {
            return measured[^1].Load * 2;
        }

        return measured.Count - doubled < MostBisections ? Middle(measured, isRate) : null;
    }

    private static bool IsEnough(List<LoadLevel> doubled) =>
        doubled.Count > MostDoublings
        || IsPast(doubled)
        || doubled[^1].GoodShare < LeastGood
        || (doubled.Count > 1 && doubled[^1].Throughput < doubled[^2].Throughput * (1 + LeastGain));

    /// <summary>A client that was late once may have met something else on its machine; twice, it is the load.</summary>
    private static bool IsPast(List<LoadLevel> doubled) =>
        !doubled[^1].IsValid && (doubled[^1].Verdict is not "client_limited" || (doubled.Count > 1 && doubled[^2].Verdict is "client_limited"));

    private static double? Middle(IReadOnlyList<LoadLevel> measured, bool isRate)
    {
        List<LoadLevel> levels = [.. measured.Where(level => level.IsEvidence).OrderBy(level => level.Load)];
        foreach (var (low, high) in Gaps(levels))
        {
            var middle = Math.Sqrt(low * high);
            middle = isRate ? Math.Round(middle, 3) : Math.Round(middle);
            if (middle > low && middle < high)
            {
                return middle;
            }
        }

        return null;
    }

    /// <summary>The gap on the far side of the best level first: the knee is the last level that pays.</summary>
    private static IEnumerable<(double Low, double High)> Gaps(List<LoadLevel> levels)
    {
        var isJudged = levels.Exists(level => level.GoodShare < LeastGood);
        var best = isJudged
            ? levels.FindIndex(level => !level.IsValid || level.GoodShare < LeastGood) - 1
            : levels.FindLastIndex(level => level.IsValid && level.Power >= levels.Max(other => other.Power));
        if (best >= 0 && best + 1 < levels.Count)
        {
            yield return (levels[best].Load, levels[best + 1].Load);
            if (best > 0 && !isJudged)
            {
                yield return (levels[best - 1].Load, levels[best].Load);
            }
        }
    }

    private static bool Near(double value, double wished) => Math.Abs(value - wished) < wished * 1e-9;
}
