using System.Diagnostics;
using Tamma.Benchmarks.Reports;

namespace Tamma.Load.Watching;

/// <summary>What this program cost and suffered between two moments.</summary>
internal sealed class ClientWatch : IDisposable
{
    private readonly EngineProbe _probe = new();
    private TimeSpan _cpu;
    private TimeSpan _pause;
    private int _collections;
    private long _queued;
    private long _begin;

    public void Begin()
    {
        _probe.Begin();
        _cpu = Environment.CpuUsage.TotalTime;
        _pause = GC.GetTotalPauseDuration();
        _collections = GC.CollectionCount(0);
        _begin = Stopwatch.GetTimestamp();
        _queued = 0;
    }

    /// <summary>Asked now and then while it runs.</summary>
    public void Look() => _queued = Math.Max(_queued, ThreadPool.PendingWorkItemCount);

    public ClientHealth End(long sent, long received)
    {
        var collections = GC.CollectionCount(0) - _collections;
        return new()
        {
            ProbeP99 = _probe.P99(),
            CpuCores = (Environment.CpuUsage.TotalTime - _cpu) / Stopwatch.GetElapsedTime(_begin),
            PauseTotal = (GC.GetTotalPauseDuration() - _pause).TotalMilliseconds,
            PauseMax = collections == 0 ? 0 : LongestPause(),
            Collections = collections,
            MostQueued = _queued,
            PeakBytes = Process.GetCurrentProcess().PeakWorkingSet64,
            BytesSent = sent,
            BytesReceived = received,
        };
    }

    public void Dispose() => _probe.Dispose();

    /// <summary>Of the last collection of each kind: the runtime keeps no more.</summary>
    private static double LongestPause() =>
        new[] { GCKind.Ephemeral, GCKind.Background, GCKind.FullBlocking }
            .Max(kind => GC.GetGCMemoryInfo(kind).PauseDurations.ToArray().DefaultIfEmpty().Max().TotalMilliseconds);
}
