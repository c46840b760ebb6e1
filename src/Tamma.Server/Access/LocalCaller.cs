using System.Net;
using Tamma.Security;

namespace Tamma.Server.Access;

/// <summary>
/// Tells a reader on this machine from one that only seems to be: the peer and the Host are loopback, and no proxy has put its
/// name on the request. A foreign Host means that a web page has pointed its own name at us.
/// </summary>
internal static class LocalCaller
{
    public static Principal? Find(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer) && IsLoopback(context.Request.Host.Host) && !IsForwarded(context.Request.Headers)
            ? Principal.LocalReader
            : null;

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsForwarded(IHeaderDictionary headers)
    {
        foreach (var (name, _) in headers)
        {
            if (name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)
                || string.Equals(name, "Forwarded", StringComparison.OrdinalIgnoreCase)
                || string.Equals(name, "X-Real-IP", StringComparison.OrdinalIgnoreCase)
                || string.Equals(name, "Via", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
