using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Tamma.GroundTruth;

/// <summary>Says what a script has, at its times and in its writes, to whoever asks: a thread for each connection, so that none waits for another. Never early; late as the system is.</summary>
internal sealed class TrapServer(TrapScript script) : IDisposable
{
    private static readonly byte[] s_hello = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

    private readonly ManualResetEvent _never = new(initialState: false);
    private readonly SemaphoreSlim _slots = new(script.Slots);
    private readonly X509Certificate2? _certificate = script.IsSecret ? Certificate() : null;
    private int _requests;
    private int _connections;
    private long _longest;

    /// <summary>That asked for an answer; those by which connections are opened are none.</summary>
    public int Requests => _requests;

    public int Connections => _connections;

    /// <summary>Bytes of the longest body that was sent to it.</summary>
    public long Longest => _longest;

    public void Run(Action<int> listening, Func<bool> isOver)
    {
        using var listener = new TcpListener(IPAddress.Parse(script.Address), 0);
        listener.Start(1_024);
        listening(((IPEndPoint)listener.LocalEndpoint).Port);
        while (!isOver())
        {
            if (listener.Server.Poll(20_000, SelectMode.SelectRead))
            {
                var socket = listener.AcceptSocket();
                _connections++;
                new Thread(() => Serve(socket)) { IsBackground = true }.Start();
            }
        }
    }

    public void Dispose()
    {
        _never.Dispose();
        _slots.Dispose();
        _certificate?.Dispose();
    }

    private void Serve(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            using var stream = Open(socket);
            while (TryTake(stream) is { } method)
            {
                if (method != "POST")
                {
                    stream.Write(s_hello);
                }
                else if (!AnswerInTurn(script.Answers[(Interlocked.Increment(ref _requests) - 1) % script.Answers.Count], stream, socket))
                {
                    return;
                }
            }
        }
        catch (Exception ex) when (ex is IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // Whoever asked is gone.
        }
    }

    private Stream Open(Socket socket)
    {
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (_certificate is null)
        {
            return plain;
        }

        var secret = new SslStream(plain);
        secret.AuthenticateAsServer(_certificate);
        return secret;
    }

    private bool AnswerInTurn(TrapAnswer answer, Stream stream, Socket socket)
    {
        _slots.Wait();
        try
        {
            return Answer(answer, stream, socket);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <returns>Whether the connection lives on.</returns>
    private bool Answer(TrapAnswer answer, Stream stream, Socket socket)
    {
        var began = Stopwatch.GetTimestamp();
        foreach (var (at, bytes, times) in answer.Parts)
        {
            Wait(began, at);
            for (var i = 0; i < times; i++)
            {
                stream.Write(bytes);
            }

            stream.Flush();
        }

        if (answer.End is "keep")
        {
            return true;
        }

        Wait(began, answer.EndAt);
        if (answer.End is "reset")
        {
            socket.LingerState = new(enable: true, seconds: 0);
        }

        return false;
    }

    private void Wait(long began, double at)
    {
        for (var left = at - Stopwatch.GetElapsedTime(began).TotalMilliseconds; left > 0; left = at - Stopwatch.GetElapsedTime(began).TotalMilliseconds)
        {
            _never.WaitOne((int)Math.Ceiling(left));
        }
    }

    /// <summary>A head, and as many bytes after it as it says.</summary>
    /// <returns>The method; null at the end of the connection.</returns>
    private string? TryTake(Stream stream)
    {
        var head = new List<byte>();
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (stream.ReadByte() is >= 0 and var next)
            {
                head.Add((byte)next);
            }
            else
            {
                return null;
            }
        }

        var text = Encoding.ASCII.GetString([.. head]);
        var length = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } line
            ? int.Parse(line.AsSpan(15), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture)
            : 0;
        stream.ReadExactly(new byte[length]);
        _longest = Math.Max(_longest, length);
        return text[..text.IndexOf(' ', StringComparison.Ordinal)];
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
