namespace Tamma.Client.Benchmarks.Sweeps;

/// <summary>What several runs say together.</summary>
public static class Sweep
{
    /// <param name="reports">One of each level, at least one, in any order.</param>
    /// <param name="isCutShort">Whether levels are missing because somebody stopped it.</param>
    public static LoadSweepResponse Of(IReadOnlyCollection<LoadReportResponse> reports, bool isCutShort = false)
    {
        var isRate = reports.Any(report => report.Load.Rate is not null);
        List<LoadReportResponse> sorted = [.. reports.OrderBy(report => report.Load.Concurrency ?? report.Load.Rate)];
        var levels = LoadLevel.Of(sorted);
        var isLimited = reports.Any(report => report.Verdict is "client_limited");
        return new()
        {
            Verdict = isLimited ? "client_limited" : levels.Any(level => level.IsValid) ? "valid" : "invalid",
            Reasons = [.. sorted.Where(report => report.Verdict is not "valid").SelectMany(Reasons)],
            Levels = sorted,
            Knee = Knee.Of(levels, isRate),
            WithinObjectives = Knee.WithinObjectives(levels, isRate),
            CutShort = isCutShort || reports.Any(report => report.CutShort),
        };
    }

    private static IEnumerable<string> Reasons(LoadReportResponse report)
    {
        var level = report.Load.Concurrency is { } streams ? $"{streams} at once" : FormattableString.Invariant($"{report.Load.Rate:0.###} a second");
        return report.Reasons.Select(reason => $"At {level}: {reason}");
    }
}
