using System.Globalization;
using Tamma.Discovery;
using Tamma.Tests.Shared.Noise;

namespace Tamma.Perf;

/// <summary>The figures of a guarded replay, line by line.</summary>
internal static class NoiseReport
{
    public static IEnumerable<string> Lines(GuardedReplay replay, NoiseScore score)
    {
        yield return Line($"runs: {replay.Runs}, held in whole or part {replay.HeldRuns}");
        yield return $"flaps: {score.Flaps}";
        yield return $"tenfold: {score.Moves}";
        yield return $"mass edits: {score.MassEdits}";
        yield return $"mass edits, rows: {score.MassRows}";
        foreach (var group in replay.Reviews.GroupBy(review => (review.Kind, review.State, review.ClosedBy)).OrderBy(group => group.Key.ToString(), StringComparer.Ordinal))
        {
            yield return Line($"reviews: {group.Key.Kind} {group.Key.State} {group.Key.ClosedBy}: {group.Count()}");
        }

        var lags = replay.Lags.Order().ToList();
        yield return Line($"behind the document: {lags.Count} times, {lags.Count(lag => lag > TimeSpan.Zero)} of them at all; {Spread([.. lags.Where(lag => lag > TimeSpan.Zero)])}; {replay.StillBehind.Count} rows at the end");
        yield return Line($"removals for good: {score.Removals.ForGood}, not removed {score.Removals.NotRemoved}; {Spread(score.Removals.Delays)}; of more than 20 %: {Spread(score.Removals.BigDelays)}; {score.Removals.CameBack} came back");
    }

    public static string Spread(IReadOnlyList<TimeSpan> sorted) => sorted is [] ? "none"
        : Line($"{sorted.Count}: median {sorted[sorted.Count / 2].TotalHours:0.0} h, p99 {sorted[(int)(sorted.Count * 0.99)].TotalHours:0.0} h, longest {sorted[^1].TotalHours:0.0} h");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
