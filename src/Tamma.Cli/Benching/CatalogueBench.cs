using Tamma.Cli.Connecting;
using Tamma.Client;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Benching;

/// <summary>A model of the catalogue is measured by the server, which has its address and its key.</summary>
internal static class CatalogueBench
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(250);

    /// <param name="session">Of a signed-in client.</param>
    /// <param name="request">What is wished for.</param>
    /// <param name="samples">Where the raw samples are written; null for nowhere.</param>
    /// <param name="onProgress">Called while it measures.</param>
    /// <param name="cancellationToken">Cancels the benchmark at the server too: the report is of what was measured until then.</param>
    /// <exception cref="RefusedException">The server did not begin it, or it came to no report.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before anything was measured.</exception>
    public static async Task<LoadReportResponse> RunAsync(Session session, BenchmarkRequest request, string? samples, Action<LoadProgress> onProgress, CancellationToken cancellationToken)
    {
        var benchmark = await StartAsync(session, request, cancellationToken);
        var id = benchmark.Id ?? throw new InvalidOperationException("A benchmark that was begun has an id.");
        var isCancelled = false;
        while (benchmark.State is "queued" or "running")
        {
            await Task.Delay(s_poll, session.Time, CancellationToken.None);
            if (cancellationToken.IsCancellationRequested && !isCancelled)
            {
                isCancelled = true;
                await session.Client.CancelBenchmarkAsync(id, CancellationToken.None);
            }

            benchmark = await session.Client.GetBenchmarkAsync(id, CancellationToken.None);
            if (benchmark.Progress is { } progress)
            {
                onProgress(progress);
            }
        }

        if (benchmark.Report is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        var report = benchmark.Report ?? throw new RefusedException($"{benchmark.Model}: {benchmark.Sentence ?? benchmark.State}", ExitCodes.Failed);
        if (samples is not null)
        {
            await using var file = File.Create(samples);
            await session.Client.CopyBenchmarkSamplesAsync(id, file, CancellationToken.None);
        }

        return report;
    }

    /// <exception cref="RefusedException">The server does not begin it.</exception>
    public static async Task<BenchmarkResponse> StartAsync(Session session, BenchmarkRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Client.StartBenchmarkAsync(request, cancellationToken);
        }
        catch (TammaException ex) when (ex.ProblemType is "urn:tamma:problem:benchmark_refused" or "urn:tamma:problem:invalid_benchmark")
        {
            throw new RefusedException(ex.Message);
        }
    }
}
