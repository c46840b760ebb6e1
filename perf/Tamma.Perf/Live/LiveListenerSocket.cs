using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tamma.Perf.Live;

/// <summary>
/// A client of <c>tamma.live.v1</c> that does as little as can be: what it costs is taken from the same two cores. It reads positions and
/// stamps out of the frames' bytes, and comes again behind its last position when it is cut.
/// </summary>
internal sealed class LiveListenerSocket(Uri server, string filter) : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private byte[] _buffer = new byte[8 * 1024];
    private Socket? _socket;
    private volatile bool _isSubscribed;
    private Task _reading = Task.CompletedTask;

    /// <summary>Of the last event, or of where the server says that it is.</summary>
    public long Position { get; private set; }

    public int Count { get; private set; }

    /// <summary>Of the positions in the order in which they came: another one, one more, one less or another order gives another.</summary>
    public ulong Digest { get; private set; }

    public int Again { get; private set; }

    /// <summary>Milliseconds from a commit's begin until its event was read here.</summary>
    public List<double> Latencies { get; } = [];

    public static ulong Digested(ulong before, long position) => (before * 6364136223846793005) + (ulong)position + 1;

    public async Task ConnectAsync(long after)
    {
        Position = after;
        await OpenAsync();
        _reading = Task.Run(ReadAsync);
    }

    public void Forget()
    {
        (Count, Digest) = (0, 0);
        Latencies.Clear();
    }

    /// <summary>Asks where it is. While it comes again it is asked later.</summary>
    public async Task PingAsync()
    {
        try
        {
            await (_isSubscribed ? SendAsync("""{"type":"ping"}""") : Task.CompletedTask);
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException)
        {
            // Whoever reads sees it too.
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _socket?.Dispose();
        _end.Dispose();
    }

    private async Task OpenAsync()
    {
        _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port);
        var request = $"GET /api/v1/live HTTP/1.1\r\nHost: {server.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: tamma.live.v1\r\n\r\n";
        await _socket.SendAsync(Encoding.ASCII.GetBytes(request));
        await SendAsync($$"""{"type":"subscribe","id":"a","filter":"{{filter.Replace("\"", "\\\"", StringComparison.Ordinal)}}","after":"{{Position.ToString(CultureInfo.InvariantCulture)}}"}""");
        _isSubscribed = true;
    }

    /// <summary>A mask of zeros masks nothing, and is one.</summary>
    private async Task SendAsync(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        byte[] frame = payload.Length < 126
            ? [0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload]
            : [0x81, 0xFE, (byte)(payload.Length >> 8), (byte)payload.Length, 0, 0, 0, 0, .. payload];
        await _socket!.SendAsync(frame);
    }

    private async Task ReadAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await ReadConnectionAsync();
            }
            catch (Exception ex) when (ex is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Gone; it comes again.
            }

            if (!_end.IsCancellationRequested)
            {
                Again++;
                _isSubscribed = false;
                _socket!.Dispose();
                await OpenAsync();
            }
        }
    }

    private async Task ReadConnectionAsync()
    {
        var (count, isOpen) = (0, false);
        while (await _socket!.ReceiveAsync(_buffer.AsMemory(count), _end.Token) is > 0 and var more)
        {
            var now = Stopwatch.GetTimestamp();
            count += more;
            var start = 0;
            if (!isOpen)
            {
                if (_buffer.AsSpan(0, count).IndexOf("\r\n\r\n"u8) is not (>= 0 and var head))
                {
                    continue;
                }

                isOpen = true;
                start = head + 4;
            }

            while (Frame(_buffer.AsSpan(start, count - start), out var payload) is > 0 and var length)
            {
                Take(payload, now);
                start += length;
            }

            _buffer.AsSpan(start, count - start).CopyTo(_buffer);
            count -= start;
            if (count == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
        }
    }

    /// <returns>The frame's length; zero where it is not whole yet.</returns>
    private static int Frame(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> payload)
    {
        payload = [];
        if (bytes.Length < 4)
        {
            return 0;
        }

        var (head, length) = (bytes[1] & 0x7F) switch
        {
            126 => (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
            127 => bytes.Length < 10 ? (10, int.MaxValue - 10) : (10, (int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..])),
            var small => (2, small),
        };
        if (bytes.Length - head < length)
        {
            return 0;
        }

        payload = bytes.Slice(head, length);
        return head + length;
    }

    private void Take(ReadOnlySpan<byte> frame, long now)
    {
        // Of a hello it is where the log ends, and not where this client is.
        if (frame.StartsWith("{\"type\":\"hello\""u8) || Number(frame, "\"position\":"u8) is not { } position)
        {
            return;
        }

        if (frame.StartsWith("{\"type\":\"event\""u8))
        {
            Count++;
            Digest = Digested(Digest, position);
            if (Number(frame, "\"at\":"u8) is { } at)
            {
                Latencies.Add(Stopwatch.GetElapsedTime(at, now).TotalMilliseconds);
            }
        }

        Position = Math.Max(Position, position);
    }

    private static long? Number(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> name) =>
        frame.IndexOf(name) is >= 0 and var at && Utf8Parser.TryParse(frame[(at + name.Length)..], out long number, out _) ? number : null;
}
