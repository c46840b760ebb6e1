using System.Diagnostics;
using System.Runtime;

namespace Tamma.Perf.Search.Speed;

/// <summary>Times the queries of one class, one after the other, for as long as it is told.</summary>
internal sealed class SpeedMeter(IReadOnlyList<SpeedQuery> queries, Action<SpeedQuery> search)
{
    /// <summary>Even the slowest engine is asked so many.</summary>
    private const int Least = 5;

    private const int Enough = 300;

    private const int QuietRounds = 3;
    private const int MostRounds = 30;
    private static readonly TimeSpan s_round = TimeSpan.FromMilliseconds(60);

    /// <summary>By query, the mean of its times in microseconds; zero where time did not suffice.</summary>
    public double[] Means { get; } = new double[queries.Count];

    /// <summary>Asks so long, and then on until enough were asked or it was twice as long, so that what is measured is compiled.</summary>
    public void Warm(TimeSpan time, int from = 0)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(started) is var past && (i == 0 || past < time || (i < Enough && past < 2 * time)); i++)
        {
            search(queries[(from + i) % queries.Count]);
        }
    }

    /// <summary>
    /// Asks all kinds in turn until the runtime compiles nothing any more: else a busy machine, which compiles late, is measured with
    /// code that is not final.
    /// </summary>
    public static void Settle(IReadOnlyList<SpeedMeter> meters)
    {
        var quiet = 0;
        for (var round = 0; round < MostRounds && quiet < QuietRounds; round++)
        {
            var before = JitInfo.GetCompiledMethodCount();
            foreach (var meter in meters)
            {
                meter.Warm(s_round);
            }

            quiet = JitInfo.GetCompiledMethodCount() == before ? quiet + 1 : 0;
        }
    }

    public Dictionary<string, double> Measure(TimeSpan time, int from, int threads = 1)
    {
        var all = new List<(int Query, long Ticks)>[threads];
        var started = Stopwatch.GetTimestamp();
        if (threads == 1)
        {
            all[0] = Loop(time, from);
        }
        else
        {
            var workers = Enumerable.Range(0, threads).Select(number => new Thread(() => all[number] = Loop(time, from + (number * queries.Count / threads)))).ToList();
            workers.ForEach(worker => worker.Start());
            workers.ForEach(worker => worker.Join());
        }

        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var times = all.SelectMany(one => one.Select(pair => pair.Ticks)).Order().ToList();
        Keep(all[0]);
        return new()
        {
            ["p50"] = Microseconds(times[times.Count / 2]),
            ["p99"] = Microseconds(times[times.Count * 99 / 100]),
            ["qps"] = times.Count / took,
            ["asked"] = Math.Min(times.Count, queries.Count),
        };
    }

    /// <summary>By query, the shortest of its times: what the machine's other work did not disturb. Asks each so often.</summary>
    public Dictionary<string, double> Undisturbed(int times)
    {
        var best = new double[queries.Count];
        Array.Fill(best, double.MaxValue);
        for (var round = 0; round < times; round++)
        {
            for (var i = 0; i < queries.Count; i++)
            {
                var started = Stopwatch.GetTimestamp();
                search(queries[i]);
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }
        }

        Array.Sort(best);
        return new() { ["best_p50"] = best[best.Length / 2], ["best_p99"] = best[best.Length * 99 / 100], ["best_worst"] = best[^1] };
    }

    /// <summary>What a query allocates.</summary>
    public Dictionary<string, double> Allocated()
    {
        var bytes = new double[queries.Count];
        for (var i = 0; i < queries.Count; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            search(queries[i]);
            bytes[i] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(bytes);
        return new() { ["kib"] = bytes.Average() / 1024, ["kib_p99"] = bytes[bytes.Length * 99 / 100] / 1024 };
    }

    private List<(int Query, long Ticks)> Loop(TimeSpan time, int from)
    {
        List<(int, long)> times = new(1 << 16);
        var started = Stopwatch.GetTimestamp();
        var before = started;
        var end = started + (long)(time.TotalSeconds * Stopwatch.Frequency);
        for (var i = 0; before < end || i < Least; i++)
        {
            var query = (from + i) % queries.Count;
            search(queries[query]);
            var now = Stopwatch.GetTimestamp();
            times.Add((query, now - before));
            before = now;
        }

        return times;
    }

    private void Keep(List<(int Query, long Ticks)> times)
    {
        foreach (var group in times.GroupBy(pair => pair.Query))
        {
            Means[group.Key] = Microseconds(group.Average(pair => pair.Ticks));
        }
    }

    private static double Microseconds(double ticks) => ticks * 1_000_000 / Stopwatch.Frequency;
}
