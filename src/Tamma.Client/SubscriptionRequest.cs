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

    /// <summary>When it speaks; replaced all together. Default: nothing waits, and what is alike in one commit is one message.</summary>
    public SubscriptionCalm? Calm { get; init; }
}

/// <summary>When a subscription speaks. A window opens with the first event that waits; what undoes itself in it is left out, and what is alike is one.</summary>
public sealed record SubscriptionCalm
{
    /// <summary>Not calm: each event is told as it comes. All else says nothing then.</summary>
    public bool? Off { get; init; }

    /// <summary>How long a window is open, in seconds, 0 to 604800. Default: 0, one commit.</summary>
    public double? SettleSeconds { get; init; }

    /// <summary>Whether five and more events alike are told as one that points to them. Default: true.</summary>
    public bool? Fold { get; init; }

    /// <summary>From this severity on an event is told at once, with what waited before it: <c>info</c>, <c>notice</c>, <c>warning</c>, <c>critical</c> or <c>none</c>. Default: critical.</summary>
    public string? Urgent { get; init; }

    /// <summary>Hours in which nothing is told but what is urgent.</summary>
    public SubscriptionQuiet? Quiet { get; init; }

    /// <summary>A window is open until then, and is one message with a summary.</summary>
    public SubscriptionDigest? Digest { get; init; }
}

/// <summary>Quiet hours.</summary>
public sealed record SubscriptionQuiet
{
    /// <summary>Local time at which they begin: <c>22:00</c>.</summary>
    public string? From { get; init; }

    /// <summary>Local time at which they end, the same day or the next: <c>07:00</c>.</summary>
    public string? To { get; init; }

    /// <summary>Time zone: <c>Europe/Zurich</c>.</summary>
    public string? Zone { get; init; }

    /// <summary>Days of the week on which they begin: <c>monday</c> to <c>sunday</c>. Default: each.</summary>
    public IReadOnlyList<string>? Days { get; init; }
}

/// <summary>When digests are told.</summary>
public sealed record SubscriptionDigest
{
    /// <summary><c>day</c> or <c>week</c>.</summary>
    public string? Every { get; init; }

    /// <summary>Local time: <c>08:00</c>.</summary>
    public string? At { get; init; }

    /// <summary>The day of a weekly one: <c>monday</c> to <c>sunday</c>. Default: monday.</summary>
    public string? On { get; init; }

    /// <summary>Time zone: <c>Europe/Zurich</c>.</summary>
    public string? Zone { get; init; }
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
