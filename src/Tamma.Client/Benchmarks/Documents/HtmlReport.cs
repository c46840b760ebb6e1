using Tamma.Client.Benchmarks.Documents.Charts;

namespace Tamma.Client.Benchmarks.Documents;

/// <summary>A report as one self-contained page with plots, in light and dark.</summary>
public static class HtmlReport
{
    /// <param name="report">Of one run.</param>
    /// <returns>Well-formed markup with a line's end at its end.</returns>
    public static string Of(LoadReportResponse report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return HtmlPage.Of($"{Words.Model(report)}: {Words.Load(report.Load)}", Html.Of($"""
            <header><p class="over">How a model answers under load</p><h1><bdi>{Words.Model(report)}</bdi></h1><p class="sub">{Words.Load(report.Load)} for {Words.Seconds(report.Seconds)}, {Words.Time(report.StartedAt)}</p></header>
            <main>
            {HtmlPage.Verdict(report.Verdict, Words.Meaning(report.Verdict), Notes(report))}{Tiles(report)}
            <h2>What was measured</h2>
            {HtmlPage.Pairs(Facts.Measured(report))}
            {Body(report)}
            </main>
            """));
    }

    /// <param name="sweep">Of several loads.</param>
    /// <returns>Well-formed markup with a line's end at its end.</returns>
    public static string Of(LoadSweepResponse sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return HtmlSweep.Of(sweep);
    }

    /// <summary>Metrics, plots and the client: what a level of a sweep has too.</summary>
    internal static Html Body(LoadReportResponse report) => Html.Of($"""
        <h2>Latency</h2>
        {MetricsTable(report)}
        {Distributions(report)}
        <h2>Outcome and throughput</h2>
        {HtmlPage.Pairs(Facts.Outcome(report))}
        {(report.Timeline.Count > 1 ? Html.Of($"<h2>Over time</h2>{TimelineCharts.Draw(report)}") : Html.None)}
        <h2>The measuring program</h2>
        {HtmlPage.Pairs(Facts.Client(report))}
        """);

    /// <summary>What qualifies the verdict.</summary>
    internal static IEnumerable<string> Notes(LoadReportResponse report)
    {
        foreach (var reason in report.Reasons)
        {
            yield return reason;
        }

        if (report.CutShort)
        {
            yield return $"It was stopped by hand after {Words.Seconds(report.Seconds)}{(report.Asked?.Seconds is { } wished ? $" of {Words.Seconds(wished)}" : "")}: fewer samples than were wished for.";
        }

        if (report.Load.Concurrency is not null)
        {
            yield return "Closed loop: a slow server was asked less. These are no waits of users who come when they come; for those measure a rate.";
        }
    }

    private static Html Tiles(LoadReportResponse report)
    {
        var (ttft, tpot, throughput) = (report.Metrics.Ttft, report.Metrics.Tpot, report.Throughput);
        List<Html> tiles =
        [
            HtmlPage.Tile(Words.Number(ttft.P50), ttft.P50 is null ? "" : "ms", "Time to first token, median"),
            HtmlPage.Tile(Words.Number(ttft.P99), ttft.P99 is not null ? "ms" : ttft.Needs.TryGetValue("p99", out var needs) ? $"needs {Words.Count(needs)}" : "", "Time to first token, p99"),
            HtmlPage.Tile(Words.Number(tpot.P50), tpot.P50 is null ? "" : "ms", "Time per output token, median"),
            throughput.OutputTokensPerSecond is { } tokens ? HtmlPage.Tile(Words.Number(tokens), "a second", "Output tokens") : HtmlPage.Tile(Words.Number(throughput.RequestsPerSecond), "a second", "Answers"),
            HtmlPage.Tile(Words.Count(report.Requests.Ok), $"of {Words.Count(report.Requests.Total - report.Requests.Cancelled)}", "Requests answered"),
        ];
        if (report.GoodputShare is not null)
        {
            tiles.Add(HtmlPage.Tile(Words.Percent(report.GoodputShare), "", "Met every objective"));
        }

        return Html.Of($"<div class=\"tiles\">\n{tiles}</div>");
    }

    private static Html MetricsTable(LoadReportResponse report) => Html.Of($"""
        <div class="wide"><table><thead><tr><th>Metric, ms</th><th class="n">Count</th><th class="n">Mean</th><th class="n">Min</th><th class="n">p50</th><th class="n">p90</th><th class="n">p95</th><th class="n">p99</th><th class="n">p99.9</th><th class="n">Max</th></tr></thead><tbody>
        {NamedMetric.Seen(report).Select(Row)}</tbody></table></div>
        """);

    private static Html Row(NamedMetric metric) => Html.Of(
        $"<tr><th>{metric.Name}</th><td class=\"n\">{Words.Count(metric.Metric.Count)}</td><td class=\"n\">{Words.Milliseconds(metric.Metric.Mean)}</td><td class=\"n\">{Words.Milliseconds(metric.Metric.Min)}</td>{metric.Quantiles.Select(quantile => Cell(metric, quantile.Key, quantile.Value))}<td class=\"n\">{Words.Milliseconds(metric.Metric.Max)}</td></tr>\n");

    private static Html Cell(NamedMetric metric, string key, double? value) =>
        value is null
            ? Html.Of($"<td class=\"n\"><span class=\"few\">{Words.Quantile(metric.Metric, value, key)}</span></td>")
            : Html.Of($"<td class=\"n\">{Words.Milliseconds(value)}{(metric.Metric.Intervals.TryGetValue(key, out var interval) ? Html.Of($"<small>{Words.Milliseconds(interval[0])}–{Words.Milliseconds(interval[1])}</small>") : Html.None)}</td>");

    private static Html Distributions(LoadReportResponse report)
    {
        if (report.Distribution is not { } curves)
        {
            return Html.None;
        }

        var named = NamedMetric.Of(report).ToDictionary(metric => metric.Key, StringComparer.Ordinal);
        return Html.Of($"""
            <h3>Distribution</h3>
            <div class="charts">{DistributionChart.Draw("Time to first token", (named["ttft"], curves.Ttft))}{DistributionChart.Draw("Whole answer", (named["e2e"], curves.E2e))}{DistributionChart.Draw("Time per output token", (named["tpot"], curves.Tpot))}{DistributionChart.Draw("Gap between tokens", (named["icl"], curves.Icl))}{DistributionChart.Draw("User's wait, from the schedule", (named["user"], curves.User))}</div>
            """);
    }
}
