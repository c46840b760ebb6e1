namespace Tamma.Load.Pacing;

/// <summary>
/// One thread that does something at each of many times. It sleeps to an absolute time, so that being late once makes nothing later late. What it does must not
/// block: it begins a request and comes back. On Linux it wakes some ten microseconds late (docs/performance.md); elsewhere a sleep ends on a millisecond and the rest is spun.
/// </summary>
internal static class Pacer
{
    private const int Slice = 50_000_000;

    private static readonly ManualResetEvent s_never = new(initialState: false);

    /// <param name="times">Ascending, of <see cref="Clock"/>.</param>
    /// <param name="act">Gets the index of the time.</param>
    public static Task RunAsync(ReadOnlyMemory<long> times, Action<int> act, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Walk(times.Span, act, cancellationToken);
                ended.SetResult();
            }
#pragma warning disable CA1031 // the edge of a thread: whoever awaits it hears what happened
            catch (Exception ex)
#pragma warning restore CA1031
            {
                ended.SetException(ex);
            }
        })
        { IsBackground = true, Name = nameof(Pacer), Priority = ThreadPriority.Highest };
        thread.Start();
        return ended.Task;
    }

    /// <summary>Sleeps until a time of <see cref="Clock"/>, however long that is.</summary>
    public static void Wait(long due) => WaitUntil(due, CancellationToken.None);

    private static void Walk(ReadOnlySpan<long> times, Action<int> act, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsLinux())
        {
            // A nanosecond of slack: sleeps are not rounded up to join others. Of this thread alone.
            _ = Libc.Control(Libc.SetTimerSlack, 1, 0, 0, 0);
        }

        for (var i = 0; i < times.Length && !cancellationToken.IsCancellationRequested; i++)
        {
            WaitUntil(times[i], cancellationToken);
            if (!cancellationToken.IsCancellationRequested)
            {
                act(i);
            }
        }
    }

    /// <summary>In slices, so that an end is heard within 50 ms.</summary>
    private static void WaitUntil(long due, CancellationToken cancellationToken)
    {
        for (var now = Clock.Now; now < due && !cancellationToken.IsCancellationRequested; now = Clock.Now)
        {
            var until = Math.Min(due, now + Slice);
            if (OperatingSystem.IsLinux())
            {
                var time = new Libc.Span(until);
                _ = Libc.Sleep(Libc.Monotonic, Libc.Absolute, in time, 0);
            }
            else if (until - now > 2_000_000)
            {
                s_never.WaitOne((int)((until - now) / 1_000_000) - 1);
            }
            else
            {
                Thread.SpinWait(20);
            }
        }
    }
}
