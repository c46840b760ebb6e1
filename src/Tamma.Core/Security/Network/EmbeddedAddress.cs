using System.Net;

namespace Tamma.Security.Network;

/// <summary>An IPv4 address can be written inside an IPv6 one in several ways, and each of them may reach it.</summary>
/// <param name="IsWholly">The IPv6 address is another spelling of it, and leads nowhere else.</param>
internal sealed record EmbeddedAddress(IPAddress Address, bool IsWholly)
{
    /// <returns>Null where there is none.</returns>
    public static EmbeddedAddress? In(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes switch
        {
            _ when address.IsIPv4MappedToIPv6 => new(address.MapToIPv4(), IsWholly: true),

            // The well-known prefix of NAT64 (RFC 6052): where there is IPv6 alone, the whole of IPv4 is reached through it.
            [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, ..] => new(Last(bytes), IsWholly: true),
            [0x00, 0x64, 0xff, 0x9b, ..] => new(Last(bytes), IsWholly: false),
            [0x20, 0x02, ..] => new(new(bytes.AsSpan(2, 4)), IsWholly: false),                                         // 6to4
            [0x20, 0x01, 0, 0, ..] => new(new(bytes.AsSpan(12).ToArray().Select(part => (byte)~part).ToArray()), IsWholly: false), // Teredo
            [_, _, _, _, _, _, _, _, 0x00 or 0x02, 0x00, 0x5e, 0xfe, ..] => new(Last(bytes), IsWholly: false),          // ISATAP
            _ when bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 => new(Last(bytes), IsWholly: false),             // IPv4-compatible
            [0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, ..] => new(Last(bytes), IsWholly: false),                       // IPv4-translated
            _ => null,
        };
    }

    private static IPAddress Last(byte[] bytes) => new(bytes.AsSpan(12));
}
