using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Tamma.Client;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Live;

/// <summary>A client of <c>tamma.live.v1</c> over a real socket.</summary>
internal sealed class LiveClient : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 20];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ClientWebSocket Socket { get; } = new();

    public static async Task<LiveClient> ConnectAsync(RunningServer server, string query = "", Action<ClientWebSocketOptions>? options = null)
    {
        var client = new LiveClient();
        client.Socket.Options.AddSubProtocol("tamma.live.v1");
        options?.Invoke(client.Socket.Options);
        await client.Socket.ConnectAsync(new($"ws{server.Url["http".Length..]}/api/v1/live{query}"), Cancelled);
        Assert.Equal("hello", (await client.NextAsync())!.Type);
        return client;
    }

    public Task SayAsync(LiveRequest request) => SendAsync(JsonSerializer.Serialize(request, TammaJson.Default.LiveRequest));

    public Task SendAsync(string frame) => Socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, Cancelled);

    public async Task SubscribeAsync(string id, string? filter, string? after = null)
    {
        await SayAsync(new() { Type = "subscribe", Id = id, Filter = filter, After = after });
        while (await NextAsync() is { } message)
        {
            Assert.True(message.Type is "subscribed" or "event" or "position", $"{message}");
            if (message.Type == "subscribed")
            {
                return;
            }
        }

        Assert.Fail("The server closed.");
    }

    /// <returns>Null where the server closes.</returns>
    public async Task<LiveMessage?> NextAsync()
    {
        var count = 0;
        while (true)
        {
            var part = await Socket.ReceiveAsync(_buffer.AsMemory(count), Cancelled);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            count += part.Count;
            if (part.EndOfMessage)
            {
                return JsonSerializer.Deserialize(_buffer.AsSpan(0, count), TammaJson.Default.LiveMessage);
            }
        }
    }

    public async Task<LiveMessage> NextAsync(string type)
    {
        while (await NextAsync() is { } message)
        {
            if (message.Type == type)
            {
                return message;
            }
        }

        throw new InvalidOperationException($"The server closed without {type}: {(int?)Socket.CloseStatus}.");
    }

    public void Dispose()
    {
        Socket.Abort();
        Socket.Dispose();
    }
}
