using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Discovery;

/// <summary>Tells of ends that come near: at start, after each commit, and once a day while nothing changes.</summary>
internal sealed partial class RetirementWatch(
    CurrentCatalog catalog, IRetirementStore retirements, IEventLog log, IBell bell, TimeProvider time, ILogger<RetirementWatch> logger) : BackgroundService
{
    private static readonly TimeSpan s_again = TimeSpan.FromMinutes(1);

    private HashSet<RetirementNotice>? _told;
    private (CatalogSnapshot Snapshot, DateOnly Day)? _looked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var head = await log.HeadAsync(stoppingToken);
                await LookAsync(stoppingToken);
                await NextAsync(head.Position, UntilTomorrow(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StorageException ex)
            {
                LogFailed(ex);
                await Task.Delay(s_again, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Tells what is due. Nothing is asked of the store while snapshot and day are the same.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        if (catalog.Loaded is not { } snapshot || (_looked is { } last && ReferenceEquals(last.Snapshot, snapshot) && last.Day == day))
        {
            return;
        }

        _told ??= [.. await retirements.ReadAsync(cancellationToken)];
        var due = RetirementNotices.Due(snapshot, _told, now);
        if (due.Count > 0)
        {
            bell.Ring(await retirements.TellAsync(due, cancellationToken));
            _told.UnionWith(due.Select(pair => pair.Notice));
            LogTold(due.Count);
        }

        _looked = (snapshot, day);
    }

    /// <summary>The next commit, or tomorrow.</summary>
    private async Task NextAsync(long position, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await bell.WaitAsync(position, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
        }
    }

    private TimeSpan UntilTomorrow() => TimeSpan.FromDays(1) - time.GetUtcNow().UtcDateTime.TimeOfDay + TimeSpan.FromSeconds(1);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} ends of models are near and were told; see tamma changes --type retirement_near.")]
    private partial void LogTold(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ends of models could not be told; tried again in a minute.")]
    private partial void LogFailed(Exception exception);
}
