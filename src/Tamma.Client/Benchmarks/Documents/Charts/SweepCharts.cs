namespace Tamma.Client.Benchmarks.Documents.Charts;

/// <summary>What more load brings and what it costs.</summary>
internal static class SweepCharts
{
    public static Html Draw(LoadSweepResponse sweep)
    {
        var levels = sweep.Levels.Where(level => Load(level) > 0).ToList();
        if (levels.Count < 2)
        {
            return Html.None;
        }

        var isCounted = levels.TrueForAll(level => level.Throughput.OutputTokensPerSecond is not null);
        var unit = isCounted ? "output tokens a second" : "requests a second";
        var axis = Scale.Loads([.. levels.Select(Load)], levels[0].Load.Rate is null ? "requests at once" : "requests a second asked for");
        Html[] charts =
        [
            Over("Throughput by load", unit, axis, sweep, true, Line("throughput", 1, levels, level => Throughput(level, isCounted), unit)),
            Trade(levels, isCounted, unit, sweep),
            Over("Time to first token by load", "ms", axis, sweep, false, Line("median", 1, levels, level => level.Metrics.Ttft.P50, "ms"), Line("p90", 2, levels, level => level.Metrics.Ttft.P90, "ms") with { IsDashed = true }),
            Over("Time per output token by load", "ms", axis, sweep, false, Line("median", 1, levels, level => level.Metrics.Tpot.P50, "ms"), Line("p90", 2, levels, level => level.Metrics.Tpot.P90, "ms") with { IsDashed = true }),
        ];
        var hollow = levels.Exists(level => level.Verdict is not "valid") ? Html.Of($"<p class=\"sub\">Hollow dots are levels whose figures are not valid.</p>") : Html.None;
        return Html.Of($"<div class=\"charts\">{charts}</div>{hollow}");
    }

    private static Html Over(string title, string unit, Scale axis, LoadSweepResponse sweep, bool fromZero, params Series[] lines)
    {
        var values = lines.SelectMany(line => line.Dots).Select(dot => dot.Y).OfType<double>().ToList();
        return values.Count == 0 ? Html.None : new Chart
        {
            Title = title,
            Description = string.Join("; ", lines.Select(line => $"{line.Name}: {string.Join(", ", line.Dots.Select(dot => dot.Says))}")) + ".",
            X = axis,
            Y = values.Min() > 0 && values.Max() / values.Min() > 50 && !fromZero ? Scale.Tens(values, unit) : Scale.Of(values, unit, fromZero),
            Lines = [.. lines.Where(line => line.Dots.Any(dot => dot.Y is not null))],
            Marks = KneeOf(sweep) is { } knee ? [new(knee, "knee")] : [],
        }.Draw();
    }

    /// <summary>The wait that each throughput costs; the further to the lower right, the better.</summary>
    private static Html Trade(List<LoadReportResponse> levels, bool isCounted, string unit, LoadSweepResponse sweep)
    {
        var seen = levels.Where(level => level.Metrics.E2e.Mean is not null).ToList();
        if (seen.Count < 2)
        {
            return Html.None;
        }

        var dots = seen.Select(level => new Dot(Throughput(level, isCounted) ?? 0, level.Metrics.E2e.Mean, $"{Words.Load(level.Load)}: {Words.Number(Throughput(level, isCounted))} {unit}, a whole answer in {Words.Number(level.Metrics.E2e.Mean)} ms")
        {
            Label = Load(level) == KneeOf(sweep) ? $"{Words.Level(level.Load)} (knee)" : Words.Level(level.Load),
            IsHollow = level.Verdict is not "valid",
        }).ToList();
        return new Chart
        {
            Title = "Whole answer by throughput",
            Description = string.Join("; ", dots.Select(dot => dot.Says)) + ".",
            X = Scale.Of(dots.Select(dot => dot.X), unit, fromZero: true),
            Y = Scale.Of(dots.Select(dot => dot.Y!.Value), "mean, ms; labels are loads", fromZero: true),
            Lines = [new("levels", 1, dots) { HasDots = true }],
        }.Draw();
    }

    private static Series Line(string name, int color, IEnumerable<LoadReportResponse> levels, Func<LoadReportResponse, double?> of, string unit) =>
        new(name, color, [.. levels.Select(level => new Dot(Load(level), of(level), $"{Words.Load(level.Load)}: {Words.Number(of(level))} {unit}{(level.Verdict is "valid" ? "" : $", {Words.Verdict(level.Verdict)}")}") { IsHollow = level.Verdict is not "valid" })]) { HasDots = true };

    private static double? Throughput(LoadReportResponse level, bool isCounted) => isCounted ? level.Throughput.OutputTokensPerSecond : level.Throughput.RequestsPerSecond;

    private static double Load(LoadReportResponse level) => level.Load.Concurrency ?? level.Load.Rate ?? 0;

    private static double? KneeOf(LoadSweepResponse sweep) => sweep.Knee.Concurrency ?? sweep.Knee.Rate;
}
