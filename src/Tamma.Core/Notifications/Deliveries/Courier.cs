using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Tamma.Events;
using Tamma.Notifications.Operations;
using Tamma.Notifications.Subscriptions;
using Tamma.Notifications.Webhooks;
using Tamma.Security.Secrets;

namespace Tamma.Notifications.Deliveries;

/// <summary>Takes one delivery to its target once, and writes down what came of it.</summary>
internal sealed partial class Courier(
    IEventLog log, IDeliveryStore deliveries, SubscriptionBook book, TargetOpener opener, WebhookSender sender, WebhookOptions options, NotificationMeter meter, TimeProvider time, ILogger<Courier> logger)
{
    private const int DiceSides = 1_000_000;

    /// <summary>Tries a delivery. The try is on record when this returns; where it does not return, the message is sent again under the same id.</summary>
    /// <returns>Whether the subscription goes on.</returns>
    /// <exception cref="StorageException">The try is not on record.</exception>
    public async Task<bool> DeliverAsync(Subscription subscription, Delivery delivery, CancellationToken cancellationToken)
    {
        var events = await LogPlaces.ReadAsync(log, delivery.Positions, cancellationToken);
        if (events.Length < delivery.Positions.Length)
        {
            var lost = delivery with { State = DeliveryState.Dead, FinishedAt = time.GetUtcNow(), Reason = "the log does not keep its events any more (retention.events); read the models anew, then follow" };
            await deliveries.RecordAsync(lost, attempt: null, failed: null, cancellationToken);
            meter.Lost();
            LogDead(subscription.Name, delivery.MessageId, lost.Reason);
            return true;
        }

        var at = time.GetUtcNow();
        var outcome = await SendAsync(subscription, delivery.MessageId, new(events, delivery.Summary) { Shape = delivery.Shape }, cancellationToken);
        var after = DeliverySteps.After(delivery, outcome, options.Retries, time.GetUtcNow(), (double)RandomNumberGenerator.GetInt32(DiceSides) / DiceSides);
        var attempt = new DeliveryAttempt(delivery.Id, after.Attempts, at, outcome.Latency, outcome.Status, outcome.Error, outcome.Answer);
        var failingSince = await deliveries.RecordAsync(after, attempt, failed: !outcome.IsTaken, cancellationToken);
        meter.Tried(after.State, outcome, events.Length);
        if (after.State is DeliveryState.Dead)
        {
            LogDead(subscription.Name, delivery.MessageId, after.Reason);
        }

        return await GoesOnAsync(subscription, outcome, failingSince, cancellationToken);
    }

    /// <summary>Sends a message now; what cannot be opened or reached is an outcome.</summary>
    public async Task<WebhookOutcome> SendAsync(Subscription subscription, string id, Message message, CancellationToken cancellationToken)
    {
        WebhookRequest request;
        try
        {
            var now = time.GetUtcNow();
            var (body, mediaType) = subscription.Target.Format is WebhookFormat.Slack ? (SlackMessage.Write(message), SlackMessage.MediaType) : CloudEvents.Write(message);
            request = new(opener.Url(subscription), body, mediaType, WebhookSignature.Sign(id, now, body, opener.Secrets(subscription, now))) { Headers = opener.Headers(subscription) };
        }
        catch (SecretException ex)
        {
            return new() { Error = $"not sent: {ex.Message}" };
        }

        return await sender.SendAsync(request, cancellationToken);
    }

    private async Task<bool> GoesOnAsync(Subscription subscription, WebhookOutcome outcome, DateTimeOffset? failingSince, CancellationToken cancellationToken)
    {
        var reason = outcome.IsGone ? "the target answered 410: it is gone"
            : failingSince is { } since && time.GetUtcNow() - since >= options.DisableAfter ? FormattableString.Invariant($"each try since {since:yyyy-MM-dd HH:mm}Z failed, the last one: {DeliverySteps.Why(outcome)}")
            : null;
        if (reason is null)
        {
            return true;
        }

        LogDisabled(subscription.Name, reason);
        await book.DisableAsync(subscription.Id, $"{reason}. Mend the target, then resume the subscription: it goes on where it was stopped.", cancellationToken);
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message to {Subscription} is a dead letter ({Message}): {Reason}.")]
    private partial void LogDead(string subscription, string message, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The subscription {Subscription} is disabled: {Reason}.")]
    private partial void LogDisabled(string subscription, string reason);
}
