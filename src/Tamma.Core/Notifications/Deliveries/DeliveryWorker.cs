using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Subscriptions;
using Tamma.Notifications.Webhooks;

namespace Tamma.Notifications.Deliveries;

/// <summary>Gives each active subscription a lane, on one node at a time.</summary>
internal sealed partial class DeliveryWorker(
    CurrentCatalog catalog, ISubscriptionStore subscriptions, IDeliveryStore deliveries, Func<Subscription, EventFilter, Lane> open, SubscriptionBook book, ILease lease, DeliverySignal signal, WebhookOptions options, TimeProvider time, ILogger<DeliveryWorker> logger) : BackgroundService
{
    private const string Lease = "deliveries";

    /// <summary>Another node may have changed a subscription, and its signal is not heard here.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_purge = TimeSpan.FromHours(6);

    private readonly ConcurrentDictionary<Guid, Lane> _lanes = new();
    private readonly CancellationTokenSource _broken = new(Timeout.InfiniteTimeSpan, time);
    private DateTimeOffset _purged;

    /// <summary>How far each lane has read the log.</summary>
    public IReadOnlyDictionary<Guid, long> Positions => _lanes.Values.Where(lane => lane.Position is not null).ToDictionary(lane => lane.Subscription.Id, lane => lane.Position!.Value);

    /// <summary>What waits in each lane where something does.</summary>
    public IReadOnlyDictionary<Guid, Waiting> Waiting => _lanes.Values.Select(lane => (lane.Subscription.Id, lane.Waiting)).Where(pair => pair.Waiting is not null).ToDictionary(pair => pair.Id, pair => pair.Waiting!);

    public override void Dispose()
    {
        base.Dispose();
        _broken.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        IAsyncDisposable? held = null;

        // An ordinary stop repeats nothing: what is under way has a moment to be answered.
        await using var grace = stoppingToken.Register(() => _broken.CancelAfter(options.Grace));
        try
        {
            // Without it filters would find each model's fields unknown, and leave out what was asked for.
            await catalog.NextAsync(seen: null, stoppingToken);
            while (true)
            {
                try
                {
                    held ??= await lease.TryAcquireAsync(Lease, stoppingToken);
                    if (held is not null)
                    {
                        await ArrangeAsync(stoppingToken);
                        await PurgeAsync(stoppingToken);
                    }
                }
                catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
                {
                    throw;
                }
#pragma warning disable CA1031 // no trouble with subscriptions ends the server; it is told and tried again
                catch (Exception ex)
#pragma warning restore CA1031
                {
                    LogFailed(ex);
                }

                await signal.WaitAsync(s_look, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_lanes.Values.Select(lane => lane.Completion));
        }
        finally
        {
            if (held is not null)
            {
                await held.DisposeAsync();
            }
        }
    }

    private async Task ArrangeAsync(CancellationToken stoppingToken)
    {
        var wanted = (await subscriptions.ReadAsync(stoppingToken)).ToDictionary(subscription => subscription.Id);
        foreach (var (id, lane) in _lanes)
        {
            if (!wanted.TryGetValue(id, out var now) || now.State is not SubscriptionState.Active)
            {
                lane.End();
                if (lane.Completion.IsCompleted && _lanes.TryRemove(id, out _))
                {
                    lane.Dispose();
                }
            }
        }

        foreach (var subscription in wanted.Values.Where(subscription => subscription.State is SubscriptionState.Active))
        {
            if (!_lanes.TryGetValue(subscription.Id, out var lane))
            {
                await OpenAsync(subscription, Task.CompletedTask, stoppingToken);
            }
            else if (lane.Subscription.ChangedAt != subscription.ChangedAt || lane.Completion.IsCompleted)
            {
                lane.End();
                await OpenAsync(subscription, lane.Completion, stoppingToken);
            }
            else
            {
                lane.Wake();
            }
        }
    }

    private async Task OpenAsync(Subscription subscription, Task before, CancellationToken stoppingToken)
    {
        // Written when another version read filters.
        var parse = EventFilter.Parse(subscription.Filter);
        if (parse.Filter is not { } filter)
        {
            await book.DisableAsync(subscription.Id, $"its filter cannot be read any more: {parse.Error!.Message} Change the filter, then resume.", stoppingToken);
            return;
        }

        // Set on another machine.
        if (subscription.Calm?.UnknownZone is { } zone)
        {
            await book.DisableAsync(subscription.Id, $"this machine does not know the time zone '{zone}' of its quiet hours or digest. Install the system's time zones (tzdata), or change the zone; then resume.", stoppingToken);
            return;
        }

        var lane = open(subscription, filter);
        _lanes[subscription.Id] = lane;
        lane.Start(before, stoppingToken, _broken.Token);

        // One that ends by itself may be wanted again already: whoever resumes does not wait for the next look.
        _ = lane.Completion.ContinueWith(_ => signal.Nudge(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - _purged >= s_purge)
        {
            _purged = now;
            if (await deliveries.PurgeAsync(now - options.Keep, cancellationToken) is > 0 and var gone)
            {
                LogPurged(gone);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} old deliveries were taken away.")]
    private partial void LogPurged(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The subscriptions could not be read; tried again soon, and nothing is lost.")]
    private partial void LogFailed(Exception exception);
}
