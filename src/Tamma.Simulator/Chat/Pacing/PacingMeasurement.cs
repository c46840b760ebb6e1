using System.Diagnostics;
using System.Globalization;

namespace Tamma.Simulator.Chat.Pacing;

/// <summary>Measures how late the pacer wakes, and in the same run how late Task.Delay does, against the same plan.</summary>
internal static class PacingMeasurement
{
    public static async Task RunAsync(IReadOnlyList<int> streams, double intervalMs, double seconds, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"interval {intervalMs.ToString(CultureInfo.InvariantCulture)} ms, {seconds.ToString(CultureInfo.InvariantCulture)} s, {Environment.ProcessorCount} processors; lateness in µs");
        await output.WriteLineAsync("streams  by           wakes      p50      p99      max   cpu s");
        using var pacer = new Pacer();
        foreach (var count in streams)
        {
            await MeasureAsync("pacer", count, intervalMs, seconds, output, async (plan, ticks) =>
            {
                using var ticket = new PacerTicket(pacer, cancellationToken);
                for (var index = 0; index < ticks.Length; index++)
                {
                    var due = plan(index);
                    await ticket.UntilAsync(due);
                    ticks[index] = Stopwatch.GetTimestamp() - due;
                }
            });
            await MeasureAsync("Task.Delay", count, intervalMs, seconds, output, async (plan, ticks) =>
            {
                for (var index = 0; index < ticks.Length; index++)
                {
                    var due = plan(index);
                    if (due - Stopwatch.GetTimestamp() is > 0 and var left)
                    {
                        await Task.Delay(Stopwatch.GetElapsedTime(0, left), TimeProvider.System, cancellationToken);
                    }

                    ticks[index] = Stopwatch.GetTimestamp() - due;
                }
            });
        }
    }

    private static async Task MeasureAsync(
        string name, int streams, double intervalMs, double seconds, TextWriter output, Func<Func<int, long>, long[], Task> runAsync)
    {
        var wakes = Math.Max(1, (int)(seconds * 1000 / intervalMs));
        var interval = intervalMs * Stopwatch.Frequency / 1000;
        var late = Enumerable.Range(0, streams).Select(_ => new long[wakes]).ToArray();
        var cpu = Environment.CpuUsage.TotalTime;

        // The streams are spread over the interval, as those of clients are that do not know of each other.
        var start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 20);
        await Task.WhenAll(late.Select((ticks, stream) => Task.Run(() =>
            runAsync(index => start + (long)(interval * (index + 1 + ((double)stream / streams))), ticks))));

        cpu = Environment.CpuUsage.TotalTime - cpu;
        var all = late.SelectMany(ticks => ticks).Order().ToArray();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{streams,7}  {name,-10} {all.Length,7} {Micros(all, 0.5),8:0} {Micros(all, 0.99),8:0} {Micros(all, 1),8:0} {cpu.TotalSeconds,7:0.00}"));
    }

    private static double Micros(long[] sorted, double share) =>
        sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))] * 1e6 / Stopwatch.Frequency;
}
