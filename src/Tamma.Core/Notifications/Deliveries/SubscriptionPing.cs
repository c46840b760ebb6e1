using Tamma.Events;
using Tamma.Notifications.Subscriptions;
using Tamma.Notifications.Webhooks;

namespace Tamma.Notifications.Deliveries;

/// <summary>Sends a test message to a subscription's target, now and once, also where the subscription is paused. It is no event of the log and no delivery.</summary>
public sealed class SubscriptionPing
{
    /// <summary>What the test message's event is called; the log never has it.</summary>
    public const string EventType = "subscription_test";

    private readonly Courier _courier;
    private readonly IEventLog _log;
    private readonly TimeProvider _time;

    internal SubscriptionPing(Courier courier, IEventLog log, TimeProvider time) => (_courier, _log, _time) = (courier, log, time);

    public async Task<WebhookOutcome> SendAsync(Subscription subscription, string actor, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var head = await _log.HeadAsync(cancellationToken);
        var ping = new EventEnvelope(head.Position, head.LogId, new()
        {
            Id = Guid.CreateVersion7(now),
            Type = EventType,
            OccurredAt = now,
            Actor = actor,
            Cause = Cause.Operator,
            Data = """{"sentence":"a test message: this target is reached"}"""u8.ToArray(),
        });
        return await _courier.SendAsync(subscription, $"test_{ping.Event.Id:N}", new([ping]), cancellationToken);
    }
}
