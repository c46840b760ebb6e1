namespace Tamma.Notifications.Deliveries;

/// <summary>How far deliveries have come on this node.</summary>
public sealed class DeliveryProgress
{
    private readonly DeliveryWorker _worker;

    internal DeliveryProgress(DeliveryWorker worker) => _worker = worker;

    /// <summary>How far the log was read for each subscription that is served here. A stored cursor may stand behind it.</summary>
    public IReadOnlyDictionary<Guid, long> Positions => _worker.Positions;

    /// <summary>What waits of the subscriptions that are served here, where something does.</summary>
    public IReadOnlyDictionary<Guid, Waiting> Waiting => _worker.Waiting;
}
