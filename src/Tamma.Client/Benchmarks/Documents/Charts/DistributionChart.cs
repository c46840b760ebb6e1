namespace Tamma.Client.Benchmarks.Documents.Charts;

/// <summary>The quantile function of a metric over an axis that widens its tail. Past the last quantile that the samples support the line is broken.</summary>
internal static class DistributionChart
{
    /// <summary>A median this many times below the largest is drawn by tens.</summary>
    private const double Wide = 30;

    /// <param name="title">Of the figure.</param>
    /// <param name="curves">One or two metrics with their points: same unit, same axis.</param>
    public static Html Draw(string title, params (NamedMetric Metric, IReadOnlyList<DistributionPoint> Points)[] curves)
    {
        var drawn = curves.Where(curve => curve.Points.Count > 1).ToList();
        if (drawn.Count == 0)
        {
            return Html.None;
        }

        var values = drawn.SelectMany(curve => curve.Points).Select(point => point.Value).ToList();
        var isWide = values.Min() > 0 && values.Max() / drawn.Min(curve => curve.Points[curve.Points.Count / 2].Value) > Wide;
        var chart = new Chart
        {
            Title = title,
            Description = string.Join(" ", drawn.Select(curve => Say(curve.Metric))),
            X = Scale.Tail(drawn.Max(curve => curve.Metric.Metric.Count)),
            Y = isWide ? Scale.Tens(values, "ms") : Scale.Of(values, "ms"),
            Lines = [.. drawn.SelectMany((curve, i) => Lines(curve.Metric, curve.Points, i + 1))],
        };
        return chart.Draw(Table(drawn.Select(curve => curve.Metric)));
    }

    private static IEnumerable<Series> Lines(NamedMetric metric, IReadOnlyList<DistributionPoint> points, int color)
    {
        var told = metric.Quantiles.Where(quantile => quantile.Value is not null).ToList();
        var limit = told is [.., var last] ? last.P : 0;
        var dots = points.Select(point => new Dot(point.P, point.Value, $"{metric.Name}: {Words.Percent(point.P)} are within {Words.Milliseconds(point.Value)} ms")).ToList();
        yield return new(metric.Name, color, [.. dots.Where(dot => dot.X <= limit)]);
        if (limit < 1)
        {
            yield return new($"{(metric.Metric.Needs.Count > 0 ? "too few samples to tell" : "the last samples")}", color, [.. dots.Where(dot => dot.X >= limit)]) { IsDashed = true };
        }

        yield return new("percentile with its 95 % interval", color, [.. told.Select(quantile => new Dot(quantile.P, quantile.Value, $"{quantile.Name}: {Words.Milliseconds(quantile.Value)} ms{Between(metric, quantile.Key)}")
        {
            Label = quantile.P is 0.95 ? null : $"{quantile.Name} {Words.Number(quantile.Value)}",
            Interval = metric.Metric.Intervals.TryGetValue(quantile.Key, out var interval) ? (interval[0], interval[1]) : null,
        })])
        { HasDots = true, IsLoose = true };
    }

    private static string Between(NamedMetric metric, string key) =>
        metric.Metric.Intervals.TryGetValue(key, out var interval) ? $" (95 %: {Words.Interval(interval)})" : "";

    private static string Say(NamedMetric metric) =>
        $"{metric.Name} of {Words.Count(metric.Metric.Count)} values: from {Words.Milliseconds(metric.Metric.Min)} to {Words.Milliseconds(metric.Metric.Max)} ms, median {Words.Milliseconds(metric.Metric.P50)} ms, p99 {Words.Quantile(metric.Metric, metric.Metric.P99, "p99")}.";

    private static Html Table(IEnumerable<NamedMetric> metrics) => Html.Of($"""
        <details><summary>In figures</summary><div class="wide"><table><thead><tr><th>Metric, ms</th><th>Quantile</th><th class="n">Value</th><th class="n">95 % interval</th><th class="n">below, with 99 %</th></tr></thead><tbody>
        {metrics.SelectMany(metric => metric.Quantiles.Select(quantile => Row(metric, quantile.Key, quantile.Name, quantile.Value)))}</tbody></table></div></details>
        """);

    private static Html Row(NamedMetric metric, string key, string name, double? value) => Html.Of(
        $"<tr><td>{metric.Name}</td><td>{name}</td><td class=\"n\">{Words.Quantile(metric.Metric, value, key)}</td><td class=\"n\">{(metric.Metric.Intervals.TryGetValue(key, out var interval) ? Words.Interval(interval) : Words.Unknown)}</td><td class=\"n\">{(metric.Metric.Bounds.TryGetValue(key, out var bound) ? Words.Milliseconds(bound) : Words.Unknown)}</td></tr>\n");
}
