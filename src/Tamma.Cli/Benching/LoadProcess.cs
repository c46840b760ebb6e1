using System.Diagnostics;
using System.Text.Json;
using Tamma.Cli.Children;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Benching;

/// <summary>The load worker, in a process of its own: nothing that this program does is on the way of what is measured.</summary>
internal static class LoadProcess
{
    /// <param name="plan">What it is told.</param>
    /// <param name="onProgress">Four times a second.</param>
    /// <param name="cancellationToken">Closes the window: the report is of what was measured until then.</param>
    /// <exception cref="RefusedException">Nothing could be measured.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before anything was measured.</exception>
    public static async Task<LoadReportResponse> RunAsync(LoadPlan plan, Action<LoadProgress> onProgress, CancellationToken cancellationToken)
    {
        var start = ServerProgram.Find("Tamma.Load", "TAMMA_LOAD").ToStart([]);
        start.RedirectStandardInput = start.RedirectStandardOutput = true;

        // Answers are read on the thread that hears of them: half the time for each piece, and no queue between (docs/benchmarks.md).
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        using var process = Process.Start(start) ?? throw new RefusedException($"{start.FileName} did not start.");
        await using var ending = cancellationToken.Register(() => Child.Interrupt(process));

        // The plan holds the key: over a pipe and nowhere else.
        try
        {
            await JsonSerializer.SerializeAsync(process.StandardInput.BaseStream, plan, LoadJson.Default.LoadPlan, CancellationToken.None);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read: what it said is read below.
        }

        LoadReportResponse? report = null;
        string? refused = null;
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } text)
        {
            var line = JsonSerializer.Deserialize(text, LoadJson.Default.LoadLine);
            report = line?.Report ?? report;
            refused = line?.Refused ?? refused;
            if (line?.Progress is { } progress)
            {
                onProgress(progress);
            }
        }

        await process.WaitForExitAsync(CancellationToken.None);
        if (report is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return report ?? throw new RefusedException(refused ?? $"The load worker ended with {process.ExitCode} and no report.", process.ExitCode is 2 ? ExitCodes.Refused : ExitCodes.Failed);
    }
}
