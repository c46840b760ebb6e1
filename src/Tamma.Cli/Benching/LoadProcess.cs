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
        var end = await LoadWorkerProcess.RunAsync(ServerProgram.Find("Tamma.Load", "TAMMA_LOAD").ToStart([]), plan, onProgress, cancellationToken);
        if (end.Report is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return end.Report ?? throw new RefusedException(end.Refused ?? $"The load worker ended with {end.ExitCode} and no report.", end.ExitCode is 2 ? ExitCodes.Refused : ExitCodes.Failed);
    }
}
