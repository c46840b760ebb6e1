using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Tamma.Core.Tests.Notifications.Webhooks;
using Tamma.Notifications.Live;
using Tamma.Notifications.Operations;
using Xunit;

namespace Tamma.Storage.Tests.Ways.Deliveries;

/// <summary>What can be measured of notifications, as <c>dotnet-counters</c> and every exporter reads it.</summary>
public sealed class MeterTests
{
    private static readonly string[] s_tags = ["tamma.outcome", "tamma.status", "tamma.way", "tamma.reason", "tamma.reader"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliveries_queue_lag_and_listeners_are_measured_and_no_address_is_among_the_tags()
    {
        var fails = 1;
        await using var target = new Receiver(told => Receiver.Status(told.Text.Contains("gone", StringComparison.Ordinal) ? 410 : fails-- > 0 ? 500 : 204));
        await using var world = await new DeliveryWorld(options => options with { Retries = new([TimeSpan.FromSeconds(60)], Jitter: 0) }).StartAsync();
        var seen = new ConcurrentBag<(string Name, string? Unit, double Value, string Tags)>();
        var meter = world.Get<NotificationMeter>().Meter;
        using var listener = new MeterListener { InstrumentPublished = (instrument, listening) => { if (instrument.Meter == meter) { listening.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        var gauges = world.Gauges();
        listener.Start();
        await gauges.StartAsync(Cancelled);
        var subscription = await world.SubscribeAsync(target.Url, new() { Ordered = true, BatchMost = 10, BatchWait = TimeSpan.FromSeconds(1) });
        using var live = world.Get<LiveFanout>().Listen("websocket");
        live.Cut(LiveCut.Stalled);

        await world.HappenAsync("a", "b", "c");
        await world.UntilAsync(() => target.All.Count == 2, TimeSpan.FromSeconds(5));
        await world.UntilAsync(() => Sum("tamma.notifications.deliveries", "tamma.outcome=delivered") == 1);
        Assert.Equal(1, Sum("tamma.notifications.deliveries", "tamma.outcome=retry"));
        Assert.Equal(3, Sum("tamma.notifications.events.sent", "tamma.way=webhook"));
        Assert.Equal(["tamma.outcome=delivered,tamma.status=2xx", "tamma.outcome=retry,tamma.status=5xx"], seen.Where(one => one is { Name: "tamma.notifications.attempt.duration", Unit: "s" }).Select(one => one.Tags).Order(StringComparer.Ordinal));

        // It is disabled then, and what waits and how far it is behind can be seen.
        await world.HappenAsync("gone");
        await world.UntilAsync(() => Sum("tamma.notifications.deliveries", "tamma.outcome=gone") == 1, TimeSpan.FromSeconds(1));
        await world.UntilAsync(async () => (await world.FindAsync(subscription.Id)).State is Tamma.Notifications.Subscriptions.SubscriptionState.Disabled);
        await world.UntilAsync(
            async () =>
            {
                // The reader may learn later than the record that it is disabled, and takes what came until then.
                await world.HappenAsync("later");
                seen.Clear();
                listener.RecordObservableInstruments();
                return Sum("tamma.notifications.queue.depth", "") >= 1 && Sum("tamma.notifications.reader.lag", $"tamma.reader={subscription.Id}") >= 1 && Sum("tamma.notifications.reader.lag.time", $"tamma.reader={subscription.Id}") > 0;
            },
            TimeSpan.FromSeconds(1));
        Assert.Equal(0, Sum("tamma.notifications.dead_letters", ""));
        Assert.Equal(1, Sum("tamma.notifications.live.connections", "tamma.way=websocket"));
        Assert.Equal(1, Sum("tamma.notifications.live.cut", "tamma.reason=stalled"));
        Assert.Contains(seen, one => one is { Name: "tamma.notifications.reader.lag", Tags: "tamma.reader=live" });
        Assert.All(seen, one => Assert.DoesNotContain("127.0.0.1", one.Tags, StringComparison.Ordinal));
        await gauges.StopAsync(Cancelled);

        double Sum(string name, string tags) => seen.Where(one => one.Name == name && one.Tags == tags).Sum(one => one.Value);

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Assert.All(tags.ToArray(), tag => Assert.Contains(tag.Key, s_tags));
            seen.Add((instrument.Name, instrument.Unit, value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        }
    }

    [Fact]
    public void The_document_names_every_instrument()
    {
        var text = File.ReadAllText(Path.Combine(Repository(), "docs", "operator.md"));
        List<string> names = [];
        using var meter = new NotificationMeter();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => { if (instrument.Meter == meter.Meter) { names.Add($"| `{instrument.Name}` | {instrument.Unit} |"); } } };
        listener.Start();
        using var gauges = new NotificationGauges(null!, meter, null!, TimeProvider.System);

        Assert.Equal(9, names.Count);
        Assert.All(names, name => Assert.Contains(name, text, StringComparison.Ordinal));
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return folder;
    }
}
