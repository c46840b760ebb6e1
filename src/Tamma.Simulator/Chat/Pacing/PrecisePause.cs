using System.Diagnostics;

namespace Tamma.Simulator.Chat.Pacing;

/// <summary>
/// Sleeps until a time, or until it is woken; it may return early, too. On Linux it is late by some ten microseconds. To
/// spin before the time would make that one or two, and take a core from those who are measured: so it is not done.
/// Elsewhere a sleep ends on a millisecond, and the last one is spun.
/// </summary>
internal sealed class PrecisePause : IDisposable
{
    private readonly int _event = OperatingSystem.IsLinux() ? Libc.EventFd(0, Libc.NonBlocking) : -1;
    private readonly AutoResetEvent _bell = new(initialState: false);

    /// <summary>Asks for sleeps that are not rounded up to join others. For the thread that calls.</summary>
    public void Sharpen()
    {
        if (_event >= 0)
        {
            _ = Libc.Control(Libc.SetTimerSlack, 1, 0, 0, 0);
        }
    }

    /// <param name="due">Of <see cref="Stopwatch.GetTimestamp"/>; the greatest number waits to be woken.</param>
    public void WaitUntil(long due)
    {
        var left = due == long.MaxValue ? TimeSpan.FromDays(1) : Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (left <= TimeSpan.Zero)
        {
            return;
        }

        if (_event >= 0)
        {
            var polled = new Libc.Polled { Descriptor = _event, Events = Libc.Readable };
            var time = new Libc.Span { Seconds = (nint)(left.Ticks / TimeSpan.TicksPerSecond), Nanoseconds = (nint)(left.Ticks % TimeSpan.TicksPerSecond * 100) };
            if (Libc.Poll(ref polled, 1, ref time, 0) > 0)
            {
                _ = Libc.Read(_event, out _, sizeof(ulong));
            }
        }
        else if (left.TotalMilliseconds >= 2)
        {
            _bell.WaitOne((int)Math.Min(left.TotalMilliseconds - 1, int.MaxValue));
        }
        else
        {
            Thread.SpinWait(20);
        }
    }

    public void Wake()
    {
        if (_event >= 0)
        {
            ulong one = 1;
            _ = Libc.Write(_event, in one, sizeof(ulong));
        }
        else
        {
            _bell.Set();
        }
    }

    // The descriptor stays open: a wake may be on its way, and there is one for the life of the process.
    public void Dispose() => _bell.Dispose();
}
