using System.Net;
using System.Net.Sockets;
using Tamma.Providers.Http;

namespace Tamma.Providers;

/// <summary>Is there a way to a server that is asked through a proxy? The name and the certificate are the proxy's and the request's matter.</summary>
internal static class ProxyCheck
{
    /// <returns>What is wrong, or null when the proxy is there.</returns>
    public static async Task<ConnectionCheckResult?> RunAsync(Uri url, Uri proxy, bool offline, CheckSteps steps, CancellationToken cancellationToken)
    {
        steps.Skip("name", "the proxy finds it");
        if ((AddressGuard.Literal(url) is { } literal && AddressGuard.IsForbidden(literal)) || AddressGuard.IsForbidden(url.IdnHost))
        {
            return steps.Fail("address", $"{url.Host} is a link-local or metadata address, which is never asked", "use another address");
        }

        if (offline)
        {
            return steps.Fail("address", $"{url.Host} is not on this machine, and offline is set", "start the server without server.offline");
        }

        steps.Pass("address", "may be asked");
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(proxy.IdnHost, proxy.Port), cancellationToken);
        }
        catch (SocketException)
        {
            return steps.Fail("proxy", $"the proxy {Addresses.ShownServer(proxy)} cannot be reached", "look at http.proxy, HTTPS_PROXY and HTTP_PROXY, or name this server in http.no_proxy");
        }

        steps.Pass("proxy", $"asked through {Addresses.ShownServer(proxy)}");
        steps.Skip("connect", "the proxy does it");
        steps.Skip("tls", url.Scheme == "https" ? "checked with the request" : "not asked for: http");
        return null;
    }
}
