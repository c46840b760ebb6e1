using Tamma.Client;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Subscriptions;
using Tamma.Notifications.Webhooks;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>Subscriptions and their messages → the wire. Nothing that is sealed leaves.</summary>
internal static class SubscriptionProjection
{
    public static SubscriptionResponse Project(Subscription subscription, DeliveryCounts? counts, Waiting? waiting, string? secret = null) => new()
    {
        Id = subscription.Id,
        Name = subscription.Name,
        Owner = subscription.Owner,
        State = Words.Of(subscription.Now),
        Reason = subscription.Reason,
        FailingSince = subscription.FailingSince,
        Filter = subscription.Filter,
        Target = new()
        {
            Url = subscription.Target.Shown,
            Format = Words.Of(subscription.Target.Format),
            Ordered = subscription.Target.Ordered,
            Headers = [.. subscription.Target.Headers.Select(header => header.Name)],
            Secrets = [.. subscription.Target.Secrets.Select(known => new SigningSecretResponse { Id = known.Id, Reference = known.Reference, CreatedAt = known.CreatedAt, ExpiresAt = known.ExpiresAt })],
        },
        Batch = new() { MaxEvents = subscription.Batching.Most, MaxSeconds = subscription.Batching.Wait.TotalSeconds },
        Calm = CalmBody.Write(subscription.Calm),
        Waiting = waiting is null ? null : new() { Events = waiting.Events, Since = waiting.Since, Until = waiting.Due },
        CreatedAt = subscription.CreatedAt,
        ChangedAt = subscription.ChangedAt,
        Deliveries = Project(counts),
        Secret = secret,
    };

    public static DeliveryCountsResponse Project(DeliveryCounts? counts) =>
        new() { Queued = counts?.Queued ?? 0, Delivered = counts?.Delivered ?? 0, Dead = counts?.Dead ?? 0, OldestQueuedAt = counts?.OldestQueued };

    public static DeliveryResponse Project(Delivery delivery, IReadOnlyList<DeliveryAttempt>? attempts = null) => new()
    {
        Id = delivery.Id,
        MessageId = delivery.MessageId,
        State = Words.Of(delivery.State),
        Events = delivery.Positions.Length,
        FirstPosition = delivery.Positions[0],
        LastPosition = delivery.Positions[^1],
        Attempts = delivery.Attempts,
        Status = delivery.Status,
        NextAttemptAt = delivery.State is DeliveryState.Queued ? delivery.NextAt : null,
        CreatedAt = delivery.CreatedAt,
        FinishedAt = delivery.FinishedAt,
        Reason = delivery.Reason,
        Tries = attempts is null ? null : [.. attempts.Select(attempt => new DeliveryAttemptResponse
        {
            Number = attempt.Number,
            At = attempt.At,
            LatencyMs = attempt.Latency.TotalMilliseconds,
            Status = attempt.Status,
            Error = attempt.Error,
            Answer = attempt.Answer,
        })],
    };

    public static PingResponse Project(WebhookOutcome outcome) =>
        new() { Ok = outcome.IsTaken, LatencyMs = outcome.Latency.TotalMilliseconds, Status = outcome.Status, Error = outcome.Error, Answer = outcome.Answer };
}
