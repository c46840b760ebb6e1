using System.Globalization;
using Tamma.Notifications.Webhooks;

namespace Tamma.Notifications.Deliveries;

/// <summary>What becomes of a delivery after a try; pure.</summary>
internal static class DeliverySteps
{
    /// <param name="delivery">As it was before the try.</param>
    /// <param name="outcome">Of the try.</param>
    /// <param name="schedule">When it is tried again.</param>
    /// <param name="now">After the try.</param>
    /// <param name="dice">For the jitter, from 0 up to 1.</param>
    public static Delivery After(Delivery delivery, WebhookOutcome outcome, RetrySchedule schedule, DateTimeOffset now, double dice)
    {
        var tried = delivery with { Attempts = delivery.Attempts + 1, Status = outcome.Status };
        if (outcome.IsTaken)
        {
            return tried with { State = DeliveryState.Delivered, FinishedAt = now };
        }

        // The target is gone and the subscription with it; what waits goes out when somebody mends it.
        if (outcome.IsGone)
        {
            return tried with { NextAt = now };
        }

        return schedule.Next(tried.Attempts, outcome.RetryAfter, dice) is { } wait
            ? tried with { NextAt = now + wait }
            : tried with { State = DeliveryState.Dead, FinishedAt = now, Reason = string.Create(CultureInfo.InvariantCulture, $"given up after {tried.Attempts} tries: {Why(outcome)}") };
    }

    public static string Why(WebhookOutcome outcome) =>
        outcome.Error ?? string.Create(CultureInfo.InvariantCulture, $"answered with status {outcome.Status}");
}
