using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tamma.Perf.Webhooks;

/// <summary>Reads messages over connections that stay open, answers 204 and notes when the last of those that are waited for came.</summary>
internal sealed class WebhookSink : IAsyncDisposable
{
    private static readonly byte[] s_taken = "HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _gate = new();
    private readonly Task _loop;
    private readonly WebhookTake? _take;
    private TaskCompletionSource<long>? _waiting;
    private int _left;

    public WebhookSink(WebhookTake? take = null)
    {
        _take = take;
        _listener.Start();
        Url = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));
        _loop = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>The stamp at which the last of so many messages from now on was read.</summary>
    public Task<long> NextAsync(int count)
    {
        lock (_gate)
        {
            (_waiting, _left) = (new(TaskCreationOptions.RunContinuationsAsynchronously), count);
            return _waiting.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _loop;
        _listener.Dispose();
        _ended.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> open = [];
        try
        {
            while (true)
            {
                open.Add(ReadAsync(await _listener.AcceptTcpClientAsync(_ended.Token)));
            }
        }
        catch (Exception ex) when (ex is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ReadAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            var buffer = new byte[64 * 1024];
            var length = 0;
            try
            {
                while (await stream.ReadAsync(buffer.AsMemory(length), _ended.Token) is > 0 and var read)
                {
                    length += read;
                    while (Whole(buffer.AsSpan(0, length)) is ( > 0 and var whole, var head))
                    {
                        _take?.Invoke(Path(buffer), buffer.AsSpan(head..whole));
                        Note();
                        buffer.AsSpan(whole, length - whole).CopyTo(buffer);
                        length -= whole;
                        await stream.WriteAsync(s_taken, _ended.Token);
                    }

                    if (length == buffer.Length)
                    {
                        Array.Resize(ref buffer, buffer.Length * 2);
                    }
                }
            }
            catch (Exception ex) when (ex is IOException or OperationCanceledException)
            {
                // It is over.
            }
        }
    }

    /// <returns>How many bytes the first message has, 0 while it is not whole, and how many of them come before its body.</returns>
    private static (int Length, int Head) Whole(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8) + 4;
        if (head < 4)
        {
            return (0, 0);
        }

        var at = bytes.IndexOf("Content-Length: "u8) + "Content-Length: ".Length;
        var body = int.Parse(bytes[at..(at + bytes[at..].IndexOf((byte)'\r'))], NumberStyles.None, CultureInfo.InvariantCulture);
        return (bytes.Length >= head + body ? head + body : 0, head);
    }

    /// <summary>Between the first two spaces.</summary>
    private static ReadOnlySpan<byte> Path(ReadOnlySpan<byte> message)
    {
        var rest = message[(message.IndexOf((byte)' ') + 1)..];
        return rest[..rest.IndexOf((byte)' ')];
    }

    private void Note()
    {
        var now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            if (--_left == 0)
            {
                _waiting?.TrySetResult(now);
            }
        }
    }
}
