using System.Net;
using System.Net.Sockets;

namespace Tamma.Security.Network;

/// <summary>
/// Opens the socket of a request itself, so that the address that was checked is the address that is asked, whatever a name resolves to a moment later.
/// </summary>
/// <param name="resolve">Asked for names; an address that is spelled out is taken as it is.</param>
/// <param name="choose">Which of those that were found may be asked.</param>
public sealed class ChosenAddresses(HostResolver resolve, AddressChoice choose)
{
    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>: asks the addresses that were chosen, one after another, until one answers.</summary>
    /// <exception cref="SocketException">The name is not known, or nobody answers.</exception>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        var chosen = choose(host, port, found);
        Socket? opening = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await opening.ConnectAsync(chosen, port, cancellationToken);
            var stream = new NetworkStream(opening, ownsSocket: true);
            opening = null;
            return stream;
        }
        finally
        {
            // The stream's, once there is one.
            opening?.Dispose();
        }
    }
}

/// <summary>Finds the addresses of a name.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>Says which addresses of those that were found may be asked; throws where none may.</summary>
public delegate IPAddress[] AddressChoice(string host, int port, IPAddress[] found);
