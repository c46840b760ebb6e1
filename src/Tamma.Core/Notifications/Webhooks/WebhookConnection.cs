using System.Net;
using System.Net.Sockets;
using Tamma.Security.Network;

namespace Tamma.Notifications.Webhooks;

/// <summary>Opens the socket itself, so that the address that was checked is the address that is asked, whatever a name resolves to a moment later.</summary>
internal sealed class WebhookConnection(AddressAllowance allowance, bool offline, WebhookResolver resolve)
{
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        var allowed = Array.FindAll(found, address => allowance.Opens(host, address) && (!offline || IPAddress.IsLoopback(address)));

        // One forbidden address beside a good one is how a name is made to point inside; such a name is not asked at all.
        if (allowed.Length != found.Length || allowed is [])
        {
            throw new WebhookRefusedException(Sentence(host, found));
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

    private string Sentence(string host, IPAddress[] found) =>
        found is [] ? $"{host} has no address"
        : Array.Find(found, address => !allowance.Opens(host, address)) is { } bad ? $"{host} is at {WebhookAddress.Word(AddressClasses.Of(bad))} address; only public ones are asked, and those that notifications.webhooks.allow names"
        : $"{host} is not on this machine, and server.offline is on";
}

/// <summary>Finds the addresses of a name.</summary>
internal delegate Task<IPAddress[]> WebhookResolver(string host, CancellationToken cancellationToken);

/// <summary>A message was not sent, because its target is where none may be sent to.</summary>
public sealed class WebhookRefusedException(string message) : Exception(message);
