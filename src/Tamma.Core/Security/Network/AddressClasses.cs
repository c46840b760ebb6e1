using System.Net;
using System.Net.Sockets;

namespace Tamma.Security.Network;

/// <summary>Tells addresses apart by the IANA special-purpose registries (RFC 6890 and its followers), whatever their spelling.</summary>
public static class AddressClasses
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

    /// <summary>Names under which clouds answer for their metadata. A proxy would resolve them itself.</summary>
    private static readonly string[] s_names = ["metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal", "metadata.azure.internal", "metadata.platformequinix.com"];

    private static readonly (IPNetwork Range, AddressClass Class)[] s_version4 =
    [
        Range("0.0.0.0/8", AddressClass.Unspecified),
        Range("127.0.0.0/8", AddressClass.Loopback),
        Range("10.0.0.0/8", AddressClass.Private),
        Range("172.16.0.0/12", AddressClass.Private),
        Range("192.168.0.0/16", AddressClass.Private),
        Range("100.64.0.0/10", AddressClass.SharedNat),
        Range("169.254.0.0/16", AddressClass.LinkLocal),
        Range("224.0.0.0/4", AddressClass.Multicast),
        Range("192.0.0.0/24", AddressClass.SpecialPurpose),
        Range("192.0.2.0/24", AddressClass.SpecialPurpose),
        Range("192.88.99.0/24", AddressClass.SpecialPurpose),
        Range("198.18.0.0/15", AddressClass.SpecialPurpose),
        Range("198.51.100.0/24", AddressClass.SpecialPurpose),
        Range("203.0.113.0/24", AddressClass.SpecialPurpose),
        Range("240.0.0.0/4", AddressClass.SpecialPurpose),
    ];

    /// <summary>The first that holds an address says what it is; what is in none of them was never given out.</summary>
    private static readonly (IPNetwork Range, AddressClass Class)[] s_version6 =
    [
        Range("::/128", AddressClass.Unspecified),
        Range("::1/128", AddressClass.Loopback),
        Range("fc00::/7", AddressClass.Private),
        Range("fec0::/10", AddressClass.Private),
        Range("fe80::/10", AddressClass.LinkLocal),
        Range("ff00::/8", AddressClass.Multicast),
        Range("2001::/23", AddressClass.SpecialPurpose),
        Range("2001:db8::/32", AddressClass.SpecialPurpose),
        Range("3fff::/20", AddressClass.SpecialPurpose),
        Range("2000::/3", AddressClass.Public),
    ];

    /// <summary>Whether a host's name is one of a metadata service, whatever it resolves to.</summary>
    public static bool IsMetadataName(string host) => s_names.Contains(host.TrimEnd('.'), StringComparer.OrdinalIgnoreCase);

    public static AddressClass Of(IPAddress address)
    {
        // A scope (fe80::1%eth0) is no part of the comparison.
        var plain = address.AddressFamily is AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes()) : address;
        if (s_metadata.Contains(plain))
        {
            return AddressClass.Metadata;
        }

        if (plain.AddressFamily is AddressFamily.InterNetwork)
        {
            return Find(s_version4, plain) ?? AddressClass.Public;
        }

        var own = Find(s_version6, plain) ?? AddressClass.SpecialPurpose;
        return own is AddressClass.Unspecified or AddressClass.Loopback || EmbeddedAddress.In(plain) is not { } inner ? own
            : (Of(inner.Address), inner.IsWholly) switch
            {
                (AddressClass.LinkLocal or AddressClass.Metadata, _) and var (worst, _) => worst,
                (var same, true) => same,
                _ => AddressClass.Transition,
            };
    }

    private static AddressClass? Find((IPNetwork Range, AddressClass Class)[] ranges, IPAddress address)
    {
        foreach (var (range, known) in ranges)
        {
            if (range.Contains(address))
            {
                return known;
            }
        }

        return null;
    }

    private static (IPNetwork, AddressClass) Range(string range, AddressClass known) => (IPNetwork.Parse(range), known);
}
