using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Notifications.Live;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Live;

public sealed class LiveSocketTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>It goes where it likes, in the middle of a burst or of silence, and comes again with the position that it had.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_client_that_drops_at_random_points_puts_the_exact_log_together(int seed)
    {
        const int Events = 10_000;
        await using var server = await RunningServer.StartAsync();
        var begin = await Happenings.HeadAsync(server);
        var dice = new Random(seed);
        var writing = WriteAsync(server, Events, new(seed + 1));
        List<long> seen = [];
        var (after, connections) = (begin, 0);
        while (after < begin + Events)
        {
            using var client = await LiveClient.ConnectAsync(server, dice.Next(2) == 0 ? "" : "?compression=true", options =>
            {
                options.DangerousDeflateOptions = dice.Next(2) == 0 ? null : new() { ClientContextTakeover = false, ServerContextTakeover = false };
            });
            connections++;
            await client.SayAsync(new() { Type = "subscribe", Id = "all", Filter = Happenings.Every, After = $"{after}" });
            for (var left = dice.Next(1, 900); left > 0 && after < begin + Events && await client.NextAsync() is { } message; left--)
            {
                if (message.Type == "event")
                {
                    after = message.Event!.Position;
                    seen.Add(after);
                }
            }
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, Events).Select(i => begin + i), seen);
        Assert.InRange(connections, 10, 2_000);
    }

    [Fact]
    public async Task Several_subscriptions_on_one_connection_get_each_event_once_with_their_names()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = await LiveClient.ConnectAsync(server);
        await client.SubscribeAsync("one", "model = acme/m1");
        await client.SubscribeAsync("new \"quoted\"", "new.cost.input>1 and provider = acme");
        await client.SubscribeAsync("never", "provider = nobody");
        var begin = await Happenings.HeadAsync(server);
        await Happenings.AddAsync(server, 70, cancellationToken: Cancelled);
        for (var i = 0; i < 70; i++)
        {
            var message = await client.NextAsync("event");
            Assert.Equal(begin + 1 + i, message.Event!.Position);
            Assert.Equal(i % 7 == 1 ? ["one", "new \"quoted\""] : ["new \"quoted\""], message.Subscriptions!);
        }

        await client.SayAsync(new() { Type = "unsubscribe", Id = "new \"quoted\"" });
        await client.NextAsync("unsubscribed");
        await Happenings.AddAsync(server, 7, cancellationToken: Cancelled);
        Assert.Equal((begin + 72, "one"), (await client.NextAsync("event") is var only ? only.Event!.Position : 0, only.Subscriptions![0]));
        await client.SayAsync(new() { Type = "ping" });
        Assert.Equal(begin + 77, (await client.NextAsync("pong")).Position);
    }

    [Fact]
    public async Task A_subscription_that_begins_earlier_catches_up_alone_and_goes_on_with_the_others()
    {
        await using var server = await RunningServer.StartAsync();
        var begin = await Happenings.HeadAsync(server);
        await Happenings.AddAsync(server, 700, cancellationToken: Cancelled);
        using var client = await LiveClient.ConnectAsync(server);
        await client.SubscribeAsync("live", Happenings.Every);
        await client.SubscribeAsync("late", "model = acme/m3", $"{begin}");
        await Happenings.AddAsync(server, 7, cancellationToken: Cancelled);

        for (var i = 0; i < 100; i++)
        {
            var message = await client.NextAsync("event");
            Assert.Equal(begin + 4 + (7 * i), message.Event!.Position);
            Assert.Equal(["late"], message.Subscriptions!);
        }

        for (var i = 0; i < 7; i++)
        {
            var message = await client.NextAsync("event");
            Assert.Equal(begin + 701 + i, message.Event!.Position);
            Assert.Equal(i == 3 ? ["live", "late"] : ["live"], message.Subscriptions!);
        }
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_still_moves_its_place()
    {
        await using var server = await RunningServer.StartAsync(live: new() { Heartbeat = TimeSpan.FromMilliseconds(50) });
        using var client = await LiveClient.ConnectAsync(server);
        await client.SubscribeAsync("none", "provider = nobody");
        var end = await Happenings.AddAsync(server, 30, cancellationToken: Cancelled);
        var place = await client.NextAsync("position");
        while (place.Position < end)
        {
            place = await client.NextAsync("position");
        }

        using var later = await LiveClient.ConnectAsync(server);
        await later.SubscribeAsync("all", Happenings.Every, place.Cursor);
        await Happenings.AddAsync(server, 1, cancellationToken: Cancelled);
        Assert.Equal(end + 1, (await later.NextAsync("event")).Event!.Position);
    }

    /// <summary>Nobody waits for it and nothing is kept for it; what it missed it can have.</summary>
    [Fact]
    public async Task A_slow_reader_is_cut_and_no_other_feels_it()
    {
        await using var server = await RunningServer.StartAsync(
            live: new() { SlowAfter = TimeSpan.FromSeconds(2), MessagesPerSecond = 100_000 }, services: services => services.AddSingleton(new LiveOptions { Page = 20, Held = 200 }));
        var begin = await Happenings.HeadAsync(server);
        using var slow = await LiveClient.ConnectAsync(server);
        await slow.SubscribeAsync("all", Happenings.Every);
        using var quick = await LiveClient.ConnectAsync(server);
        await quick.SubscribeAsync("all", Happenings.Every);
        var fanout = server.App.Services.GetRequiredService<LiveFanout>();
        long got = begin, end = begin;
        while (fanout.Status().Cut == 0)
        {
            // It goes on asking all the while, so that its questions wait too.
            await slow.SayAsync(new() { Type = "ping" });
            end = await Happenings.AddAsync(server, 20, i => Happenings.Draft($"m{i}", bytes: 60_000), Cancelled);
            while (got < end)
            {
                Assert.Equal(++got, (await quick.NextAsync("event")).Event!.Position);
            }

            Assert.InRange(end - begin, 0, 5_000);
        }

        Assert.Equal(1, fanout.Status().Cut);
        while (fanout.Status().Connections["websocket"] > 1)
        {
            Cancelled.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        using var again = await LiveClient.ConnectAsync(server);
        await again.SubscribeAsync("all", Happenings.Every, $"{begin}");
        for (var i = begin + 1; i <= end; i++)
        {
            Assert.Equal(i, (await again.NextAsync("event")).Event!.Position);
        }
    }

    [Theory]
    [InlineData("""{"type":"subscribe","id":"a","filter":"provider = openai and"}""", "invalid_filter")]
    [InlineData("""{"type":"subscribe","id":"a","filter":"changed(cost.inpt)"}""", "invalid_filter")]
    [InlineData("""{"type":"subscribe","id":"a","after":"x"}""", "invalid_cursor")]
    [InlineData("""{"type":"subscribe","id":"a","after":"99999"}""", "cursor_expired")]
    [InlineData("""{"type":"subscribe"}""", "invalid_frame")]
    [InlineData("""{"type":"dance"}""", "invalid_frame")]
    [InlineData("[", "invalid_frame")]
    public async Task A_mistake_is_answered_and_the_connection_stays(string frame, string error)
    {
        await using var server = await RunningServer.StartAsync();
        using var client = await LiveClient.ConnectAsync(server);
        await client.SendAsync(frame);
        var wrong = await client.NextAsync("error");
        Assert.Equal(error, wrong.Error);
        Assert.Equal(frame.Contains("inpt", StringComparison.Ordinal) ? (8, 9) : (wrong.FilterPosition, wrong.FilterLength), (wrong.FilterPosition, wrong.FilterLength));
        await client.SayAsync(new() { Type = "ping" });
        await client.NextAsync("pong");
    }

    [Fact]
    public async Task What_is_too_much_ends_the_connection_with_a_reason()
    {
        await using var server = await RunningServer.StartAsync(live: new() { Subscriptions = 2, MessagesPerSecond = 20 });
        using (var client = await LiveClient.ConnectAsync(server))
        {
            await client.SubscribeAsync("a", null);
            await client.SubscribeAsync("b", null);
            await client.SubscribeAsync("b", "provider = acme");
            await client.SayAsync(new() { Type = "subscribe", Id = "c" });
            Assert.Equal("too_many_subscriptions", (await client.NextAsync("error")).Error);
            await client.SendAsync($"{{\"type\":\"ping\",\"id\":\"{new string('x', 17_000)}\"}}");
            Assert.Contains("16384", (await client.NextAsync("cut")).Reason, StringComparison.Ordinal);
            Assert.Null(await client.NextAsync());
            Assert.Equal(WebSocketCloseStatus.MessageTooBig, client.Socket.CloseStatus);
        }

        using var quick = await LiveClient.ConnectAsync(server);
        for (var i = 0; i < 60; i++)
        {
            await quick.SayAsync(new() { Type = "ack", Position = 0 });
        }

        Assert.NotNull((await quick.NextAsync("cut")).Reason);
        Assert.Null(await quick.NextAsync());
        Assert.Equal(4029, (int)quick.Socket.CloseStatus!);
    }

    [Fact]
    public async Task A_client_goes_on_at_a_server_that_was_started_anew_and_is_refused_by_another_log()
    {
        var folder = Directory.CreateTempSubdirectory("tamma-live-");
        try
        {
            string? cursor = null;
            List<long> seen = [];
            for (var round = 0; round < 3; round++)
            {
                await using var server = await RunningServer.StartAsync(folder: folder.FullName);
                using var client = await LiveClient.ConnectAsync(server);
                await client.SubscribeAsync("all", Happenings.Every, cursor ?? "0");
                var end = await Happenings.AddAsync(server, 100, cancellationToken: Cancelled);
                while (seen.Count == 0 || seen[^1] < end)
                {
                    seen.Add((await client.NextAsync("event")).Event!.Position);
                }

                await client.SayAsync(new() { Type = "ping" });
                cursor = (await client.NextAsync("pong")).Cursor;
            }

            Assert.Equal(Enumerable.Range(1, seen.Count).Select(i => (long)i), seen);
            await using var other = await RunningServer.StartAsync();
            using var stranger = await LiveClient.ConnectAsync(other);
            await stranger.SayAsync(new() { Type = "subscribe", Id = "all", After = cursor });
            Assert.Equal("cursor_expired", (await stranger.NextAsync("error")).Error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Connections_are_counted_by_caller_and_given_back()
    {
        await using var server = await RunningServer.StartAsync(live: new() { PerCaller = 2 });
        var first = await LiveClient.ConnectAsync(server);
        using var second = await LiveClient.ConnectAsync(server);
        using var keyed = await LiveClient.ConnectAsync(server, "", options => options.SetRequestHeader("X-Api-Key", server.Key));
        await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.ConnectAsync(server));
        Assert.Equal((429, "too_many_connections"), await server.ProblemAsync("/api/v1/changes/stream") is var (status, name, _) ? (status, name) : default);
        Assert.Equal(3, server.App.Services.GetRequiredService<LiveFanout>().Status().Connections["websocket"]);

        first.Dispose();
        while (server.App.Services.GetRequiredService<LiveFanout>().Status().Connections.GetValueOrDefault("websocket") > 2)
        {
            Cancelled.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        using var third = await LiveClient.ConnectAsync(server);
    }

    [Fact]
    public async Task A_page_of_another_place_may_not_connect_without_a_key()
    {
        await using var server = await RunningServer.StartAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.ConnectAsync(server, "", options => options.SetRequestHeader("Origin", "https://evil.example")));
        using var own = await LiveClient.ConnectAsync(server, "", options => options.SetRequestHeader("Origin", server.Url));
        using var keyed = await LiveClient.ConnectAsync(server, "", options =>
        {
            options.SetRequestHeader("Origin", "https://app.example");
            options.SetRequestHeader("Authorization", $"Bearer {server.Key}");
        });
        Assert.Equal((426, "upgrade_required"), await server.ProblemAsync("/api/v1/live") is var (status, name, _) ? (status, name) : default);
    }

    private static async Task WriteAsync(RunningServer server, int events, Random dice)
    {
        for (var left = events; left > 0;)
        {
            var count = Math.Min(left, dice.Next(1, 300));
            await Happenings.AddAsync(server, count, cancellationToken: Cancelled);
            left -= count;
            if (dice.Next(4) == 0)
            {
                await Task.Yield();
            }
        }
    }
}
