using System.Globalization;

namespace Tamma.Client.Benchmarks.Documents.Charts;

/// <summary>What happened when: the time to the first token, what came out, and what was under way, over the same axis.</summary>
internal static class TimelineCharts
{
    public static Html Draw(LoadReportResponse report)
    {
        var slices = report.Timeline;
        if (slices.Count < 2)
        {
            return Html.None;
        }

        var isCounted = slices.All(slice => slice.OutputTokens is not null);
        List<Html> charts =
        [
            One("Time to first token over time", slices, "median by begin, ms", false, new Series("median", 1, Dots(slices, slice => slice.TtftMedian, "ms")) { HasDots = slices.Count <= 40 }),
            isCounted
                ? One("Output over time", slices, "tokens a second", true, new Series("output tokens", 3, Dots(slices, slice => slice.OutputTokens / slice.Seconds, "tokens a second")) { IsArea = true })
                : One("Answers over time", slices, "a second", true, new Series("good answers", 3, Dots(slices, slice => slice.Ok / slice.Seconds, "answers a second")) { IsArea = true }),
            One("Under way over time", slices, "requests, mean", true, new Series("requests", 2, Dots(slices, slice => slice.InFlightMean, "under way")) { IsArea = true }),
        ];
        if (slices.Any(slice => slice.Failed > 0))
        {
            charts.Add(One("Failures over time", slices, "a second", true, new Series("failures", 4, Dots(slices, slice => slice.Failed / slice.Seconds, "failures a second")) { IsArea = true }));
        }

        return Html.Of($"<div class=\"charts\">{charts}</div>{Table(slices)}");
    }

    private static Html One(string title, IReadOnlyList<TimeSliceResponse> slices, string unit, bool fromZero, Series line)
    {
        var values = line.Dots.Select(dot => dot.Y).OfType<double>().ToList();
        var (from, to) = (slices[0].At, slices[^1].At + slices[^1].Seconds);
        return new Chart
        {
            Title = title,
            Description = values.Count == 0
                ? $"{title}: nothing came."
                : $"{title}, {unit}: from {Words.Number(values.Min())} to {Words.Number(values.Max())}, {Words.Number(values[0])} at the begin and {Words.Number(values[^1])} at the end.",
            X = Scale.Time(from, to),
            Y = Scale.Of(values, unit, fromZero),
            Lines = [line],
            Bands = from < 0 ? [new(from, 0, "warm-up")] : [],
        }.Draw();
    }

    /// <summary>A slice stands at its middle.</summary>
    private static List<Dot> Dots(IEnumerable<TimeSliceResponse> slices, Func<TimeSliceResponse, double?> of, string unit) =>
        [.. slices.Select(slice => new Dot(slice.At + (slice.Seconds / 2), of(slice), $"{Span(slice)}: {Words.Number(of(slice))} {unit}"))];

    private static string Span(TimeSliceResponse slice) => string.Create(CultureInfo.InvariantCulture, $"{slice.At:0.##} to {slice.At + slice.Seconds:0.##} s");

    private static Html Table(IEnumerable<TimeSliceResponse> slices) => Html.Of($"""
        <details><summary>In figures</summary><div class="wide"><table><thead><tr><th>Time</th><th class="n">Begun</th><th class="n">Answered</th><th class="n">Failed</th><th class="n">Output tokens</th><th class="n">Under way</th><th class="n">First token, ms (median)</th></tr></thead><tbody>
        {slices.Select(slice => Html.Of($"<tr><td>{Span(slice)}</td><td class=\"n\">{slice.Started}</td><td class=\"n\">{slice.Ok}</td><td class=\"n\">{slice.Failed}</td><td class=\"n\">{Words.Count(slice.OutputTokens)}</td><td class=\"n\">{Words.Number(slice.InFlightMean)}</td><td class=\"n\">{Words.Milliseconds(slice.TtftMedian)}</td></tr>\n"))}</tbody></table></div></details>
        """);
}
