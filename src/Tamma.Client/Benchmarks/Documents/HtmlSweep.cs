using Tamma.Client.Benchmarks.Documents.Charts;

namespace Tamma.Client.Benchmarks.Documents;

/// <summary>A sweep as a page: the knee first, each level's own report folded below.</summary>
internal static class HtmlSweep
{
    public static string Of(LoadSweepResponse sweep)
    {
        var first = sweep.Levels.Count > 0 ? sweep.Levels[0] : null;
        var model = first is null ? Words.Unknown : Words.Model(first);
        return HtmlPage.Of($"{model}: {Span(sweep)}", Html.Of($"""
            <header><p class="over">How a model answers as the load grows</p><h1><bdi>{model}</bdi></h1><p class="sub">{Span(sweep)}{(first is null ? "" : $", {Words.Time(first.StartedAt)}")}</p></header>
            <main>
            {HtmlPage.Verdict(sweep.Verdict, Words.SweepMeaning(sweep), Notes(sweep))}<div class="tiles">{Tiles(sweep)}</div>
            <h2>Load, throughput and wait</h2>
            {SweepCharts.Draw(sweep)}
            {Levels(sweep)}
            {(first is null ? Html.None : Html.Of($"<h2>What was measured</h2>{HtmlPage.Pairs(Facts.Measured(first, withLoad: false))}"))}
            <h2>Each level</h2>
            {sweep.Levels.Select(level => Html.Of($"<details class=\"level\"><summary>{Words.Load(level.Load)}: {Words.Verdict(level.Verdict)}</summary>{HtmlPage.Verdict(level.Verdict, Words.Meaning(level.Verdict), level.Reasons)}{HtmlReport.Body(level)}</details>\n"))}
            </main>
            """));
    }

    private static IEnumerable<string> Notes(LoadSweepResponse sweep)
    {
        yield return Words.Knee(sweep);
        if (sweep.WithinObjectives is { } good)
        {
            yield return good.Why;
        }

        foreach (var reason in sweep.Reasons)
        {
            yield return reason;
        }

        if (sweep.CutShort)
        {
            yield return "It was stopped by hand: levels are missing, or the last is of fewer samples.";
        }
    }

    private static IEnumerable<Html> Tiles(LoadSweepResponse sweep)
    {
        var isRate = sweep.Levels.Any(level => level.Load.Rate is not null);
        yield return HtmlPage.Tile(Words.Number(sweep.Knee.Concurrency ?? sweep.Knee.Rate), Has(sweep.Knee) ? isRate ? "a second" : "at once" : "", "Knee: the last level that pays");
        if (sweep.Levels.FirstOrDefault(level => IsAt(level, sweep.Knee)) is { } knee)
        {
            yield return HtmlPage.Tile(Words.Number(knee.Throughput.OutputTokensPerSecond ?? knee.Throughput.RequestsPerSecond), "a second", knee.Throughput.OutputTokensPerSecond is null ? "Answers at the knee" : "Output tokens at the knee");
            yield return HtmlPage.Tile(Words.Number(knee.Metrics.Ttft.P50), knee.Metrics.Ttft.P50 is null ? "" : "ms", "Time to first token there, median");
        }

        if (sweep.WithinObjectives is { } good)
        {
            yield return HtmlPage.Tile(Words.Number(good.Concurrency ?? good.Rate), isRate ? "a second" : "at once", "Most within the objectives");
        }

        var best = sweep.Levels.Select(level => level.Throughput.OutputTokensPerSecond).Max();
        yield return HtmlPage.Tile(Words.Number(best), best is null ? "" : "a second", "Most output tokens");
    }

    private static Html Levels(LoadSweepResponse sweep) => Html.Of($"""
        <h3>In figures</h3><div class="wide"><table><caption>Times in milliseconds.</caption><thead><tr><th>{(sweep.Levels.Any(level => level.Load.Rate is not null) ? "Rate" : "At once")}</th><th>Verdict</th><th class="n">Answered</th><th class="n">Tokens/s</th><th class="n">Requests/s</th><th class="n">First token p50</th><th class="n">p99</th><th class="n">Per token p50</th><th class="n">Answer mean</th><th class="n">Good</th></tr></thead><tbody>
        {sweep.Levels.Select(level => Row(level, IsAt(level, sweep.Knee)))}</tbody></table></div>
        """);

    private static Html Row(LoadReportResponse level, bool isKnee) => Html.Of(
        $"<tr{(isKnee ? new Html(" class=\"knee\"") : Html.None)}><th class=\"nw\">{Words.Level(level.Load)}{(isKnee ? " (knee)" : "")}</th><td class=\"nw\">{Words.Verdict(level.Verdict)}</td><td class=\"n\">{Words.Count(level.Requests.Ok)} of {Words.Count(level.Requests.Total - level.Requests.Cancelled)}</td><td class=\"n\">{Words.Number(level.Throughput.OutputTokensPerSecond)}</td><td class=\"n\">{Words.Number(level.Throughput.RequestsPerSecond)}</td><td class=\"n\">{Words.Milliseconds(level.Metrics.Ttft.P50)}</td><td class=\"n\"><span class=\"{(level.Metrics.Ttft.P99 is null ? "few" : "")}\">{Needs(level.Metrics.Ttft)}</span></td><td class=\"n\">{Words.Milliseconds(level.Metrics.Tpot.P50)}</td><td class=\"n\">{Words.Milliseconds(level.Metrics.E2e.Mean)}</td><td class=\"n\">{Words.Percent(level.GoodputShare)}</td></tr>\n");

    private static string Needs(MetricResponse ttft) => ttft.P99 is null && ttft.Needs.TryGetValue("p99", out var needs) ? $"needs {Words.Count(needs)}" : Words.Milliseconds(ttft.P99);

    private static bool Has(LoadKneeResponse knee) => knee.Concurrency is not null || knee.Rate is not null;

    private static bool IsAt(LoadReportResponse level, LoadKneeResponse knee) => Has(knee) && level.Load.Concurrency == knee.Concurrency && level.Load.Rate.Equals(knee.Rate);

    private static string Span(LoadSweepResponse sweep) => sweep.Levels is [var first, .., var last]
        ? $"{Words.Level(first.Load)} to {Words.Load(last.Load)}, {sweep.Levels.Count} levels"
        : sweep.Levels is [var only] ? Words.Load(only.Load) : "no level";
}
