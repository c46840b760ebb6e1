using System.Text;

namespace Tamma.Client.Benchmarks.Documents;

/// <summary>A report as Markdown, for an issue or a wiki.</summary>
public static class MarkdownReport
{
    private const string Special = "\\`*_{}[]<>|#~&";

    /// <param name="report">Of one run.</param>
    public static string Of(LoadReportResponse report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Title(text, $"{Words.Model(report)}: {Words.Load(report.Load)}");
        Verdict(text, report.Verdict, Words.Meaning(report.Verdict), HtmlReport.Notes(report));
        Pairs(text, "What was measured", Facts.Measured(report));
        Metrics(text, "Latency, in milliseconds", report);
        Pairs(text, "Outcome and throughput", Facts.Outcome(report));
        Pairs(text, "The measuring program", Facts.Client(report));
        return text.ToString();
    }

    /// <param name="sweep">Of several loads.</param>
    public static string Of(LoadSweepResponse sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var text = new StringBuilder();
        var first = sweep.Levels.Count > 0 ? sweep.Levels[0] : null;
        Title(text, first is null ? "A sweep without a level" : $"{Words.Model(first)}: {sweep.Levels.Count} loads");
        Verdict(text, sweep.Verdict, Words.SweepMeaning(sweep), [Words.Knee(sweep), .. sweep.WithinObjectives is { } good ? [good.Why] : Array.Empty<string>(), .. sweep.Reasons]);
        text.Append('\n');
        Row(text, "Load", "Verdict", "Answered", "Output tokens/s", "Requests/s", "First token p50, ms", "p99", "Per token p50, ms", "Answer mean, ms", "Good");
        text.Append("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var level in sweep.Levels)
        {
            var isKnee = (sweep.Knee.Concurrency ?? sweep.Knee.Rate) == (level.Load.Concurrency ?? level.Load.Rate);
            Row(
                text,
                $"{Words.Level(level.Load)}{(isKnee ? " (knee)" : "")}",
                Words.Verdict(level.Verdict),
                $"{Words.Count(level.Requests.Ok)} of {Words.Count(level.Requests.Total - level.Requests.Cancelled)}",
                Words.Number(level.Throughput.OutputTokensPerSecond),
                Words.Number(level.Throughput.RequestsPerSecond),
                Words.Milliseconds(level.Metrics.Ttft.P50),
                Words.Quantile(level.Metrics.Ttft, level.Metrics.Ttft.P99, "p99"),
                Words.Milliseconds(level.Metrics.Tpot.P50),
                Words.Milliseconds(level.Metrics.E2e.Mean),
                Words.Percent(level.GoodputShare));
        }

        if (first is not null)
        {
            Pairs(text, "What was measured", Facts.Measured(first, withLoad: false));
        }

        foreach (var level in sweep.Levels)
        {
            Metrics(text, $"{Words.Load(level.Load)}, in milliseconds", level);
        }

        return text.ToString();
    }

    private static void Title(StringBuilder text, string title) => text.Append("# ").Append(Escape(title)).Append("\n\n");

    private static void Verdict(StringBuilder text, string verdict, string meaning, IEnumerable<string> notes)
    {
        text.Append("**").Append(Words.Verdict(verdict)).Append(".** ").Append(meaning).Append("\n\n");
        foreach (var note in notes)
        {
            text.Append("- ").Append(Escape(note)).Append('\n');
        }
    }

    private static void Pairs(StringBuilder text, string title, IEnumerable<(string Name, string Text)> pairs)
    {
        text.Append("\n## ").Append(title).Append("\n\n| | |\n|---|---|\n");
        foreach (var (name, value) in pairs)
        {
            Row(text, name, value);
        }
    }

    private static void Metrics(StringBuilder text, string title, LoadReportResponse report)
    {
        text.Append("\n## ").Append(Escape(title)).Append("\n\n");
        Row(text, "Metric", "Count", "Mean", "Min", "p50", "p90", "p95", "p99", "p99.9", "Max");
        text.Append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var metric in NamedMetric.Seen(report))
        {
            Row(text, [metric.Name, Words.Count(metric.Metric.Count), Words.Milliseconds(metric.Metric.Mean), Words.Milliseconds(metric.Metric.Min), .. metric.Quantiles.Select(quantile => Words.Quantile(metric.Metric, quantile.Value, quantile.Key)), Words.Milliseconds(metric.Metric.Max)]);
        }
    }

    private static void Row(StringBuilder text, params IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");

    /// <summary>Foreign text stays text: no link, no markup, no line of its own.</summary>
    private static string Escape(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) ? " " : Special.Contains(letter, StringComparison.Ordinal) ? $"\\{letter}" : letter.ToString()));
}
