using Tamma.Client;
using Tamma.Server.Tests.Live;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Notifications;

public sealed class StatusTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_listens_is_behind_in_positions_and_in_seconds_and_who_was_cut_is_counted_by_reason()
    {
        await using var server = await RunningServer.StartAsync();
        using var http = new HttpClient();
        var client = new TammaClient(http, new(server.Url), server.Key);
        using var live = await LiveClient.ConnectAsync(server);
        await live.SubscribeAsync("all", Happenings.Every);
        var begin = await Happenings.HeadAsync(server);
        await live.SayAsync(new() { Type = "ack", Position = begin });
        var end = await Happenings.AddAsync(server, 3, i => Happenings.Draft($"m{i}") with { OccurredAt = TimeProvider.System.GetUtcNow().AddMinutes(i - 60) }, Cancelled);
        for (var i = 0; i < 3; i++)
        {
            await live.NextAsync("event");
        }

        var behind = (await client.GetNotificationStatusAsync(Cancelled)).Live;
        Assert.Equal((end, 3), (behind.Position, behind.LagPositions));
        Assert.InRange(behind.LagSeconds, 3_590, 3_700);
        Assert.Equal((0, 0), (behind.Cut, behind.CutBy.Count));

        await live.SayAsync(new() { Type = "ack", Position = end });
        await live.SayAsync(new() { Type = "ping" });
        await live.NextAsync("pong");
        Assert.Equal((0, 0d), ((await client.GetNotificationStatusAsync(Cancelled)).Live.LagPositions, (await client.GetNotificationStatusAsync(Cancelled)).Live.LagSeconds));

        await live.SendAsync(new string('x', 20_000));
        await live.NextAsync("cut");
        var cut = (await client.GetNotificationStatusAsync(Cancelled)).Live;
        Assert.Equal((1, 1), (cut.Cut, cut.CutBy["protocol"]));
    }

    [Fact]
    public async Task How_it_stands_with_embeddings_is_told()
    {
        await using var server = await RunningServer.StartAsync();
        using var http = new HttpClient();
        Assert.Equal(new() { State = "off" }, (await new TammaClient(http, new(server.Url)).GetStatusAsync(Cancelled)).Embeddings);

        var stubs = new Stubs();
        stubs.Acme.Say(stubs.Acme.Claim("acme/one", ("name", "One")));
        await using var other = await RunningServer.StartAsync(stubs, options: given => given with { EmbeddingServer = new() { Url = new("http://127.0.0.1:9/v1"), Model = "small" } });
        var failing = (await new TammaClient(http, new(other.Url)).GetStatusAsync(Cancelled)).Embeddings!;
        Assert.Equal(("http://127.0.0.1:9/v1", "small"), (failing.Source, failing.Model));
        Assert.NotEqual("off", failing.State);
    }
}
