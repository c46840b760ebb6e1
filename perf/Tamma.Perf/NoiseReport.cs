using System.Globalization;
using System.Text;
using Tamma.Tests.Shared.Labels;
using Tamma.Tests.Shared.Noise;

namespace Tamma.Perf;

/// <summary>The figures of a guarded replay: line by line, and as docs/noise.md between two marks, so that the words around them stay.</summary>
internal sealed class NoiseReport(RealHistory history, NoiseLabels labels, GuardedReplay replay, NoiseScore score, TimeSpan took)
{
    private const string Begin = "<!-- figures: written by ./build.sh eval noise -->";
    private const string End = "<!-- end of figures -->";

    public IEnumerable<string> Lines() =>
    [
        Line($"{history.Events} events in {history.Commits.Count} commits; {replay.Runs} runs, {replay.HeldRuns} held in whole or part; {took.TotalSeconds:0} s"),
        .. labels.Counts(),
        .. Figures().Select(row => $"{row.What}: {row.Figures}"),
        .. Reviews().Select(row => Line($"reviews: {row.What} {row.Count}")),
        Behind(),
        Removed(),
    ];

    public async Task WriteAsync(string path)
    {
        var text = new StringBuilder().AppendLine(Begin).AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"Date {DateTime.UtcNow:yyyy-MM-dd}; {history.Events:N0} events in {history.Commits.Count:N0} commits, {replay.Runs:N0} runs of which {replay.HeldRuns:N0} were held in whole or part.").AppendLine()
            .AppendLine("The labels:").AppendLine();
        foreach (var line in labels.Counts())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {line}.");
        }

        text.AppendLine().AppendLine("| | labelled | found under its name (recall) | under review then, for whatever reason | told in all | precision |").AppendLine("|---|--:|--:|--:|--:|--:|");
        foreach (var (what, figures) in Figures())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {figures.Labelled:N0} | {figures.Named:N0} ({figures.Recall:0.000}) | {figures.Caught:N0} ({figures.CaughtShare:0.000}) | {(figures.Told == 0 ? "" : figures.Told.ToString("N0", CultureInfo.InvariantCulture))} | {(figures.Told == 0 ? "" : figures.Precision.ToString("0.000", CultureInfo.InvariantCulture))} |");
        }

        text.AppendLine().AppendLine("| reviews | |").AppendLine("|---|--:|");
        foreach (var (what, count) in Reviews())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {count:N0} |");
        }

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{Behind()}.").AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{Removed()}.").AppendLine().Append(End);
        var page = await File.ReadAllTextAsync(path);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        await File.WriteAllTextAsync(path, page[..begin] + text + page[(end + End.Length)..]);
    }

    private IEnumerable<(string What, NoiseScore.Figures Figures)> Figures() =>
    [
        ("flaps", score.Flaps),
        ("tenfold moves and prices to zero", score.Moves),
        ("of them ten times or more, or to zero", score.TrulyTenfold with { Told = 0 }),
        ("mass edits (commit, provider, field)", score.MassEdits),
        ("mass edits, by row", score.MassRows),
    ];

    private IEnumerable<(string What, int Count)> Reviews() => replay.Reviews
        .GroupBy(review => $"{review.Kind} {review.State}{(review.ClosedBy is { } who ? " " + who : "")}", StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Count()));

    private string Behind()
    {
        var late = replay.Lags.Where(lag => lag > TimeSpan.Zero).Order().ToList();
        return Line($"A row changed {replay.Lags.Count:N0} times in the document and said otherwise for some time after {late.Count:N0} of them, removals among them ({Spread(late)}); {replay.StillBehind.Count} rows do at the end");
    }

    private string Removed() => Line(
        $"Listings gone for good: {score.Removals.ForGood:N0}, of which {score.Removals.NotRemoved} were never removed; from the commit to the removal {Spread(score.Removals.Delays)}; where more than 20 % of a provider went at once {Spread(score.Removals.BigDelays)}");

    private static string Spread(IReadOnlyList<TimeSpan> sorted) => sorted is [] ? "none"
        : Line($"median {sorted[sorted.Count / 2].TotalHours:0.0} h, p99 {sorted[(int)(sorted.Count * 0.99)].TotalHours:0.0} h, longest {sorted[^1].TotalHours:0.0} h");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
