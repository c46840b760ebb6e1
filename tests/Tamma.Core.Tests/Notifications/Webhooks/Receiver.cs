using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tamma.Core.Tests.Notifications.Webhooks;

/// <summary>A target on loopback that keeps what it got and answers as it is told, one connection for each message.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly Func<Received, string> _answer;
    private readonly Task _loop;

    /// <param name="answer">From what came to status line, headers and body, as they go over the wire.</param>
    /// <param name="at">Where on loopback; 127.0.0.1 when not said.</param>
    public Receiver(Func<Received, string>? answer = null, IPAddress? at = null)
    {
        _listener = new(at ?? IPAddress.Loopback, 0);
        _answer = answer ?? (static _ => Status(204));
        _listener.Start();
        _loop = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/hook"));

    public IReadOnlyCollection<Received> All => _received;

    public static string Status(int status, string body = "", params string[] headers) =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> open = [];
        while (true)
        {
            try
            {
                open.Add(AnswerAsync(await _listener.AcceptTcpClientAsync()));
            }
            catch (Exception ex) when (ex is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                break;
            }
        }

        await Task.WhenAll(open);
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                var bytes = new List<byte>();
                var one = new byte[1];
                while (!Encoding.ASCII.GetString([.. bytes.TakeLast(4)]).Equals("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
                {
                    bytes.Add(one[0]);
                }

                var lines = Encoding.ASCII.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
                if (lines is [])
                {
                    return;
                }

                var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0].ToUpperInvariant(), pair => pair[1], StringComparer.Ordinal);
                var body = new byte[int.Parse(headers.GetValueOrDefault("CONTENT-LENGTH", "0"), CultureInfo.InvariantCulture)];
                await stream.ReadExactlyAsync(body);
                var received = new Received(lines[0], headers, body);
                _received.Enqueue(received);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(_answer(received)));
            }
            catch (IOException)
            {
                // It hung up.
            }
        }
    }
}

internal sealed record Received(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string this[string header] => Headers[header.ToUpperInvariant()];

    public string Text => Encoding.UTF8.GetString(Body);
}
