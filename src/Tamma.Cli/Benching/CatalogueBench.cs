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
    /// <param name="cancellationToken">Cancels the benchmark at the server too.</param>
    /// <exception cref="RefusedException">The server did not begin it, or it came to no report.</exception>
    public static async Task<BenchmarkResponse> RunAsync(Session session, BenchmarkRequest request, string? samples, Action<LoadProgress> onProgress, CancellationToken cancellationToken)
    {
        var benchmark = await StartAsync(session, request, cancellationToken);
        if (benchmark.Id is not { } id)
        {
            return benchmark;
        }

        try
        {
            while (benchmark.State is "queued" or "running")
            {
                await Task.Delay(s_poll, session.Time, cancellationToken);
                benchmark = await session.Client.GetBenchmarkAsync(id, cancellationToken);
                if (benchmark.Progress is { } progress)
                {
                    onProgress(progress);
                }
            }
        }
        catch (OperationCanceledException)
        {
            await session.Client.CancelBenchmarkAsync(id, CancellationToken.None);
            throw;
        }

        if (samples is not null)
        {
            await using var file = File.Create(samples);
            await session.Client.CopyBenchmarkSamplesAsync(id, file, cancellationToken);
        }

        return benchmark.Report is not null ? benchmark : throw new RefusedException($"{benchmark.Model}: {benchmark.Sentence ?? benchmark.State}", ExitCodes.Failed);
    }

    private static async Task<BenchmarkResponse> StartAsync(Session session, BenchmarkRequest request, CancellationToken cancellationToken)
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
