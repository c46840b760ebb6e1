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
    private TaskCompletionSource<long>? _waiting;
    private int _left;

    public WebhookSink()
    {
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
                    while (Whole(buffer.AsSpan(0, length)) is > 0 and var whole)
                    {
                        Note();
                        buffer.AsSpan(whole, length - whole).CopyTo(buffer);
                        length -= whole;
                        await stream.WriteAsync(s_taken, _ended.Token);
                    }
                }
            }
            catch (Exception ex) when (ex is IOException or OperationCanceledException)
            {
                // It is over.
            }
        }
    }

    /// <returns>How many bytes the first message has; 0 while it is not whole.</returns>
    private static int Whole(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return 0;
        }

        var at = bytes.IndexOf("Content-Length: "u8) + "Content-Length: ".Length;
        var body = int.Parse(bytes[at..(at + bytes[at..].IndexOf((byte)'\r'))], NumberStyles.None, CultureInfo.InvariantCulture);
        return bytes.Length >= head + 4 + body ? head + 4 + body : 0;
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
