using System.Diagnostics.Metrics;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Webhooks;

namespace Tamma.Notifications.Operations;

/// <summary>What is counted of notifications, for whoever measures (docs/operator.md). Tags are words from short lists; no address, name or filter is among them.</summary>
public sealed class NotificationMeter : IDisposable
{
    public const string Name = "Tamma.Notifications";

    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _sent;
    private readonly Histogram<double> _attempts;

    public NotificationMeter()
    {
        Meter = new(Name);
        _deliveries = Meter.CreateCounter<long>("tamma.notifications.deliveries", "{attempt}", "Tries of webhook messages, by what came of them.");
        _attempts = Meter.CreateHistogram<double>("tamma.notifications.attempt.duration", "s", "Time of one try, from the resolution of the name to the end of the answer.");
        _sent = Meter.CreateCounter<long>("tamma.notifications.events.sent", "{event}", "Events that were handed over, by way.");
    }

    internal Meter Meter { get; }

    /// <summary>Events went out.</summary>
    /// <param name="way"><c>websocket</c>, <c>sse</c> or <c>webhook</c>.</param>
    /// <param name="events">How many.</param>
    public void Sent(string way, int events)
    {
        if (events > 0)
        {
            _sent.Add(events, new KeyValuePair<string, object?>("tamma.way", way));
        }
    }

    public void Dispose() => Meter.Dispose();

    /// <summary>A message was tried.</summary>
    internal void Tried(DeliveryState after, WebhookOutcome outcome, int events)
    {
        var became = new KeyValuePair<string, object?>("tamma.outcome", Word(after, outcome));
        _deliveries.Add(1, became);
        _attempts.Record(outcome.Latency.TotalSeconds, became, new("tamma.status", StatusOf(outcome.Status)));
        if (outcome.IsTaken)
        {
            Sent("webhook", events);
        }
    }

    /// <summary>A message was given up untried, since the log has lost its events.</summary>
    internal void Lost() => _deliveries.Add(1, new KeyValuePair<string, object?>("tamma.outcome", "dead"));

    private static string Word(DeliveryState after, WebhookOutcome outcome) => after switch
    {
        DeliveryState.Delivered => "delivered",
        DeliveryState.Dead => "dead",
        _ => outcome.IsGone ? "gone" : "retry",
    };

    private static string StatusOf(int? status) => status switch
    {
        >= 200 and < 300 => "2xx",
        >= 300 and < 400 => "3xx",
        >= 400 and < 500 => "4xx",
        >= 500 and < 600 => "5xx",
        null => "none",
        _ => "other",
    };
}
