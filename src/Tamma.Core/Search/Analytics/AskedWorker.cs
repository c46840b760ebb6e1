using Microsoft.Extensions.Hosting;

namespace Tamma.Search.Analytics;

/// <summary>Sums up and stores what was asked, beside the searches, and once more when the service stops.</summary>
internal sealed class AskedWorker(AskedRecorder recorder, AnalyticsOptions options, TimeProvider time) : BackgroundService
{
    /// <summary>So much is lost at most when the process is killed.</summary>
    internal static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Enabled)
        {
            return;
        }

        try
        {
            await Task.WhenAll(recorder.DrainAsync(stoppingToken), FlushAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await recorder.FlushAsync(CancellationToken.None);
        }
    }

    private async Task FlushAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await recorder.FlushAsync(stoppingToken);
        }
    }
}
