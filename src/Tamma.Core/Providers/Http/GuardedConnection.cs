using System.Net;
using System.Net.Sockets;

namespace Tamma.Providers.Http;

/// <summary>Opens the socket itself, so that the address that was checked is the address that is asked.</summary>
internal sealed class GuardedConnection(ProxyRules proxy)
{
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);

        // A host in the local network may have a link-local address beside its proper one: only the proper one is used.
        // Where the operator's proxy listens is the operator's choice; what is asked through it was checked before.
        var allowed = proxy.IsProxy(host, port) ? found : Array.FindAll(found, address => !AddressGuard.IsForbidden(address));
        if (allowed is [] && found is not [])
        {
            throw new ProviderException(ProviderFault.ForbiddenAddress, $"{host} is at a link-local or metadata address, which is never asked");
        }

#pragma warning disable CA2000 // the stream owns it, or the catch ends it
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
