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
            await LastAsync();
        }
    }

    private async Task LastAsync()
    {
        try
        {
            await recorder.FlushAsync(CancellationToken.None);
        }
        catch (ObjectDisposedException)
        {
            // A start that failed takes everything away at once; nobody has asked anything then.
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
