using System.Net;
using System.Net.Sockets;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>Hands connections on to a server and counts the answers' beginnings that go back, so that a test knows how far a run is without asking it.</summary>
public sealed class CountingProxy : IAsyncDisposable
{
    private static readonly byte[] s_status = "HTTP/1.1 200"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Uri _server;
    private readonly int _until;
    private readonly Task _loop;
    private int _answers;
    private int _open;

    public CountingProxy(Uri server, int until)
    {
        (_server, _until) = (server, until);
        _listener.Start();
        Url = new UriBuilder(server) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _loop = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>So many answers have begun.</summary>
    public Task Reached => _reached.Task;

    /// <summary>A connection that brought an answer has ended and no other is open: one worker is over.</summary>
    public Task Quiet => _quiet.Task;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _loop;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient caller)
    {
        Interlocked.Increment(ref _open);
        using (caller)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, _ending.Token);
                await Task.WhenAny(HandAsync(caller.GetStream(), server.GetStream(), isBack: false), HandAsync(server.GetStream(), caller.GetStream(), isBack: true));
            }
            catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException)
            {
                // Whoever hung up knows why.
            }
        }

        if (Interlocked.Decrement(ref _open) == 0 && Volatile.Read(ref _answers) > 0)
        {
            _quiet.TrySetResult();
        }
    }

    private async Task HandAsync(NetworkStream from, NetworkStream to, bool isBack)
    {
        var buffer = new byte[16_384];
        try
        {
            while (await from.ReadAsync(buffer, _ending.Token) is > 0 and var bytes)
            {
                if (isBack && buffer.AsSpan(0, bytes).StartsWith(s_status) && Interlocked.Increment(ref _answers) >= _until)
                {
                    _reached.TrySetResult();
                }

                await to.WriteAsync(buffer.AsMemory(0, bytes), _ending.Token);
            }
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The same.
        }
    }
}
