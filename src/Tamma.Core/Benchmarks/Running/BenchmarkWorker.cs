using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tamma.Events;

namespace Tamma.Benchmarks.Running;

/// <summary>At the start, tells the truth of what a stopped process left behind; every day, forgets samples that are old enough; at the end, ends what measures.</summary>
internal sealed partial class BenchmarkWorker(IBenchmarkStore store, BenchmarkRunner runner, BenchmarkOptions options, TimeProvider time, ILogger<BenchmarkWorker> logger) : BackgroundService
{
    private const string Interrupted = "Interrupted: the service stopped while it waited or measured. Start it again.";

    private readonly DateTimeOffset _began = time.GetUtcNow();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await runner.DisposeAsync();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LookAfterAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // It is stopped.
        }
    }

    private async Task LookAfterAsync(CancellationToken stoppingToken)
    {
        var isFirst = true;
        using var day = new PeriodicTimer(TimeSpan.FromDays(1), time);
        do
        {
            try
            {
                if (isFirst)
                {
                    await store.FailInterruptedAsync(_began, Interrupted, stoppingToken);
                    isFirst = false;
                }

                await store.ForgetSamplesAsync(time.GetUtcNow() - options.KeepSamples, stoppingToken);
            }
            catch (StorageException ex)
            {
                LogStorage(ex);
            }
        }
        while (await day.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Benchmarks could not be looked after.")]
    private partial void LogStorage(Exception exception);
}
