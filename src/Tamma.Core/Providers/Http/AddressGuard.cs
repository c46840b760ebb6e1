using System.Net;
using System.Net.Sockets;

namespace Tamma.Providers.Http;

/// <summary>
/// Addresses that are never asked: link-local ones and the places where clouds hand out their machines' credentials.
/// Loopback and private addresses are allowed, since people run models there.
/// </summary>
public static class AddressGuard
{
    /// <summary>Metadata services outside the link-local ranges: Alibaba, Azure, Oracle; then AWS and Google over IPv6.</summary>
    private static readonly IPAddress[] s_metadata =
    [
        IPAddress.Parse("100.100.100.200"),
        IPAddress.Parse("168.63.129.16"),
        IPAddress.Parse("192.0.0.192"),
        IPAddress.Parse("fd00:ec2::254"),
        IPAddress.Parse("fd20:ce::254"),
    ];

    private static readonly IPNetwork s_linkLocal4 = IPNetwork.Parse("169.254.0.0/16");
    private static readonly IPNetwork s_linkLocal6 = IPNetwork.Parse("fe80::/10");

    /// <summary>Names under which clouds answer for their metadata. A proxy would resolve them itself.</summary>
    private static readonly string[] s_names = ["metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal", "metadata.azure.internal", "metadata.platformequinix.com"];

    /// <summary>Whether a host's name is one of a metadata service, whatever it resolves to.</summary>
    public static bool IsForbidden(string host) => s_names.Contains(host.TrimEnd('.'), StringComparer.OrdinalIgnoreCase);

    public static bool IsForbidden(IPAddress address)
    {
        if (address.AddressFamily is AddressFamily.InterNetworkV6)
        {
            // A scope (fe80::1%eth0) is no part of the comparison.
            var plain = new IPAddress(address.GetAddressBytes());
            return s_linkLocal6.Contains(plain) || s_metadata.Contains(plain) || (Embedded(plain) is { } inner && IsForbidden(inner));
        }

        return s_linkLocal4.Contains(address) || s_metadata.Contains(address);
    }

    /// <summary>The address that a URL spells out; null when its host is a name.</summary>
    public static IPAddress? Literal(Uri url) => IPAddress.TryParse(url.DnsSafeHost, out var address) ? address : null;

    /// <summary>An IPv4 address can be written inside an IPv6 one in several ways, and each of them may reach it.</summary>
    private static IPAddress? Embedded(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes switch
        {
            _ when address.IsIPv4MappedToIPv6 => address.MapToIPv4(),
            [0x20, 0x02, ..] => new(bytes.AsSpan(2, 4)),                                         // 6to4
            [0x00, 0x64, 0xff, 0x9b, ..] => new(bytes.AsSpan(12)),                               // NAT64
            _ when bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 => new(bytes.AsSpan(12)),   // IPv4-compatible
            _ when bytes.AsSpan(0, 12) is [0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0] => new(bytes.AsSpan(12)), // IPv4-translated
            _ => null,
        };
    }
}
