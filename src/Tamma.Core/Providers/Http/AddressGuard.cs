using System.Net;
using Tamma.Security.Network;

namespace Tamma.Providers.Http;

/// <summary>
/// Addresses that are never asked: link-local ones and the places where clouds hand out their machines' credentials.
/// Loopback and private addresses are allowed, since people run models there.
/// </summary>
public static class AddressGuard
{
    /// <summary>Whether a host's name is one of a metadata service, whatever it resolves to.</summary>
    public static bool IsForbidden(string host) => AddressClasses.IsMetadataName(host);

    public static bool IsForbidden(IPAddress address) => AddressClasses.Of(address) is AddressClass.LinkLocal or AddressClass.Metadata;

    /// <summary>The address that a URL spells out; null when its host is a name.</summary>
    public static IPAddress? Literal(Uri url) => IPAddress.TryParse(url.DnsSafeHost, out var address) ? address : null;
}
