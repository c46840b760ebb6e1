using Tamma.Events;

namespace Tamma.Notifications.Deliveries;

/// <summary>The queue of messages to each subscription, and what came of them. What is queued is on record: it is sent, given up and listed, or goes with its subscription.</summary>
public interface IDeliveryStore
{
    /// <summary>Queues messages and moves the subscription's cursor, both or neither.</summary>
    /// <param name="stood">Where the cursor must stand; elsewhere nothing is done, since somebody else has queued them.</param>
    /// <param name="subscription">Whose.</param>
    /// <param name="stands">Where the cursor stands afterwards.</param>
    /// <param name="messages">In the order of the log.</param>
    /// <param name="cancellationToken">Ends the wait for the writer.</param>
    /// <returns>Whether it was done.</returns>
    Task<bool> QueueAsync(Guid subscription, Cursor stood, Cursor stands, IReadOnlyList<DeliveryDraft> messages, CancellationToken cancellationToken);

    /// <summary>What waits to be sent: in the order of the log, or that first which is due first.</summary>
    Task<IReadOnlyList<Delivery>> ReadQueuedAsync(Guid subscription, bool ordered, int limit, CancellationToken cancellationToken);

    Task<int> CountQueuedAsync(Guid subscription, CancellationToken cancellationToken);

    /// <summary>Writes a try, what has become of the delivery, and since when the subscription fails: all or nothing.</summary>
    /// <param name="failed">Null where the try says nothing of the target; false makes an end of failing, true begins it unless it has begun.</param>
    /// <returns>Since when it fails now; null when it does not.</returns>
    Task<DateTimeOffset?> RecordAsync(Delivery after, DeliveryAttempt? attempt, bool? failed, CancellationToken cancellationToken);

    Task<Delivery?> GetAsync(long id, CancellationToken cancellationToken);

    /// <summary>Deliveries, newest first.</summary>
    Task<IReadOnlyList<Delivery>> ReadAsync(DeliveryQuery query, CancellationToken cancellationToken);

    /// <summary>The tries of a delivery, first to last.</summary>
    Task<IReadOnlyList<DeliveryAttempt>> ReadAttemptsAsync(long delivery, CancellationToken cancellationToken);

    /// <summary>Queues dead letters again, under the ids that they had: one, or all of the subscription.</summary>
    /// <returns>How many.</returns>
    Task<int> ReplayAsync(Guid subscription, long? delivery, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Of each subscription that has any.</summary>
    Task<IReadOnlyList<DeliveryCounts>> CountAsync(CancellationToken cancellationToken);

    /// <summary>Takes away what was taken or given up before a time, with its tries.</summary>
    Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>Which deliveries; what is null asks nothing.</summary>
public sealed record DeliveryQuery
{
    public required Guid Subscription { get; init; }

    public DeliveryState? State { get; init; }

    /// <summary>Older than this one.</summary>
    public long? Before { get; init; }

    public int Limit { get; init; } = 100;
}
