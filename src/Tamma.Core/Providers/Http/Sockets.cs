using System.Net;
using Tamma.Security.Network;

namespace Tamma.Providers.Http;

/// <summary>The lowest part of ours: what stands right above the sockets.</summary>
internal static class Sockets
{
    public static SocketsHttpHandler Create(HttpLimits limits)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = new ChosenAddresses(Dns.GetHostAddressesAsync, new GuardedAddresses(limits.Proxy).Choose).OpenAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
            UseProxy = !limits.Proxy.IsNone, // the machine's own settings would lead past the guard
            Proxy = limits.Proxy.IsNone ? null : limits.Proxy,
        };
        if (Authorities.Policy(limits.CaFile) is { } policy)
        {
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return handler;
    }
}
