using System.Collections.Concurrent;
using System.Net;
using Tamma.Benchmarks.Reports;
using Tamma.Load.Pacing;
using Tamma.Security.Network;

namespace Tamma.Load.Sending;

/// <summary>The client, and connections that are open before they are needed.</summary>
internal sealed class Connections : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static readonly ChosenAddresses s_addresses = new(Dns.GetHostAddressesAsync, Choose);

    private readonly SocketsHttpHandler _handler;
    private readonly ConcurrentQueue<long> _opened = new();
    private TaskCompletionSource? _all;
    private int _wanted;
    private int _open;

    public Connections()
    {
        _handler = new()
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = int.MaxValue,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            ConnectTimeout = s_patience,
            ActivityHeadersPropagator = null,
            ConnectCallback = ConnectAsync,
        };
        Client = new(_handler, disposeHandler: false);
    }

    /// <summary>
    /// It has no timeout of its own, and tries nothing twice: the handler sends a request anew only where none of its body has been sent, and ours all have one
    /// (<c>TrapTests</c> holds it to that). A connection that its server has closed in the meantime is noticed before, and another is opened.
    /// </summary>
    public HttpMessageInvoker Client { get; }

    /// <summary>
    /// Opens so many, by a cheap request on each: none of them is let go before the last is connected, or the first that were answered would serve the rest.
    /// What the server answers does not matter.
    /// </summary>
    /// <exception cref="LoadRefusedException">It cannot be reached, or not so often.</exception>
    public async Task OpenAsync(Target target, int count, CancellationToken cancellationToken)
    {
        (_wanted, _open, _all) = (count, 0, new(TaskCreationOptions.RunContinuationsAsynchronously));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, count).Select(_ => AskAsync(target, limit.Token)));
        }
        catch (HttpRequestException ex)
        {
            throw new LoadRefusedException($"{target.Url.GetLeftPart(UriPartial.Authority)} cannot be reached: {Faults.Words(ex)}", ex);
        }
        catch (OperationCanceledException ex) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LoadRefusedException($"{target.Url.GetLeftPart(UriPartial.Authority)} did not take {count} connections within {s_patience.TotalSeconds:0} s; {_open} are open. Take a lower concurrency.", ex);
        }
        finally
        {
            _all = null;
        }
    }

    /// <summary>How many were opened within a window: each cost the request that waited for it a connection's time.</summary>
    public int OpenedIn(Window window) => _opened.Count(window.Has);

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }

    private async Task AskAsync(Target target, CancellationToken cancellationToken)
    {
        using var request = target.Request(HttpMethod.Get, target.Probe, content: null);
        using var response = await Client.SendAsync(request, cancellationToken);
        await response.Content.CopyToAsync(Stream.Null, cancellationToken);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var stream = await s_addresses.OpenAsync(context, cancellationToken);
        _opened.Enqueue(Clock.Now);
        if (_all is { } all)
        {
            if (Interlocked.Increment(ref _open) == _wanted)
            {
                all.TrySetResult();
            }

            await all.Task.WaitAsync(cancellationToken);
        }

        return stream;
    }

    /// <summary>Private places are measured as often as public ones; link-local and metadata addresses never are.</summary>
    private static IPAddress[] Choose(string host, int port, IPAddress[] found) =>
        AddressClasses.IsMetadataName(host) || found.Any(address => AddressClasses.Of(address) is AddressClass.LinkLocal or AddressClass.Metadata)
            ? throw new LoadRefusedException($"{host} is a link-local or metadata address, which is never asked.")
            : found;
}
