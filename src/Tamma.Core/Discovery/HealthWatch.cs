using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Providers;
using Tamma.Providers.Health;
using Tamma.Providers.Http;

namespace Tamma.Discovery;

/// <summary>
/// Follows the runs, asks cheaply between them where a connection is not well, and reads a connection anew as soon as it answers
/// again. A connection that hangs holds up nobody's check but its own.
/// </summary>
internal sealed partial class HealthWatch(
    HealthBoard health,
    ConnectionTraffic traffic,
    ConnectionLines lines,
    SourceBoard board,
    DiscoveryCoordinator coordinator,
    CatalogWriter writer,
    TimeProvider time,
    ILogger<HealthWatch> logger) : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Task> _checks = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>Goes on with what is stored, and follows the runs from now on.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await health.LoadAsync(cancellationToken);
        await MarkStaleAsync(cancellationToken);
        board.Recorded = FollowAsync;
        board.Forgotten = source => _ = ForgetAsync(source);
        _watching = WatchAsync();
    }

    public async Task StopAsync()
    {
        board.Recorded = null;
        board.Forgotten = null;
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_checks.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(s_tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await MarkStaleAsync(_stop.Token);
                StartDueChecks();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private async Task FollowAsync(Run run)
    {
        if (run.Source.ConnectionId is { } connection && Find(connection) is { } operation)
        {
            var sample = HealthSamples.Of(run, MayBeAbsent(operation), health.Known(connection)?.State.AnsweredAt is not null, traffic.Take(connection), health.Rule);
            await AddAsync(sample, operation);
        }
    }

    private void StartDueChecks()
    {
        if (coordinator.IsStopped || coordinator.PausedBecause is not null)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var known in health.All)
        {
            var connection = known.State.Connection;
            var source = SourceId.Connection(connection);
            if (CheckPlan.Next(known, lines.CircuitOf(connection), board.NotBefore(source)) is { } due && due <= now
                && Find(connection) is { } operation
                && !coordinator.AllActive.Any(run => run.Source == source)
                && (!_checks.TryGetValue(connection, out var before) || before.IsCompleted))
            {
                _checks[connection] = CheckAsync(connection, operation);
            }
        }
    }

    /// <summary>Asks for the first page of the list, once, and keeps nothing of it.</summary>
    private async Task CheckAsync(string connection, SourceOperation operation)
    {
        await Task.Yield();
        try
        {
            traffic.Take(connection);
            var fault = await AskAsync(operation);
            var now = time.GetUtcNow();
            var sample = fault is { } known
                ? HealthSamples.Failure(connection, now, known, reason: null, MayBeAbsent(operation), health.Known(connection)?.State.AnsweredAt is not null, HealthSource.Check)
                : HealthSamples.Answer(connection, now, traffic.Take(connection), HealthSource.Check, health.Rule);
            await AddAsync(sample, operation);
            if (sample is { IsAnswer: true } && !coordinator.IsStopped)
            {
                LogBack(connection);
                coordinator.TryStart(operation.Listing.Source.Id, RunTrigger.Recovery);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            // The edge of a check: whatever broke, the others go on.
            LogBroken(ex, connection);
        }
    }

    /// <returns>Null when it answered.</returns>
    private async Task<ProviderFault?> AskAsync(SourceOperation operation)
    {
        using var limit = new CancellationTokenSource(s_longest, time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stop.Token);
        var page = new FirstPage(enough);
        try
        {
            await Asking.OnceAsync(() => operation.Listing.ListAsync(board.StateOf(operation.Listing.Source.Id), page, enough.Token));
            return null;
        }
        catch (ProviderException ex)
        {
            return ex.Fault;
        }
        catch (OperationCanceledException) when (page.IsThere)
        {
            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return ProviderFault.TimedOut;
        }
    }

    private async Task AddAsync(HealthSample? sample, SourceOperation operation)
    {
        if (sample is null)
        {
            return;
        }

        try
        {
            var (before, after) = await health.AddAsync(sample, operation.Listing.Source.Provider ?? sample.Connection, CancellationToken.None);
            if (before.Status != after.Status)
            {
                LogStatus(after.Status is HealthStatus.Healthy or HealthStatus.Unknown ? LogLevel.Information : LogLevel.Warning, after.Sentence);
            }
        }
        catch (StorageException)
        {
            // The run that ends here meets the same disk, and says so.
        }

        await MarkStaleAsync(CancellationToken.None);
    }

    private async Task ForgetAsync(SourceId source)
    {
        try
        {
            await (source.ConnectionId is { } connection ? health.ForgetAsync(connection, CancellationToken.None) : Task.CompletedTask);
        }
        catch (StorageException ex)
        {
            LogBroken(ex, source.Name);
        }
    }

    /// <summary>Where nothing there is no failure.</summary>
    private bool MayBeAbsent(SourceOperation operation) =>
        operation.Optional && (operation.ComesAndGoes || board.StateOf(operation.Listing.Source.Id)?.ConfirmedAt is null);

    private Task MarkStaleAsync(CancellationToken cancellationToken) =>
        writer.SetStaleAsync(StaleConnections.Of(coordinator.Operations, health.Known, board.StateOf, time.GetUtcNow()), cancellationToken);

    private SourceOperation? Find(string connection) => coordinator.Find(SourceId.Connection(connection));

    /// <summary>Ends the reading when the first page is there.</summary>
    private sealed class FirstPage(CancellationTokenSource enough) : IProgress<int>
    {
        public bool IsThere { get; private set; }

        public void Report(int value)
        {
            IsThere = true;
            enough.Cancel();
        }
    }

    [LoggerMessage(Message = "{Sentence}")]
    private partial void LogStatus(LogLevel level, string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Connection} answers again; it is read anew.")]
    private partial void LogBack(string connection);

    [LoggerMessage(Level = LogLevel.Error, Message = "The check of {Connection} broke.")]
    private partial void LogBroken(Exception exception, string connection);
}
