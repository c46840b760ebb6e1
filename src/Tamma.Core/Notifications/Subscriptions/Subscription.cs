using Tamma.Notifications.Calm;

namespace Tamma.Notifications.Subscriptions;

/// <summary>Who wants to be told of what, and where.</summary>
public sealed record Subscription
{
    public required Guid Id { get; init; }

    /// <summary>For people; two may be called alike.</summary>
    public required string Name { get; init; }

    /// <summary>The principal that made it.</summary>
    public required string Owner { get; init; }

    /// <summary>What was decided: active, paused or disabled. How it fares is in <see cref="Now"/>.</summary>
    public SubscriptionState State { get; init; }

    /// <summary>Why it is paused or disabled.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when each try failed; null when the last one did not. Kept by deliveries and not by saving a subscription.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>In the language of docs/filters.md over events. Empty is what a reader gets who asks for nothing.</summary>
    public string Filter { get; init; } = "";

    public required WebhookTarget Target { get; init; }

    public Batching Batching { get; init; } = Batching.None;

    /// <summary>When it speaks; null tells each event as it comes.</summary>
    public CalmSettings? Calm { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>State as people see it: an active one whose target fails is failing.</summary>
    public SubscriptionState Now => State is SubscriptionState.Active && FailingSince is not null ? SubscriptionState.Failing : State;

    /// <summary>The reader under which its cursor is kept.</summary>
    public string Reader => ReaderOf(Id);

    public static string ReaderOf(Guid id) => $"subscription:{id:N}";
}

/// <summary>Whether messages are sent. A subscription to which nothing happens stays as it is: silence is no failure.</summary>
public enum SubscriptionState
{
    Active,

    /// <summary>Somebody stopped it; what happens meanwhile is told when it goes on.</summary>
    Paused,

    /// <summary>It is active, and the last try failed.</summary>
    Failing,

    /// <summary>We stopped it, for the reason that is given. Nothing is lost while the log keeps it.</summary>
    Disabled,
}
