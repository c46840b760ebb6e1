using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Tamma.Core.Tests.Providers;

/// <summary>A server on loopback that gives each path its answer, and 404 to others; with a certificate it speaks TLS only.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, (int Status, string Body)> _answers = new(StringComparer.Ordinal);
    private readonly X509Certificate2? _certificate;
    private readonly Task _loop;

    public AnsweringServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        Url = new($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}");
        _loop = ServeAsync();
    }

    public Uri Url { get; }

    public int Asked { get; private set; }

    public AnsweringServer On(string path, string body, int status = 200)
    {
        _answers[path] = (status, body);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client);
            }
            catch (Exception ex) when (ex is IOException or AuthenticationException)
            {
                // It hung up.
            }
            catch (Exception ex) when (ex is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    /// <summary>The first byte of a TLS handshake, which is none of an HTTP request.</summary>
    private static bool IsGreeting(TcpClient client)
    {
        var first = new byte[1];
        return client.Client.Receive(first, SocketFlags.Peek) == 1 && first[0] == 0x16;
    }

    private async Task AnswerAsync(TcpClient client)
    {
        Stream stream = client.GetStream();
        if (_certificate is not null)
        {
            var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(_certificate);
            stream = secure;
        }
        else if (await client.Client.ReceiveAsync(new byte[1], SocketFlags.Peek) == 0 || IsGreeting(client))
        {
            return;
        }

        await using (stream)
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            if (await reader.ReadLineAsync() is not { } line || line.Split(' ') is not [_, var path, ..])
            {
                return;
            }

            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            Asked++;
            var (status, body) = _answers.GetValueOrDefault(path.Split('?')[0], (404, "{}"));
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} X\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture)}\r\nConnection: close\r\n\r\n{body}"));
        }
    }
}
