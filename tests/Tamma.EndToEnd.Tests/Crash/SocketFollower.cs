using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>
/// A client of <c>tamma.live.v1</c> that goes on behind what it has, wherever the server is now. It drops by itself, with no word, at random, and asks at random
/// where it is and believes the answer.
/// </summary>
/// <param name="where">The server's address; null while it is known to be dead.</param>
/// <param name="filters">Its subscriptions.</param>
/// <param name="isCompressed">Whether it asks for permessage-deflate.</param>
/// <param name="seed">Of its drops.</param>
internal sealed class SocketFollower(Func<Uri?> where, IReadOnlyDictionary<string, string> filters, bool isCompressed, int seed)
{
    private readonly Random _dice = new(seed);
    private readonly Dictionary<string, Told> _told = filters.ToDictionary(pair => pair.Key, _ => new Told());
    private readonly HashSet<string> _confirmed = [];

    /// <summary>What each subscription was told of.</summary>
    public IReadOnlyDictionary<string, Told> Subscriptions => _told;

    /// <summary>How often it left by itself.</summary>
    public int Drops { get; private set; }

    /// <summary>How often the server was gone.</summary>
    public int Losses { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            // After so many frames or so long, what comes first: a filter that matches little would wait long for its frames.
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(_dice.Next(50, 500)), TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            try
            {
                await (where() is { } server ? FollowAsync(server, either.Token) : Task.CompletedTask);
            }
            catch (WebSocketException)
            {
                Losses++;
            }
            catch (OperationCanceledException)
            {
                Drops++;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(_dice.Next(1, 30)), TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task FollowAsync(Uri server, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("tamma.live.v1");
        socket.Options.DangerousDeflateOptions = isCompressed ? new() { ClientContextTakeover = false, ServerContextTakeover = false } : null;
        await socket.ConnectAsync(new Uri($"ws://{server.Authority}/api/v1/live{(isCompressed ? "?compression=true" : "")}"), cancellationToken);
        _confirmed.Clear();
        foreach (var (id, filter) in filters)
        {
            await SendAsync(socket, $$"""{"type":"subscribe","id":"{{id}}","filter":"{{filter}}","after":"{{_told[id].Place.ToString(CultureInfo.InvariantCulture)}}"}""", cancellationToken);
        }

        var frame = new MemoryStream();
        for (var left = _dice.Next(1, 400); left > 0; left--)
        {
            if (_dice.Next(20) == 0)
            {
                await SendAsync(socket, """{"type":"ping"}""", cancellationToken);
            }

            await ReadAsync(socket, frame, cancellationToken);
            using var message = JsonDocument.Parse(frame.GetBuffer().AsMemory(0, (int)frame.Length));
            if (!Take(message.RootElement))
            {
                return;
            }
        }

        Drops++;
        socket.Abort();
    }

    /// <returns>False when the server ends it.</returns>
    private bool Take(JsonElement message)
    {
        switch (message.GetProperty("type").GetString())
        {
            case "event":
                foreach (var id in message.GetProperty("subscriptions").EnumerateArray())
                {
                    _told[id.GetString()!].Add(message.GetProperty("event"));
                }

                return true;
            case "subscribed":
                _confirmed.Add(message.GetProperty("id").GetString()!);
                return true;
            case "position" or "pong":
                foreach (var id in _confirmed)
                {
                    _told[id].Reach(message.GetProperty("position").GetInt64());
                }

                return true;
            case "hello":
                return true;
            case "cut":
                return false;
            default:
                throw new InvalidOperationException($"The server says {message.GetRawText()}.");
        }
    }

    private static Task SendAsync(ClientWebSocket socket, string text, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private static async Task ReadAsync(ClientWebSocket socket, MemoryStream frame, CancellationToken cancellationToken)
    {
        frame.SetLength(0);
        var part = new byte[4096];
        while (true)
        {
            var read = await socket.ReceiveAsync(part, cancellationToken);
            if (read.MessageType is WebSocketMessageType.Close)
            {
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
            }

            frame.Write(part.AsSpan(0, read.Count));
            if (read.EndOfMessage)
            {
                return;
            }
        }
    }
}
