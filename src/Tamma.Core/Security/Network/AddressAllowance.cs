using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Tamma.Security.Network;

/// <summary>
/// Places that are open although they are not public: ranges, addresses and names of hosts. A range opens all in it. A name opens what it
/// resolves to, but never a link-local or metadata address: who answers for a name may be another one tomorrow.
/// </summary>
public sealed record AddressAllowance(ImmutableArray<IPNetwork> Ranges, ImmutableArray<string> Hosts)
{
    /// <summary>Nothing is open but what is public.</summary>
    public static AddressAllowance None { get; } = new([], []);

    /// <summary>Reads <c>10.0.0.0/8</c>, <c>192.168.1.10</c>, <c>fd00::/8</c>, <c>hooks.internal</c>, or <c>*.internal</c> for all names below.</summary>
    /// <returns>The allowance, or null with the entry that is none of these.</returns>
    public static AddressAllowance? Parse(IEnumerable<string> entries, [NotNullWhen(false)] out string? wrong)
    {
        var (ranges, hosts) = (ImmutableArray.CreateBuilder<IPNetwork>(), ImmutableArray.CreateBuilder<string>());
        wrong = null;
        foreach (var entry in entries)
        {
            if (IPAddress.TryParse(entry, out var address))
            {
                ranges.Add(new(address, address.GetAddressBytes().Length * 8));
            }
            else if (entry.Contains('/', StringComparison.Ordinal) && IPNetwork.TryParse(entry, out var range))
            {
                ranges.Add(range);
            }
            else if (Uri.CheckHostName(entry.StartsWith("*.", StringComparison.Ordinal) ? entry[2..] : entry) is UriHostNameType.Dns)
            {
                hosts.Add(entry.TrimEnd('.'));
            }
            else
            {
                wrong = entry;
                return null;
            }
        }

        return new(ranges.ToImmutable(), hosts.ToImmutable());
    }

    /// <summary>Whether an address may be asked that was found under a host's name, or spelled out.</summary>
    public bool Opens(string host, IPAddress address) =>
        AddressClasses.Of(address) switch
        {
            AddressClass.Public => true,
            var known => Ranges.Any(range => Holds(range, address)) || (known is not (AddressClass.LinkLocal or AddressClass.Metadata) && Hosts.Any(name => Names(name, host))),
        };

    /// <summary>An IPv4 address that is spelled as IPv6 is in the range that it is in.</summary>
    private static bool Holds(IPNetwork range, IPAddress address) =>
        range.Contains(address) || (address.IsIPv4MappedToIPv6 && range.Contains(address.MapToIPv4()));

    private static bool Names(string name, string host) =>
        name.StartsWith("*.", StringComparison.Ordinal)
            ? host.TrimEnd('.').EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(name, host.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
}
