using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;

namespace Tamma.Search;

/// <summary>Builds the index of each new snapshot beside the searches, and of each new day. What comes while it builds is one more build, of the newest.</summary>
internal sealed partial class SearchFollower(CurrentSearch search, CurrentCatalog catalog, TimeProvider time, ILogger<SearchFollower> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var (settling, preparing) = (Task.CompletedTask, Task.CompletedTask);
        try
        {
            var snapshot = await catalog.NextAsync(null, stoppingToken);
            while (true)
            {
                await TryAsync(search.FreshAsync, stoppingToken);
                preparing = preparing.IsCompleted ? TryAsync(search.PrepareAsync, stoppingToken) : preparing;

                // One at a time; what it is too late for is the next one's.
                settling = settling.IsCompleted ? TryAsync(search.SettleAsync, stoppingToken) : settling;
                snapshot = await NextAsync(snapshot, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> build, CancellationToken stoppingToken)
    {
        try
        {
            await build(stoppingToken);
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            // Search goes on with the index that there is; the next snapshot is tried again.
            LogFailed(ex);
        }
    }

    /// <summary>The next snapshot, or the same one tomorrow.</summary>
    private async Task<CatalogSnapshot> NextAsync(CatalogSnapshot seen, CancellationToken stoppingToken)
    {
        using var midnight = new CancellationTokenSource(TimeSpan.FromDays(1) - time.GetUtcNow().UtcDateTime.TimeOfDay, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(midnight.Token, stoppingToken);
        try
        {
            return await catalog.NextAsync(seen, either.Token);
        }
        catch (OperationCanceledException) when (midnight.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
        {
            return seen;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The search index could not be built; searches are answered from the one before.")]
    private partial void LogFailed(Exception exception);
}
