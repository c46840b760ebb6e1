namespace Tamma.Client;

/// <summary>Who wants to be told of what. For a new one a member that is null is the default; in a change it leaves what is.</summary>
public sealed record SubscriptionRequest
{
    /// <summary>For people. Default: the target's host.</summary>
    public string? Name { get; init; }

    /// <summary>Which events, in the language of docs/filters.md. Default: what providers cause, and the summaries of all else.</summary>
    public string? Filter { get; init; }

    /// <summary>Where messages go. Needed for a new one.</summary>
    public SubscriptionTargetRequest? Target { get; init; }

    /// <summary>How many events make a message. Default: one.</summary>
    public SubscriptionBatch? Batch { get; init; }
}

/// <summary>Where messages go, and how they look.</summary>
public sealed record SubscriptionTargetRequest
{
    /// <summary>Address, http or https, at a public place or one that <c>notifications.webhooks.allow</c> names.</summary>
    public string? Url { get; init; }

    /// <summary><c>cloud_events</c> (the default) or <c>slack</c>.</summary>
    public string? Format { get; init; }

    /// <summary>Whether a message waits for the one before. Default: false, several are under way at once.</summary>
    public bool? Ordered { get; init; }

    /// <summary>Headers that go with each message, in place of all those before. Kept sealed, never shown.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Where the signing secret is, <c>env:NAME</c> or <c>file:PATH</c> on the server's machine. Default: one is made and shown once.</summary>
    public string? Secret { get; init; }
}

/// <summary>How many events make a message.</summary>
public sealed record SubscriptionBatch
{
    /// <summary>At most so many, 1 to 1000.</summary>
    public int? MaxEvents { get; init; }

    /// <summary>No event waits longer for others, in seconds; 0 waits for none.</summary>
    public double? MaxSeconds { get; init; }
}

/// <summary>Stops a subscription, or all.</summary>
public sealed record SubscriptionPauseRequest
{
    /// <summary>Why; kept.</summary>
    public string? Reason { get; init; }
}

/// <summary>Another signing secret.</summary>
public sealed record SecretRotationRequest
{
    /// <summary>Where the new one is, <c>env:NAME</c> or <c>file:PATH</c>. Default: one is made and shown once.</summary>
    public string? Secret { get; init; }

    /// <summary>How long the ones before sign too, in seconds. Default: <c>notifications.webhooks.rotation_overlap</c>.</summary>
    public double? OverlapSeconds { get; init; }
}
