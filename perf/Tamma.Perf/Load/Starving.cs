using System.Diagnostics;

namespace Tamma.Perf.Load;

/// <summary>Two loops that never rest, on a core that something else needs.</summary>
internal sealed class Starving : IDisposable
{
    private readonly List<Process> _loops;

    private Starving(List<Process> loops) => _loops = loops;

    public static Starving On(string core) =>
        new([.. Enumerable.Range(0, 2).Select(_ => Process.Start(new ProcessStartInfo("taskset", ["-c", core, "sh", "-c", "while :; do :; done"]) { UseShellExecute = false })!)]);

    public void Dispose()
    {
        foreach (var loop in _loops)
        {
            loop.Kill();
            loop.Dispose();
        }
    }
}
