using Tamma.Notifications.Webhooks;

namespace Tamma.Notifications.Subscriptions;

/// <summary>How those who must know are told.</summary>
public sealed record SubscriptionOptions
{
    /// <summary>Subscriptions that there may be, all owners together.</summary>
    public int MostSubscriptions { get; init; } = 200;

    /// <summary>Where the keys lie that seal secrets in the record; made at the first use. Null keeps none: then secrets can be named and not given.</summary>
    public string? KeyFile { get; init; }

    public WebhookOptions Webhooks { get; init; } = new();
}
