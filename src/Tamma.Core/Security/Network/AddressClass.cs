namespace Tamma.Security.Network;

/// <summary>What kind of place an address leads to. Only <see cref="Public"/> is somewhere on the Internet.</summary>
public enum AddressClass
{
    Public,

    /// <summary>"Any": systems take it for this machine.</summary>
    Unspecified,
    Loopback,

    /// <summary>RFC 1918, unique local and site-local.</summary>
    Private,

    /// <summary>Between a provider's NAT and its customers (RFC 6598); also used inside clouds.</summary>
    SharedNat,
    LinkLocal,

    /// <summary>Where a cloud hands its machines their credentials.</summary>
    Metadata,
    Multicast,

    /// <summary>IPv6 that carries an IPv4 address through a tunnel or translator which may reach more than we can see.</summary>
    Transition,

    /// <summary>Documentation, benchmarks, broadcast, and what is not given out.</summary>
    SpecialPurpose,
}
