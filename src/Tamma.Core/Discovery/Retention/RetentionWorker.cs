using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tamma.Catalog.Retention;
using Tamma.Events;

namespace Tamma.Discovery.Retention;

/// <summary>Once a day takes away what the options no longer keep.</summary>
internal sealed partial class RetentionWorker(IRetentionStore store, RetentionOptions options, ILease lease, TimeProvider time, ILogger<RetentionWorker> logger) : BackgroundService
{
    private const string Lease = "retention";

    /// <summary>A start has other work to do first.</summary>
    private static readonly TimeSpan s_first = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_between = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(s_first, time, stoppingToken);
            while (true)
            {
                await PurgeAsync(stoppingToken);
                await Task.Delay(s_between, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; the rest goes another day.
        }
    }

    internal async Task PurgeAsync(CancellationToken cancellationToken)
    {
        await using var held = await lease.TryAcquireAsync(Lease, cancellationToken);
        if (held is null)
        {
            return;
        }

        try
        {
            var gone = await store.PurgeAsync(options.At(time.GetUtcNow()), cancellationToken);
            if (gone.Total > 0)
            {
                LogPurged(gone.Versions, gone.Events, gone.Claims, gone.Documents, gone.Runs, gone.Reviews, gone.Health, gone.Searches);
            }
        }
        catch (StorageException ex)
        {
            LogFailed(ex.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Old and over, taken away: {Versions} versions, {Events} events, {Claims} claims, {Documents} documents, {Runs} runs, {Reviews} reviews, {Health} checks of health, {Searches} forms of searches.")]
    private partial void LogPurged(int versions, int events, int claims, int documents, int runs, int reviews, int health, int searches);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is old could not be taken away; it is tried again in a day. {What}")]
    private partial void LogFailed(string what);
}
