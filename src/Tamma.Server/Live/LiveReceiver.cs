using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Threading.Channels;
using Tamma.Notifications.Live;

namespace Tamma.Server.Live;

/// <summary>Reads a client's frames. Between frames it holds no buffer: most clients say nothing for most of the time.</summary>
internal sealed class LiveReceiver(WebSocket socket, ChannelWriter<LiveCommand> commands, LiveSignal signal, LiveServices live)
{
    private long _second;
    private int _inSecond;

    /// <summary>Until the client closes, goes, or breaks a rule.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await NextAsync(cancellationToken) is { } command)
            {
                await commands.WriteAsync(command, cancellationToken);
                signal.Set();
                if (command is LiveCommand.Leave)
                {
                    await DrainAsync(cancellationToken);
                    break;
                }
            }
        }
        catch (Exception ex) when (ex is WebSocketException or OperationCanceledException or ChannelClosedException)
        {
            // The connection is gone.
        }
        finally
        {
            commands.TryComplete();
            signal.Set();
        }
    }

    /// <summary>Takes what still comes until the client closes: a connection that is closed over unread bytes is reset, and the client would not read why.</summary>
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(live.Limits.MessageBytes);
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken)).MessageType is not WebSocketMessageType.Close)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <returns>Null where the client closes.</returns>
    private async Task<LiveCommand?> NextAsync(CancellationToken cancellationToken)
    {
        var waiting = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        if (waiting.MessageType is WebSocketMessageType.Close)
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(live.Limits.MessageBytes + 1);
        try
        {
            var (count, isEnd) = (0, waiting.EndOfMessage);
            while (!isEnd)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(count, live.Limits.MessageBytes + 1 - count), cancellationToken);
                (count, isEnd) = (count + part.Count, part.EndOfMessage);
                if (part.MessageType is WebSocketMessageType.Close)
                {
                    return null;
                }

                if (count > live.Limits.MessageBytes)
                {
                    return new LiveCommand.Leave((int)WebSocketCloseStatus.MessageTooBig, string.Create(CultureInfo.InvariantCulture, $"A frame has at most {live.Limits.MessageBytes} bytes."));
                }
            }

            return waiting.MessageType is WebSocketMessageType.Binary ? new LiveCommand.Leave((int)WebSocketCloseStatus.InvalidMessageType, "Frames are JSON text.")
                : IsTooMany() ? new LiveCommand.Leave(LiveClose.TooManyMessages, string.Create(CultureInfo.InvariantCulture, $"More than {live.Limits.MessagesPerSecond} frames in a second."))
                : LiveCommand.Read(buffer.AsSpan(0, count), live.Filters);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool IsTooMany()
    {
        var second = live.Time.GetTimestamp() / live.Time.TimestampFrequency;
        _inSecond = second == _second ? _inSecond + 1 : 1;
        _second = second;
        return _inSecond > live.Limits.MessagesPerSecond;
    }
}
