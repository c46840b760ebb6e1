using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tamma.Core.Tests.Notifications.Webhooks;

/// <summary>Takes connections and what comes over them, and never says anything.</summary>
internal sealed class HangingTarget : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<TcpClient> _open = [];
    private readonly Task _loop;

    public HangingTarget()
    {
        _listener.Start();
        _loop = ServeAsync();
    }

    public Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));

    /// <summary>Completes when the first message has come.</summary>
    public Task Asked => _asked.Task;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Dispose();
        _open.ForEach(client => client.Dispose());
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _open.Add(client);
                await client.GetStream().ReadExactlyAsync(new byte[16]);
                _asked.TrySetResult();
            }
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The test is over.
        }
    }
}
