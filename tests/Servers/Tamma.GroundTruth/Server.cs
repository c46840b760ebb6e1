using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Tamma.GroundTruth;

/// <summary>
/// One thread: takes requests and sends each stream's tokens at their times, which are counted from its own request and not from the token before, so that being late
/// once makes nothing later late. How late it was itself is kept for each token: a client is not to blame for that.
/// </summary>
internal sealed unsafe class Server(Script script)
{
    private readonly Dictionary<int, Connection> _connections = [];
    private readonly PriorityQueue<Connection, long> _due = new(8_192);
    private readonly List<float> _lateFirst = new(1 << 16);
    private readonly List<float> _late = new(1 << 22);
    private readonly byte[] _bytes = new byte[256 * 1024];
    private readonly Libc.Wanted[] _ready = new Libc.Wanted[1_024];
    private int _epoll;

    /// <summary>Milliseconds by which first tokens went out late.</summary>
    public IReadOnlyList<float> LateFirst => _lateFirst;

    /// <summary>The same of all tokens.</summary>
    public IReadOnlyList<float> Late => _late;

    public void Run(Action<int> listening, Func<bool> isOver)
    {
        // The runtime's socket for making it, the system's calls for all else.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(8_192);
        listener.Blocking = false;
        var descriptor = (int)listener.Handle;
        _ = Libc.Process(29, 1, 0, 0, 0); // a nanosecond of timer slack
        _epoll = Libc.Epoll(0);
        Watch(descriptor);
        listening(((IPEndPoint)listener.LocalEndPoint!).Port);
        while (!isOver())
        {
            Send();
            Sleep();
            Take(descriptor);
        }

        _ = Libc.Close(_epoll);
    }

    private static long Now() => Stopwatch.GetTimestamp();

    private void Watch(int descriptor)
    {
        var wanted = new Libc.Wanted { Events = Libc.Readable, Descriptor = descriptor };
        _ = Libc.Control(_epoll, Libc.Add, descriptor, &wanted);
    }

    private void Send()
    {
        while (_due.TryPeek(out var connection, out var due) && due <= Now())
        {
            _due.Dequeue();
            if (!connection.IsOpen)
            {
                continue;
            }

            var late = (float)((Now() - due) / 1e6);
            if (connection.Sent < script.Tokens)
            {
                Write(connection, script.Token);
                (connection.Sent == 0 ? _lateFirst : _late).Add(late);
                connection.Sent++;
                _due.Enqueue(connection, connection.Began + script.First + (script.Gap * connection.Sent));
            }
            else
            {
                Write(connection, script.Last);
            }
        }
    }

    private void Sleep()
    {
        var left = _due.TryPeek(out _, out var due) ? Math.Clamp(due - Now(), 0, 50_000_000) : 50_000_000;
        var time = new Libc.Span { Seconds = 0, Nanoseconds = (nint)left };
        var polled = new Libc.Polled { Descriptor = _epoll, Events = Libc.Readable };
        _ = Libc.Poll(&polled, 1, &time, 0);
    }

    private void Take(int listener)
    {
        fixed (Libc.Wanted* ready = _ready)
        {
            var count = Libc.Wait(_epoll, ready, _ready.Length, 0);
            for (var i = 0; i < count; i++)
            {
                if (_ready[i].Descriptor == listener)
                {
                    Accept(listener);
                }
                else
                {
                    Read(_connections[_ready[i].Descriptor]);
                }
            }
        }
    }

    private void Accept(int listener)
    {
        for (var descriptor = Libc.Accept(listener, 0, 0, Libc.NonBlocking); descriptor >= 0; descriptor = Libc.Accept(listener, 0, 0, Libc.NonBlocking))
        {
            var on = 1;
            _ = Libc.Option(descriptor, level: 6, name: 1, &on, sizeof(int)); // TCP_NODELAY
            _connections[descriptor] = new(descriptor);
            Watch(descriptor);
        }
    }

    private void Read(Connection connection)
    {
        nint count;
        fixed (byte* bytes = _bytes)
        {
            count = Libc.Receive(connection.Descriptor, bytes, (nuint)_bytes.Length, 0);
        }

        if (count <= 0)
        {
            if (count == 0 || Marshal.GetLastPInvokeError() != Libc.TryAgain)
            {
                connection.IsOpen = false;
                _connections.Remove(connection.Descriptor);
                _ = Libc.Close(connection.Descriptor);
            }

            return;
        }

        var now = Now();
        switch (connection.Take(_bytes.AsSpan(0, (int)count)))
        {
            case "POST":
                (connection.Began, connection.Sent) = (now, 0);
                Write(connection, script.Header);
                _due.Enqueue(connection, now + script.First);
                break;
            case not null:
                Write(connection, script.Hello);
                break;
        }
    }

    /// <summary>A frame is far smaller than a socket's buffer; a reader that leaves so much unread that it does not fit is cut.</summary>
    private static void Write(Connection connection, byte[] frame)
    {
        fixed (byte* bytes = frame)
        {
            if (Libc.Send(connection.Descriptor, bytes, (nuint)frame.Length, Libc.NoSignal) != frame.Length)
            {
                connection.IsOpen = false;
            }
        }
    }
}
