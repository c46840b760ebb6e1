using Tamma.Events;

namespace Tamma.Notifications.Subscriptions;

/// <summary>Keeps subscriptions.</summary>
public interface ISubscriptionStore
{
    /// <summary>All of them, oldest first.</summary>
    Task<IReadOnlyList<Subscription>> ReadAsync(CancellationToken cancellationToken);

    Task<Subscription?> GetAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Adds a subscription with the cursor that it begins at and the events that tell of it: all or nothing.</summary>
    /// <returns>The log's last position.</returns>
    Task<long> AddAsync(Subscription subscription, Cursor start, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken);

    /// <summary>Replaces a subscription and writes the events that tell of it, both or neither. How it fares is left as it is, unless it is to be forgotten.</summary>
    /// <param name="forgetFailures">It begins anew: it is not failing any more, and what waits for another try is tried at once.</param>
    /// <returns>The log's last position.</returns>
    Task<long> SaveAsync(Subscription subscription, bool forgetFailures, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken);

    /// <summary>Forgets a subscription with its cursor, deliveries and tries, and writes the events that tell of it.</summary>
    /// <returns>The log's last position.</returns>
    Task<long> RemoveAsync(Guid id, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken);
}
