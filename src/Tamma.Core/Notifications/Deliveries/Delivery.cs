using System.Collections.Immutable;
using Tamma.Notifications.Calm;

namespace Tamma.Notifications.Deliveries;

/// <summary>A message on its way to one subscription, and what came of it. Holds places in the log and not the events.</summary>
public sealed record Delivery
{
    /// <summary>Its place in the order of all deliveries; a subscription's follow the log.</summary>
    public required long Id { get; init; }

    public required Guid Subscription { get; init; }

    /// <summary>The id that the receiver knows the message by, the same for each try and each replay.</summary>
    public required string MessageId { get; init; }

    /// <summary>Of its events.</summary>
    public required ImmutableArray<long> Positions { get; init; }

    public string? Summary { get; init; }

    /// <summary>How the events are told.</summary>
    public MessageShape Shape { get; init; } = MessageShape.Each;

    public DeliveryState State { get; init; }

    /// <summary>Tries since it was queued, or queued again.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried next.</summary>
    public required DateTimeOffset NextAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was taken or given up.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why it was given up.</summary>
    public string? Reason { get; init; }

    /// <summary>Status of the last answer.</summary>
    public int? Status { get; init; }
}

public enum DeliveryState
{
    Queued,
    Delivered,

    /// <summary>A dead letter: given up, kept, and sent again when somebody says so.</summary>
    Dead,
}

/// <summary>A message to be queued.</summary>
public sealed record DeliveryDraft(string MessageId, ImmutableArray<long> Positions, string? Summary, DateTimeOffset At)
{
    public MessageShape Shape { get; init; } = MessageShape.Each;
}

/// <summary>One try.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Error">Why there was none.</param>
/// <param name="Answer">The beginning of the answer.</param>
public sealed record DeliveryAttempt(long Delivery, int Number, DateTimeOffset At, TimeSpan Latency, int? Status, string? Error, string? Answer);

/// <summary>How many deliveries a subscription has in each state, and when the oldest that waits was queued.</summary>
public sealed record DeliveryCounts(Guid Subscription, int Queued, int Delivered, int Dead, DateTimeOffset? OldestQueued);
