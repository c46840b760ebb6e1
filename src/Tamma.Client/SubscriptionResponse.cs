namespace Tamma.Client;

/// <summary>Who wants to be told of what.</summary>
public sealed record SubscriptionResponse
{
    /// <summary>The subscription's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>Who made it.</summary>
    public required string Owner { get; init; }

    /// <summary><c>active</c>, <c>paused</c>, <c>failing</c> (active, and its last try failed) or <c>disabled</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it is paused or disabled.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when each try failed.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Which events.</summary>
    public required string Filter { get; init; }

    /// <summary>Where messages go.</summary>
    public required SubscriptionTargetResponse Target { get; init; }

    /// <summary>How many events make a message.</summary>
    public required SubscriptionBatch Batch { get; init; }

    /// <summary>When it speaks.</summary>
    public required SubscriptionCalm Calm { get; init; }

    /// <summary>What it was not told yet because it is calm; absent where that is nothing, or not known here.</summary>
    public SubscriptionWaiting? Waiting { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>What became of its messages, as long as they are kept.</summary>
    public required DeliveryCountsResponse Deliveries { get; init; }

    /// <summary>The signing secret that was made just now. Shown here and never again.</summary>
    public string? Secret { get; init; }
}

/// <summary>Events that wait because a subscription is calm.</summary>
public sealed record SubscriptionWaiting
{
    /// <summary>How many.</summary>
    public required int Events { get; init; }

    /// <summary>When the first of them happened.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When they are told, whatever comes.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>Where messages go; of secrets, what names them.</summary>
public sealed record SubscriptionTargetResponse
{
    /// <summary>The address without its query, and for Slack without its path, which are kept sealed.</summary>
    public required string Url { get; init; }

    /// <summary><c>cloud_events</c> or <c>slack</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Whether a message waits for the one before.</summary>
    public required bool Ordered { get; init; }

    /// <summary>Names of the headers that go with each message.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>What signs, the newest last.</summary>
    public required IReadOnlyList<SigningSecretResponse> Secrets { get; init; }
}

/// <summary>A signing secret, without the secret.</summary>
public sealed record SigningSecretResponse
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it is; null when it was made here.</summary>
    public string? Reference { get; init; }

    /// <summary>Since when it signs.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when; null without end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>How many messages are in each state.</summary>
public sealed record DeliveryCountsResponse
{
    /// <summary>Wait to be sent, or sent again.</summary>
    public required int Queued { get; init; }

    /// <summary>Were taken.</summary>
    public required int Delivered { get; init; }

    /// <summary>Were given up.</summary>
    public required int Dead { get; init; }

    /// <summary>Since when the oldest waits.</summary>
    public DateTimeOffset? OldestQueuedAt { get; init; }
}
