using Tamma.Events;
using Tamma.Notifications.Subscriptions;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right keeper of subscriptions behind one fault.</summary>
internal sealed class WrongSubscriptionStore(ISubscriptionStore inner, DeliveryFault fault) : ISubscriptionStore
{
    public Task<IReadOnlyList<Subscription>> ReadAsync(CancellationToken cancellationToken) => inner.ReadAsync(cancellationToken);

    public Task<Subscription?> GetAsync(Guid id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

    public Task<long> AddAsync(Subscription subscription, Cursor start, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        inner.AddAsync(Kept(subscription), start, Told(events), cancellationToken);

    public async Task<long> SaveAsync(Subscription subscription, bool forgetFailures, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        var saved = fault is DeliveryFault.KeepsTheFirst && await inner.GetAsync(subscription.Id, cancellationToken) is { } known ? known : Kept(subscription);
        return await inner.SaveAsync(saved, forgetFailures || fault is DeliveryFault.ForgetsFailures, Told(events), cancellationToken);
    }

    public async Task<long> RemoveAsync(Guid id, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        if (fault is DeliveryFault.RemovesAll)
        {
            foreach (var subscription in await inner.ReadAsync(cancellationToken))
            {
                await inner.RemoveAsync(subscription.Id, [], cancellationToken);
            }
        }

        return await inner.RemoveAsync(id, Told(events), cancellationToken);
    }

    private Subscription Kept(Subscription subscription) =>
        fault is DeliveryFault.LosesSecrets ? subscription with { Target = subscription.Target with { Secrets = [] } } : subscription;

    private IReadOnlyList<EventDraft> Told(IReadOnlyList<EventDraft> events) => fault is DeliveryFault.LosesEvents ? [] : events;
}
