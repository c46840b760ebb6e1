using System.Collections.Immutable;
using Tamma.Client;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Operations;
using Tamma.Notifications.Subscriptions;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>Subscriptions with how far they have come.</summary>
internal sealed class SubscriptionViews(IDeliveryStore deliveries, DeliveryProgress progress, NotificationStatusReader reader)
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
        var status = await reader.ReadAsync(cancellationToken);
        return new()
        {
            Position = status.Head.Position,
            Subscriptions = status.Readers.GroupBy(known => Words.Of(known.Subscription.Now), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
            Deliveries = new()
            {
                Queued = status.Queued,
                Delivered = status.Delivered,
                Dead = status.Dead,
                OldestQueuedAt = status.Readers.Min(known => known.Deliveries?.OldestQueued),
            },
            Readers = [.. status.Readers.Select(Project)],
            Live = new()
            {
                Connections = status.Live.Connections,
                Position = status.Live.Position,
                LagPositions = status.Live.Lag,
                LagSeconds = status.LiveLag.TotalSeconds,
                Cut = status.Live.Cut,
                CutBy = status.Live.CutBy,
            },
        };
    }

    private static ReaderStatusResponse Project(ReaderStatus known) => new()
    {
        Subscription = known.Subscription.Id,
        Name = known.Subscription.Name,
        State = Words.Of(known.Subscription.Now),
        Position = known.Position,
        LagPositions = known.Behind,
        LagSeconds = known.Lag.TotalSeconds,
        Deliveries = SubscriptionProjection.Project(known.Deliveries),
    };

    private async Task<Dictionary<Guid, DeliveryCounts>> CountsAsync(CancellationToken cancellationToken) =>
        (await deliveries.CountAsync(cancellationToken)).ToDictionary(counts => counts.Subscription);
}
