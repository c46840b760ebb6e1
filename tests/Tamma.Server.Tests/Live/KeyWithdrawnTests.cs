using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Client;
using Tamma.Notifications.Live;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Live;

/// <summary>A connection that lasts is let in no longer than its key is valid.</summary>
public sealed class KeyWithdrawnTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_socket_is_closed_with_the_reason_and_one_without_a_key_goes_on()
    {
        await using var server = await RunningServer.StartAsync();
        using var keyed = await LiveClient.ConnectAsync(server, options: options => options.SetRequestHeader("Authorization", $"Bearer {server.Key}"));
        await keyed.SubscribeAsync("all", Happenings.Every);
        using var local = await LiveClient.ConnectAsync(server);
        await local.SubscribeAsync("all", Happenings.Every);

        await WithdrawAsync(server);

        var cut = await keyed.NextAsync("cut");
        Assert.Equal(("unauthenticated", LiveAccess()), (cut.Error, cut.Reason));
        Assert.Null(await keyed.NextAsync());
        Assert.Equal((WebSocketCloseStatus)4401, keyed.Socket.CloseStatus);
        var end = await Happenings.AddAsync(server, 1, cancellationToken: Cancelled);
        Assert.Equal(end, (await local.NextAsync("event")).Event!.Position);
        Assert.Equal(1, server.App.Services.GetRequiredService<LiveFanout>().Status().CutBy["key_withdrawn"]);
    }

    [Fact]
    public async Task A_stream_ends_with_the_reason_and_is_not_let_in_again()
    {
        await using var server = await RunningServer.StartAsync();
        using var request = server.Request(HttpMethod.Get, "/api/v1/changes/stream", server.Key);
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled));
        while (await lines.ReadLineAsync(Cancelled) is not "event: position")
        {
        }

        await WithdrawAsync(server);

        while (await lines.ReadLineAsync(Cancelled) is var line and not "event: cut")
        {
            Assert.NotNull(line);
        }

        Assert.StartsWith($$"""data: {"error":"unauthenticated","reason":"{{LiveAccess()}}","position":""", await lines.ReadLineAsync(Cancelled), StringComparison.Ordinal);
        while (await lines.ReadLineAsync(Cancelled) is not null)
        {
        }

        using var http = new HttpClient();
        var refused = await Assert.ThrowsAsync<TammaException>(async () => await new TammaClient(http, new(server.Url), server.Key).FollowAsync(cancellationToken: Cancelled).GetAsyncEnumerator(Cancelled).MoveNextAsync());
        Assert.Equal(401, refused.Status);
    }

    [Fact]
    public async Task Keys_that_are_read_again_and_are_the_same_end_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        using var keyed = await LiveClient.ConnectAsync(server, options: options => options.SetRequestHeader("Authorization", $"Bearer {server.Key}"));
        await keyed.SubscribeAsync("all", Happenings.Every);

        await server.App.Services.GetRequiredService<KeyRing>().LoadAsync(Cancelled);

        var end = await Happenings.AddAsync(server, 1, cancellationToken: Cancelled);
        Assert.Equal(end, (await keyed.NextAsync("event")).Event!.Position);
    }

    private static string LiveAccess() => Tamma.Server.Live.LiveAccess.Reason;

    private static async Task WithdrawAsync(RunningServer server)
    {
        await server.App.Services.GetRequiredService<IKeyStore>().ClearAsync(Cancelled);
        await server.App.Services.GetRequiredService<KeyRing>().LoadAsync(Cancelled);
    }
}
