using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Tamma.Client;
using Tamma.Notifications.Live;
using Tamma.Server.Rest;

namespace Tamma.Server.Live;

/// <summary>Frames on their way to a client of <c>tamma.live.v1</c>, one after the other. A client that takes nothing is a <see cref="TimeoutException"/>.</summary>
internal sealed class LiveSender(WebSocket socket, LiveServices live, CancellationToken aborted)
{
    /// <summary>An event that many want: its JSON is written once, and what is this client's stands before it.</summary>
    public async ValueTask SendAsync(byte[] start, LiveEvent happening)
    {
        var json = happening.Json(LiveServices.Write);
        var frame = ArrayPool<byte>.Shared.Rent(start.Length + json.Length + 1);
        start.CopyTo(frame, 0);
        json.Span.CopyTo(frame.AsSpan(start.Length));
        frame[start.Length + json.Length] = (byte)'}';
        await SendAsync(frame.AsMemory(0, start.Length + json.Length + 1));

        // Not where sending failed: then it may still be read.
        ArrayPool<byte>.Shared.Return(frame);
    }

    public ValueTask SendAsync(LiveMessage message) => SendAsync(JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Context.LiveMessage).AsMemory());

    /// <summary>Says why, if there is a reason, and closes. A client that does not even take that is left.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status, LiveMessage? cut)
    {
        try
        {
            if (cut is not null && socket.State is WebSocketState.Open)
            {
                await SendAsync(cut);
            }

            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(status, null, CancellationToken.None).WaitAsync(live.Limits.SlowAfter, live.Time);
            }
        }
        catch (Exception ex) when (ex is WebSocketException or OperationCanceledException or TimeoutException)
        {
            // It is gone.
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> frame)
    {
        var sending = socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, aborted);
        if (sending.IsCompletedSuccessfully)
        {
            return;
        }

        await sending.AsTask().WaitAsync(live.Limits.SlowAfter, live.Time);
    }
}
