using System.Net;
using System.Net.Sockets;
using Tamma.Benchmarks.Statistics;
using Tamma.Load.Pacing;

namespace Tamma.Load.Watching;

/// <summary>
/// How late this program hears of what has come: every 5 ms a thread of its own writes into a connection to this program itself, which reads it as it reads answers, by
/// the same engine of the runtime. What is late here is late in every stamp. One connection for each engine. What is written is the time at which it was due, and after a
/// pause of the whole program all times that were missed: the pause is then seen for as long as it was, and not once (a container that is held to its share of
/// processor time stops all threads together).
/// </summary>
internal sealed class EngineProbe : IDisposable
{
    private const long Every = 5_000_000;

    /// <summary>Longer pauses are taken for so long.</summary>
    private const long Longest = 30_000_000_000;

    /// <summary>Written at once at most.</summary>
    private const int Together = 64;

    private readonly List<(Socket Near, Socket Far)> _pairs = [];
    private readonly List<double> _late = new(1 << 16);
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Thread _writer;

    public EngineProbe()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        for (var i = 0; i < Environment.ProcessorCount; i++)
        {
            var near = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            near.Connect(listener.LocalEndpoint);
            _pairs.Add((near, listener.AcceptSocket()));
        }

        foreach (var (_, far) in _pairs)
        {
#pragma warning disable CA2025 // it ends with its socket, and throws nothing
            _ = ReadAsync(far);
#pragma warning restore CA2025
        }

        _writer = new(Write) { IsBackground = true, Name = nameof(EngineProbe) };
        _writer.Start();
    }

    /// <summary>From now on: what came in the warm-up is not the window's.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _late.Clear();
        }
    }

    /// <returns>The 99th percentile in milliseconds; null where nothing was seen.</returns>
    public double? P99()
    {
        lock (_gate)
        {
            return Quantiles.Of([.. _late.Order()], 0.99);
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _writer.Join();
        foreach (var (near, far) in _pairs)
        {
            near.Dispose();
            far.Dispose();
        }

        _end.Dispose();
    }

    private void Write()
    {
        Span<byte> times = stackalloc byte[sizeof(long) * Together];
        for (var due = Clock.Now; !_end.IsCancellationRequested;)
        {
            Pacer.Wait(due);
            due = Math.Max(due, Clock.Now - Longest);
            var length = 0;
            for (var now = Clock.Now; due <= now && length < times.Length; due += Every, length += sizeof(long))
            {
                BitConverter.TryWriteBytes(times[length..], due);
            }

            foreach (var (near, _) in _pairs)
            {
                near.Send(times[..length]);
            }
        }
    }

    private async Task ReadAsync(Socket socket)
    {
        var buffer = new byte[sizeof(long) * Together];
        var held = 0;
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(held), _end.Token) is > 0 and var bytes)
            {
                var now = Clock.Now;
                held += bytes;
                lock (_gate)
                {
                    for (var at = 0; at + sizeof(long) <= held; at += sizeof(long))
                    {
                        _late.Add((now - BitConverter.ToInt64(buffer, at)) / 1e6);
                    }
                }

                var whole = held / sizeof(long) * sizeof(long);
                buffer.AsSpan(whole, held - whole).CopyTo(buffer);
                held -= whole;
            }
        }
        catch (Exception ex) when (ex is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It was ended.
        }
    }
}
