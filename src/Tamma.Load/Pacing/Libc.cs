using System.Runtime.InteropServices;

namespace Tamma.Load.Pacing;

/// <summary>Sleeping to an absolute time, finer than a millisecond.</summary>
internal static partial class Libc
{
    public const int Monotonic = 1;
    public const int Absolute = 1;
    public const int SetTimerSlack = 29;

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Sleep(int clock, int flags, in Span until, nint remaining);

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Control(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    /// <summary>struct timespec of a 64-bit system.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly struct Span(long nanoseconds)
    {
        public readonly nint Seconds = (nint)(nanoseconds / 1_000_000_000);
        public readonly nint Nanoseconds = (nint)(nanoseconds % 1_000_000_000);
    }
}
