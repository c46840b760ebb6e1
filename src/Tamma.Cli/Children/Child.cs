using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tamma.Cli.Children;

/// <summary>A process that ends when its owner says so.</summary>
internal sealed partial class Child : IDisposable
{
    private const int Interrupted = 2;
    private const int Terminate = 15;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly LastLines _lines = new();

    private Child(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    /// <summary>What it last printed, when its output is not this program's.</summary>
    public string LastWords => _lines.ToString();

    /// <summary>Starts it on this program's own terminal.</summary>
    public static Child Start(ProcessStartInfo start) =>
        new(Process.Start(start) ?? throw new RefusedException($"{start.FileName} did not start."));

    /// <summary>Starts it with its output read line by line.</summary>
    public static Child StartQuiet(ProcessStartInfo start, Action<string>? onLine = null)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true; // its end tells --exit-with-parent that this process is gone, even by kill -9
        var child = Start(start);
        child.Read(onLine);
        return child;
    }

    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Asks it to end, as a terminal or a service manager would.</summary>
    public void Ask()
    {
        if (_process.HasExited)
        {
            return;
        }

        if (OperatingSystem.IsWindows() || Kill(_process.Id, Terminate) != 0)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Asks it to end and, when it does not listen, ends it.</summary>
    public async Task StopAsync(TimeProvider time)
    {
        Ask();
        using var patience = new CancellationTokenSource(s_patience, time);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => _process.Dispose();

    /// <summary>What Ctrl-C does. Where there are no signals, its end.</summary>
    public static void Interrupt(Process process)
    {
        if (!process.HasExited && (OperatingSystem.IsWindows() || Kill(process.Id, Interrupted) != 0))
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private void Read(Action<string>? onLine)
    {
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        void Take(string? line)
        {
            if (line is not null)
            {
                _lines.Add(line);
                onLine?.Invoke(line);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
