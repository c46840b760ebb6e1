using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Notifications.Subscriptions;
using Tamma.Security.Network;

namespace Tamma.Perf.Webhooks;

/// <summary>From a commit to a webhook on loopback: one event at a time with idle queues, then many at once. The receiver is in this process and does nothing but read.</summary>
internal static class WebhooksPart
{
    private const int Single = 1_000;
    private const int Many = 2_000;
    private const int Targets = 20;
    private const int WithOthers = 200;

    public static async Task<int> RunAsync(string database)
    {
        var options = new TammaOptions
        {
            Subscriptions = new() { KeyFile = Path.ChangeExtension(database, ".key"), Webhooks = new() { Allow = AddressAllowance.Parse(["127.0.0.1"], out _)! } },
        };
        await using var service = await Service.StartAsync(options, database);
        await using var target = new WebhookSink();
        var book = service.Get<SubscriptionBook>();
        var (ordered, _) = await book.AddAsync(new() { Url = target.Url.ToString(), Ordered = true, Calm = CalmChoice.Off }, "perf", CancellationToken.None);

        var idle = await IdleAsync(service, target, 1, Single);
        var inOrder = await FloodAsync(service, target, Many);
        await book.RemoveAsync(ordered.Id, "perf", CancellationToken.None);
        for (var i = 0; i < Targets; i++)
        {
            await book.AddAsync(new() { Url = target.Url.ToString(), Calm = CalmChoice.Off }, "perf", CancellationToken.None);
        }

        var abreast = await FloodAsync(service, target, Many / Targets * Targets, Targets);
        var many = await IdleAsync(service, target, Targets, WithOthers);
        using var hanging = Hanging();
        foreach (var port in new[] { Closed(), ((IPEndPoint)hanging.LocalEndpoint).Port })
        {
            await book.AddAsync(new() { Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"), Calm = CalmChoice.Off }, "perf", CancellationToken.None);
        }

        var dead = await IdleAsync(service, target, Targets, WithOthers);
        Result.Write(new()
        {
            ["p50_ms"] = idle[idle.Length / 2],
            ["p99_ms"] = idle[idle.Length * 99 / 100],
            ["worst_ms"] = idle[^1],
            ["ordered_per_s"] = inOrder,
            ["abreast_per_s"] = abreast,
            ["many_p50_ms"] = many[many.Length / 2],
            ["many_p99_ms"] = many[many.Length * 99 / 100],
            ["dead_p50_ms"] = dead[dead.Length / 2],
            ["dead_p99_ms"] = dead[dead.Length * 99 / 100],
            ["peak_mib"] = Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024),
        });
        return 0;
    }

    /// <summary>Takes connections and never says anything.</summary>
    private static TcpListener Hanging()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(backlog: 512);
        return listener;
    }

    /// <summary>A port at which nobody listens any more.</summary>
    private static int Closed()
    {
        using var listener = Hanging();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Milliseconds from before the commit to the last byte of the last of its messages, sorted; the first ones, which warm up, left out.</summary>
    private static async Task<double[]> IdleAsync(Service service, WebhookSink target, int messages, int events)
    {
        List<double> took = [];
        for (var i = 0; i < events + 100; i++)
        {
            var arrived = target.NextAsync(messages);
            var begin = Stopwatch.GetTimestamp();
            await HappenAsync(service, 1);
            var at = await arrived;
            if (i >= 100)
            {
                took.Add(Stopwatch.GetElapsedTime(begin, at).TotalMilliseconds);
            }
        }

        return [.. took.Order()];
    }

    /// <summary>Messages a second, from the commit of all to the last message's last byte.</summary>
    private static async Task<double> FloodAsync(Service service, WebhookSink target, int events, int targets = 1)
    {
        var arrived = target.NextAsync(events / targets * targets);
        var begin = Stopwatch.GetTimestamp();
        await HappenAsync(service, events / targets);
        return events / Stopwatch.GetElapsedTime(begin, await arrived).TotalSeconds;
    }

    private static async Task HappenAsync(Service service, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var position = await service.Get<IEventLog>().AppendAsync(
            [.. Enumerable.Range(0, count).Select(i => new EventDraft
            {
                Id = Guid.CreateVersion7(now),
                Type = EventTypes.ModelUpdated,
                OccurredAt = now,
                Provider = "lab",
                ModelId = string.Create(CultureInfo.InvariantCulture, $"model-{i}"),
                Data = """{"version":4,"changes":[{"field":"cost.input","old":1.25,"new":1.10},{"field":"limit.context","old":128000,"new":200000}]}"""u8.ToArray(),
            })],
            CancellationToken.None);
        service.Get<IBell>().Ring(position);
    }
}
