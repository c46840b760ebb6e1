using System.Collections.Immutable;
using Tamma.Events;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Live;
using Tamma.Notifications.Subscriptions;

namespace Tamma.Notifications.Operations;

/// <summary>Puts together how notifications fare: for the status that a person reads, and for the metrics.</summary>
public sealed class NotificationStatusReader(ISubscriptionStore subscriptions, IDeliveryStore deliveries, DeliveryProgress progress, ICursorStore cursors, IEventLog log, LiveFanout live, TimeProvider time)
{
    public async Task<NotificationStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var (all, positions) = (await subscriptions.ReadAsync(cancellationToken), progress.Positions);
        var counts = (await deliveries.CountAsync(cancellationToken)).ToDictionary(known => known.Subscription);
        var head = await log.HeadAsync(cancellationToken);
        var readers = ImmutableArray.CreateBuilder<ReaderStatus>();
        foreach (var subscription in all)
        {
            var position = positions.TryGetValue(subscription.Id, out var read) ? read : (await cursors.ReadAsync(subscription.Reader, cancellationToken))?.Position ?? 0;
            readers.Add(new(subscription, position, Math.Max(0, head.Position - position), await AgeAfterAsync(position, head.Position, cancellationToken), counts.GetValueOrDefault(subscription.Id)));
        }

        var listening = live.Status();
        return new(head, readers.ToImmutable(), listening, listening.Position is { } end ? await AgeAfterAsync(end - listening.Lag, end, cancellationToken) : TimeSpan.Zero);
    }

    private async Task<TimeSpan> AgeAfterAsync(long position, long end, CancellationToken cancellationToken) =>
        position < end && await log.ReadAsync(position, 1, [], cancellationToken) is [var next] && time.GetUtcNow() - next.Event.OccurredAt is var age && age > TimeSpan.Zero ? age : TimeSpan.Zero;
}
