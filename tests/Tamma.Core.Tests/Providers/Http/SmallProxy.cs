using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tamma.Core.Tests.Providers.Http;

/// <summary>A proxy on a free port of loopback. Tunnels lead to one server whatever was asked for; plain requests are answered by it.</summary>
internal sealed class SmallProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;

    /// <param name="target">Port on this machine that a tunnel leads to.</param>
    public SmallProxy(int target = 0)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>First lines and credentials of what was asked.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>What it wants as <c>Proxy-Authorization</c>; null for nothing.</summary>
    public string? Wants { get; init; }

    public string Body { get; init; } = """{"object":"list","data":[{"id":"m"}]}""";

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception ex) when (ex is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                while (await HeadAsync(stream) is { } head)
                {
                    var lines = head.Split("\r\n");
                    var authorization = lines.FirstOrDefault(line => line.StartsWith("Proxy-Authorization: ", StringComparison.OrdinalIgnoreCase));
                    Asked.Enqueue(lines[0]);
                    if (Wants is not null && authorization?["Proxy-Authorization: ".Length..] != Wants)
                    {
                        await WriteAsync(stream, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
                    }
                    else if (lines[0].StartsWith("CONNECT ", StringComparison.Ordinal))
                    {
                        using var target = new TcpClient();
                        await target.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                        await WriteAsync(stream, "HTTP/1.1 200 OK\r\n\r\n");
                        await using var inner = target.GetStream();
                        await Task.WhenAny(stream.CopyToAsync(inner, _end.Token), inner.CopyToAsync(stream, _end.Token));
                        return;
                    }
                    else
                    {
                        await WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
                    }
                }
            }
            catch (Exception ex) when (ex is IOException or OperationCanceledException or SocketException)
            {
            }
        }
    }

    private async Task<string?> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _end.Token) == 1)
        {
            head.Append((char)one[0]);
            if (head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n")
            {
                return head.ToString();
            }
        }

        return null;
    }

    private async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _end.Token);
}
