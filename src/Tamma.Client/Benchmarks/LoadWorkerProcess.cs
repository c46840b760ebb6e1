using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Tamma.Client.Benchmarks;

/// <summary>Starts the load worker and follows it: nothing that the caller does is on the way of what is measured.</summary>
public static partial class LoadWorkerProcess
{
    private const int Interrupt = 2;

    /// <summary>Runs one plan to its end.</summary>
    /// <param name="start">How the worker is started; its streams are set here.</param>
    /// <param name="plan">What it does. It holds a key, and goes over a pipe and nowhere else.</param>
    /// <param name="onProgress">Called four times a second, one call at a time.</param>
    /// <param name="cancellationToken">Closes the window: the report is of what was measured until then. Where there are no signals, ends the worker.</param>
    /// <returns>Its report, or why there is none.</returns>
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static async Task<LoadWorkerEnd> RunAsync(ProcessStartInfo start, LoadPlan plan, Action<LoadProgress> onProgress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(onProgress);
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = true;

        // Answers are read on the thread that hears of them: half the time for each piece, and no queue between (docs/benchmarks.md).
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        using var ending = cancellationToken.Register(() => Stop(process));
        try
        {
            await JsonSerializer.SerializeAsync(process.StandardInput.BaseStream, plan, LoadJson.Default.LoadPlan, CancellationToken.None).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read: what it said is read below.
        }

        LoadReportResponse? report = null;
        string? refused = null;
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } text)
        {
            var line = JsonSerializer.Deserialize(text, LoadJson.Default.LoadLine);
            report = line?.Report ?? report;
            refused = line?.Refused ?? refused;
            if (line?.Progress is { } progress)
            {
                onProgress(progress);
            }
        }

        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return new(report, refused, process.ExitCode);
    }

    /// <summary>What Ctrl-C does.</summary>
    private static void Stop(Process process)
    {
        if (!process.HasExited && (OperatingSystem.IsWindows() || Kill(process.Id, Interrupt) != 0))
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}

/// <summary>What became of a worker.</summary>
/// <param name="Report">What was measured; null when nothing was.</param>
/// <param name="Refused">Why nothing was measured, and what to do; null when it gave no reason.</param>
/// <param name="ExitCode">0 with a report, 2 for a plan with a mistake, else 1.</param>
public sealed record LoadWorkerEnd(LoadReportResponse? Report, string? Refused, int ExitCode);
