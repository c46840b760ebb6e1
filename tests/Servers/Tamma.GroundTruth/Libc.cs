using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Tamma.GroundTruth;

/// <summary>Sockets and sleep of Linux, without a runtime between that could be late.</summary>
internal static unsafe partial class Libc
{
    public const int Readable = 1;
    public const int Add = 1;
    public const int NonBlocking = 0x800;
    public const int NoSignal = 0x4000;
    public const int TryAgain = 11;

    [LibraryImport("libc", EntryPoint = "epoll_create1")]
    public static partial int Epoll(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl")]
    public static partial int Control(int epoll, int operation, int descriptor, Wanted* wanted);

    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    public static partial int Wait(int epoll, Wanted* ready, int most, int milliseconds);

    [LibraryImport("libc", EntryPoint = "ppoll")]
    public static partial int Poll(Polled* polled, nuint count, Span* time, nint signals);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    public static partial int Accept(int descriptor, nint address, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int descriptor, byte* bytes, nuint count, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int descriptor, byte* bytes, nuint count, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "setsockopt")]
    public static partial int Option(int descriptor, int level, int name, int* value, int length);

    [LibraryImport("libc", EntryPoint = "prctl")]
    public static partial int Process(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    /// <summary>struct epoll_event, which is packed on x86-64 alone.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 12)]
    internal struct Wanted
    {
        [FieldOffset(0)]
        public uint Events;

        [FieldOffset(4)]
        public int Descriptor;
    }

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Polled
    {
        public int Descriptor;
        public short Events;
        public short Seen;
    }

    /// <summary>struct timespec of a 64-bit system.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Span
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
