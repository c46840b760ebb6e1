using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Tamma.Events;
using Tamma.Notifications.Live;

namespace Tamma.Notifications.Operations;

/// <summary>How notifications stand, for whoever measures. While somebody does, the record is looked at now and then; else never.</summary>
internal sealed class NotificationGauges : BackgroundService
{
    /// <summary>What stands in the record is as old as this at most.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private const string Reader = "tamma.reader";

    private readonly NotificationStatusReader _reader;
    private readonly TimeProvider _time;
    private readonly ImmutableArray<Instrument> _fromRecord;
    private volatile NotificationStatus? _last;

    public NotificationGauges(NotificationStatusReader reader, NotificationMeter meter, LiveFanout live, TimeProvider time)
    {
        (_reader, _time) = (reader, time);
        var made = meter.Meter;
        _fromRecord =
        [
            made.CreateObservableGauge("tamma.notifications.reader.lag", () => Lags(static status => status.Behind, static live => live.Live.Lag), "{event}", "Positions between a reader and the end of the log."),
            made.CreateObservableGauge("tamma.notifications.reader.lag.time", () => Lags(static status => status.Lag.TotalSeconds, static live => live.LiveLag.TotalSeconds), "s", "Age of the first event that a reader has not had."),
            made.CreateObservableGauge("tamma.notifications.queue.depth", () => Once(static status => status.Queued), "{message}", "Webhook messages that wait to be sent."),
            made.CreateObservableGauge("tamma.notifications.dead_letters", () => Once(static status => status.Dead), "{message}", "Webhook messages that were given up and are kept."),
        ];
        made.CreateObservableUpDownCounter("tamma.notifications.live.connections", () => live.Status().Connections.Select(pair => new Measurement<int>(pair.Value, new KeyValuePair<string, object?>("tamma.way", pair.Key))), "{connection}", "Who listens, by way.");
        made.CreateObservableCounter("tamma.notifications.live.cut", () => live.Status().CutBy.Select(pair => new Measurement<long>(pair.Value, new KeyValuePair<string, object?>("tamma.reason", pair.Key))), "{connection}", "Listeners that were sent away, by reason.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                if (_fromRecord.Any(instrument => instrument.Enabled))
                {
                    await LookAsync(stoppingToken);
                }

                await Task.Delay(Every, _time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            _last = await _reader.ReadAsync(stoppingToken);
        }
        catch (StorageException)
        {
            // Whoever needs the record says so; a figure of before would be taken for one of now.
            _last = null;
        }
    }

    /// <summary>Subscriptions go by their ids: a name may be the host of an address.</summary>
    private IEnumerable<Measurement<T>> Lags<T>(Func<ReaderStatus, T> of, Func<NotificationStatus, T> ofLive)
        where T : struct =>
        _last is not { } status ? []
        : status.Readers.Select(reader => new Measurement<T>(of(reader), new KeyValuePair<string, object?>(Reader, reader.Subscription.Id.ToString("D"))))
            .Append(new(ofLive(status), new KeyValuePair<string, object?>(Reader, "live")));

    private IEnumerable<Measurement<int>> Once(Func<NotificationStatus, int> of) => _last is { } status ? [new(of(status))] : [];
}
