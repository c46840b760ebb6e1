using System.Diagnostics;

namespace Tamma.Perf;

/// <summary>What a process has used of the processors so far. Another process' load makes it a little dearer, but does not come into it.</summary>
internal static class ProcessorTime
{
    public static TimeSpan Of(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }
}
