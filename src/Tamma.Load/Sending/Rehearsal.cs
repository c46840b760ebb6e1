using System.Net;
using System.Net.Sockets;
using System.Text;
using Tamma.Client.Benchmarks;

namespace Tamma.Load.Sending;

/// <summary>
/// Runs the very code that will be measured against a server in this program, until it is compiled: the first request of a process takes 60 to 140 ms longer
/// (docs/benchmarks.md), and no foreign server is asked, or paid, for that.
/// </summary>
internal static class Rehearsal
{
    private const int Rounds = 60;

    private static readonly byte[] s_answer = Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n{Chunk("data: {\"choices\":[]}\n\n")}{Chunk("data: [DONE]\n\n")}{Chunk("")}");

    public static async Task PlayAsync(LoadPlan plan, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
#pragma warning disable CA2025 // awaited at the end
        var server = ServeAsync(listener, end.Token);
#pragma warning restore CA2025
        using (var connections = new Connections())
        {
            var here = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1");
            var sender = new Sender(connections.Client, new Target(plan with { Url = here, Key = null, Headers = null }), TimeSpan.FromSeconds(5));
            for (var round = 0; round < Rounds; round++)
            {
                await sender.SendAsync(new Exchange(4_096, 16), body, cancellationToken);
            }
        }

        await end.CancelAsync();
        await server;
    }

    private static string Chunk(string text) => $"{text.Length:x}\r\n{text}\r\n";

    private static async Task ServeAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = await listener.AcceptSocketAsync(cancellationToken);
            await using var stream = new NetworkStream(socket);
            var buffer = new byte[1 << 20];
            while (await ReadRequestAsync(stream, buffer, cancellationToken))
            {
                await stream.WriteAsync(s_answer, cancellationToken);
            }
        }
        catch (Exception ex) when (ex is OperationCanceledException or IOException)
        {
            // The rehearsal is over.
        }
    }

    /// <summary>A head, and as many bytes after it as it says.</summary>
    private static async Task<bool> ReadRequestAsync(NetworkStream stream, byte[] buffer, CancellationToken cancellationToken)
    {
        var held = 0;
        while (await stream.ReadAsync(buffer.AsMemory(held % buffer.Length), cancellationToken) is > 0 and var bytes)
        {
            held += bytes;
            if (buffer.AsSpan(0, Math.Min(held, buffer.Length)).IndexOf("\r\n\r\n"u8) is >= 0 and var head)
            {
                return await SkipAsync(stream, buffer, head + 4 + LengthIn(Encoding.ASCII.GetString(buffer, 0, head)) - held, cancellationToken);
            }
        }

        return false;
    }

    private static async Task<bool> SkipAsync(NetworkStream stream, byte[] buffer, int left, CancellationToken cancellationToken)
    {
        while (left > 0)
        {
            var bytes = await stream.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), cancellationToken);
            if (bytes == 0)
            {
                return false;
            }

            left -= bytes;
        }

        return true;
    }

    private static int LengthIn(string head) =>
        head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } line ? int.Parse(line.AsSpan(15), System.Globalization.CultureInfo.InvariantCulture) : 0;
}
