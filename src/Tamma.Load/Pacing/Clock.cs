using System.Diagnostics;

namespace Tamma.Load.Pacing;

/// <summary>The monotonic clock of the machine in nanoseconds: on Linux CLOCK_MONOTONIC itself, so that stamps of two processes of one machine can be compared.</summary>
internal static class Clock
{
    private static readonly double s_tick = 1e9 / Stopwatch.Frequency;

    public static long Now => Stopwatch.Frequency == 1_000_000_000 ? Stopwatch.GetTimestamp() : (long)(Stopwatch.GetTimestamp() * s_tick);
}
