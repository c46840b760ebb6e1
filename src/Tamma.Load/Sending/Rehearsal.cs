using System.Net;
using System.Net.Sockets;
using System.Text;
using Tamma.Client.Benchmarks;
using Tamma.Load.Pacing;
using Tamma.Load.Prompts;

namespace Tamma.Load.Sending;

/// <summary>
/// Plays the very drive that will be measured against a server in this program, so that all of it is compiled: the first request of a process takes 60 to 140 ms longer
/// (docs/benchmarks.md), and no foreign server is asked, or paid, for that. The worker compiles once and for good (TieredCompilation is off), so nothing is compiled anew in the window.
/// </summary>
internal static class Rehearsal
{
    private const int Rounds = 60;
    private const int Streams = 4;

    /// <summary>Between the parts of an answer: each is a read of its own, as a model's are.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(1);

    private static readonly byte[][] s_answer =
    [
        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"),
        Encoding.ASCII.GetBytes(Chunk("data: {\"choices\":[]}\n\n")),
        Encoding.ASCII.GetBytes(Chunk("data: {\"choices\":[]}\n\n")),
        Encoding.ASCII.GetBytes(Chunk("data: [DONE]\n\n") + Chunk("")),
    ];

    public static async Task PlayAsync(LoadPlan plan, Bodies bodies, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
#pragma warning disable CA2025 // awaited at the end
        var server = AcceptAsync(listener, end.Token);
#pragma warning restore CA2025
        using (var connections = new Connections())
        {
            var here = plan with
            {
                Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1"),
                Endpoint = null,
                Key = null,
                Headers = null,
                MostRequests = null,
                Seconds = null,
                Requests = Rounds,
                WarmupSeconds = 0,
                Load = plan.Load.Concurrency is null ? plan.Load with { Rate = 10 * Rounds } : plan.Load with { Concurrency = Streams, RampSeconds = 0 },
            };
            var drive = Drive.Of(here);
            var ledger = new Ledger(drive.Expected, 4_096, 16);
            var begin = Clock.Now;
            using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await drive.RunAsync(new(new Sender(connections.Client, new Target(here), TimeSpan.FromSeconds(5)), bodies, ledger, begin, begin), closing);
        }

        await end.CancelAsync();
        await server;
    }

    private static string Chunk(string text) => $"{text.Length:x}\r\n{text}\r\n";

    private static async Task AcceptAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await listener.AcceptSocketAsync(cancellationToken), cancellationToken));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private static async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true) { Socket = { NoDelay = true } };
            var buffer = new byte[1 << 20];
            while (await ReadRequestAsync(stream, buffer, cancellationToken))
            {
                foreach (var part in s_answer)
                {
                    await stream.WriteAsync(part, cancellationToken);
                    await Task.Delay(s_pause, TimeProvider.System, cancellationToken);
                }
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
