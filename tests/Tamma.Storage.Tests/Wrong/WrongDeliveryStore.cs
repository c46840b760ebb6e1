using Tamma.Events;
using Tamma.Notifications.Calm;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Subscriptions;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right keeper of deliveries behind one fault.</summary>
internal sealed class WrongDeliveryStore(IDeliveryStore inner, ICursorStore cursors, DeliveryFault fault) : IDeliveryStore
{
    public async Task<bool> QueueAsync(Guid subscription, Cursor stood, Cursor stands, IReadOnlyList<DeliveryDraft> messages, CancellationToken cancellationToken)
    {
        var from = fault is DeliveryFault.IgnoresTheCursor && await cursors.ReadAsync(Subscription.ReaderOf(subscription), cancellationToken) is { } real ? real : stood;
        return await inner.QueueAsync(
            subscription,
            from,
            stands,
            fault switch
            {
                DeliveryFault.TurnsAround => [.. messages.Reverse()],
                DeliveryFault.LosesShapes => [.. messages.Select(message => message with { Shape = MessageShape.Each })],
                _ => messages,
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<Delivery>> ReadQueuedAsync(Guid subscription, bool ordered, int limit, CancellationToken cancellationToken) =>
        inner.ReadQueuedAsync(subscription, ordered || fault is DeliveryFault.AlwaysInOrder, limit, cancellationToken);

    public Task<int> CountQueuedAsync(Guid subscription, CancellationToken cancellationToken) => inner.CountQueuedAsync(subscription, cancellationToken);

    public async Task<DateTimeOffset?> RecordAsync(Delivery after, DeliveryAttempt? attempt, bool? failed, CancellationToken cancellationToken) =>
        await inner.RecordAsync(
            after,
            fault is DeliveryFault.LosesAnswers && attempt is not null ? attempt with { Answer = null } : attempt,
            fault is DeliveryFault.NeverFails ? null : failed,
            cancellationToken) ?? (fault is DeliveryFault.RemembersTheGone ? after.NextAt : null);

    public Task<Delivery?> GetAsync(long id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

    public Task<IReadOnlyList<Delivery>> ReadAsync(DeliveryQuery query, CancellationToken cancellationToken) =>
        inner.ReadAsync(fault is DeliveryFault.IgnoresTheState ? query with { State = null } : query, cancellationToken);

    public Task<IReadOnlyList<DeliveryAttempt>> ReadAttemptsAsync(long delivery, CancellationToken cancellationToken) => inner.ReadAttemptsAsync(delivery, cancellationToken);

    public Task<int> ReplayAsync(Guid subscription, long? delivery, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.ReplayAsync(subscription, fault is DeliveryFault.ReplaysAll ? null : delivery, now, cancellationToken);

    public Task<IReadOnlyList<DeliveryCounts>> CountAsync(CancellationToken cancellationToken) => inner.CountAsync(cancellationToken);

    public Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        fault is DeliveryFault.PurgesNothing ? Task.FromResult(0) : inner.PurgeAsync(before, cancellationToken);
}
