using System.Diagnostics;

namespace Tamma.Perf.Load;

/// <summary>The server of known answers, in a process of its own.</summary>
internal sealed class TruthServer : IDisposable
{
    private readonly Process _process;

    private TruthServer(Process process, string port) => (_process, Port) = (process, port);

    public string Port { get; }

    /// <param name="cores">As taskset has them.</param>
    public static TruthServer Start(string cores, params string[] more)
    {
        var start = new ProcessStartInfo("taskset", ["-c", cores, "dotnet", Programs.Of("Tamma.GroundTruth"), .. more]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        return new(process, process.StandardOutput.ReadLine()!["listening on ".Length..]);
    }

    /// <summary>Ends it.</summary>
    /// <returns>How late it was itself.</returns>
    public async Task<string> EndAsync()
    {
        _process.StandardInput.Close();
        return await _process.StandardOutput.ReadToEndAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
