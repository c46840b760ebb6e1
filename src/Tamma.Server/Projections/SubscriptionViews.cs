using System.Collections.Immutable;
using Tamma.Client;
using Tamma.Events;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Live;
using Tamma.Notifications.Subscriptions;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>Subscriptions with how far they have come.</summary>
internal sealed class SubscriptionViews(ISubscriptionStore subscriptions, IDeliveryStore deliveries, DeliveryProgress progress, ICursorStore cursors, IEventLog log, LiveFanout live, TimeProvider time)
{
    public async Task<SubscriptionResponse> ShowAsync(Subscription subscription, string? secret, CancellationToken cancellationToken) =>
        SubscriptionProjection.Project(subscription, (await deliveries.CountAsync(cancellationToken)).FirstOrDefault(counts => counts.Subscription == subscription.Id), progress.Waiting.GetValueOrDefault(subscription.Id), secret);

    public async Task<ImmutableArray<SubscriptionResponse>> ShowAsync(IEnumerable<Subscription> shown, CancellationToken cancellationToken)
    {
        var (counts, waiting) = (await CountsAsync(cancellationToken), progress.Waiting);
        return [.. shown.Select(subscription => SubscriptionProjection.Project(subscription, counts.GetValueOrDefault(subscription.Id), waiting.GetValueOrDefault(subscription.Id)))];
    }

    public async Task<NotificationStatusResponse> StatusAsync(CancellationToken cancellationToken)
    {
        var (all, counts, positions) = (await subscriptions.ReadAsync(cancellationToken), await CountsAsync(cancellationToken), progress.Positions);
        var head = await log.HeadAsync(cancellationToken);
        List<ReaderStatusResponse> readers = [];
        foreach (var subscription in all)
        {
            var position = positions.TryGetValue(subscription.Id, out var live) ? live : (await cursors.ReadAsync(subscription.Reader, cancellationToken))?.Position ?? 0;
            readers.Add(new()
            {
                Subscription = subscription.Id,
                Name = subscription.Name,
                State = Words.Of(subscription.Now),
                Position = position,
                LagPositions = Math.Max(0, head.Position - position),
                LagSeconds = position >= head.Position ? 0 : await AgeAfterAsync(position, cancellationToken),
                Deliveries = SubscriptionProjection.Project(counts.GetValueOrDefault(subscription.Id)),
            });
        }

        var listening = live.Status();
        return new()
        {
            Position = head.Position,
            Subscriptions = all.GroupBy(subscription => Words.Of(subscription.Now), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
            Deliveries = new()
            {
                Queued = counts.Values.Sum(count => count.Queued),
                Delivered = counts.Values.Sum(count => count.Delivered),
                Dead = counts.Values.Sum(count => count.Dead),
                OldestQueuedAt = counts.Values.Min(count => count.OldestQueued),
            },
            Readers = readers,
            Live = new() { Connections = listening.Connections, Position = listening.Position, LagPositions = listening.Lag, Cut = listening.Cut },
        };
    }

    private async Task<double> AgeAfterAsync(long position, CancellationToken cancellationToken) =>
        await log.ReadAsync(position, 1, [], cancellationToken) is [var next] ? Math.Max(0, (time.GetUtcNow() - next.Event.OccurredAt).TotalSeconds) : 0;

    private async Task<Dictionary<Guid, DeliveryCounts>> CountsAsync(CancellationToken cancellationToken) =>
        (await deliveries.CountAsync(cancellationToken)).ToDictionary(counts => counts.Subscription);
}
