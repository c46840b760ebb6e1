using System.Net;
using Tamma.Security.Network;

namespace Tamma.Notifications.Webhooks;

/// <summary>Where a message may be sent: what can be said of an address before anything is resolved. The rest is checked when the socket is opened.</summary>
public static class WebhookAddress
{
    /// <summary>Ports below 1024 but for these are other services', which a message must not be smuggled to.</summary>
    private static readonly int[] s_low = [80, 443];

    private const int FirstFree = 1024;
    private const int LongestUrl = 2_000;

    /// <returns>The address, or what is wrong with it, which does not repeat it.</returns>
    public static (Uri? Url, string? Wrong) Read(string? text, AddressAllowance allowance)
    {
        if (text is null || text.Length > LongestUrl || !Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            return (null, "is no address; write https://HOST/PATH");
        }

        return Refuse(url, allowance) is { } wrong ? (null, wrong) : (url, null);
    }

    /// <returns>What is wrong with it, or null.</returns>
    public static string? Refuse(Uri url, AddressAllowance allowance)
    {
        try
        {
            return Wrong(url, allowance);
        }
        catch (UriFormatException)
        {
            // Letters that no name can have are noticed only when the name is asked for.
            return "names a host that cannot be";
        }
    }

    private static string? Wrong(Uri url, AddressAllowance allowance) =>
        url.Scheme is not ("http" or "https") ? "is neither http nor https"
        : url.UserInfo is not "" ? "holds a user or password; send it as a header instead"
        : url.DnsSafeHost is "" ? "names no host"
        : url.Port < FirstFree && !s_low.Contains(url.Port) ? $"names port {url.Port}; 80, 443 and ports from {FirstFree} on may be asked"
        : AddressClasses.IsMetadataName(url.IdnHost) ? "names a metadata service, which is never asked"
        : IPAddress.TryParse(url.DnsSafeHost, out var literal) && !allowance.Opens(url.DnsSafeHost, literal) ? $"is at {Word(AddressClasses.Of(literal))} address; only public ones are asked, and those that notifications.webhooks.allow names"
        : null;

    internal static string Word(AddressClass known) => known switch
    {
        AddressClass.Unspecified => "an unspecified",
        AddressClass.Loopback => "a loopback",
        AddressClass.Private => "a private",
        AddressClass.SharedNat => "a shared NAT",
        AddressClass.LinkLocal => "a link-local",
        AddressClass.Metadata => "a metadata",
        AddressClass.Multicast => "a multicast",
        AddressClass.Transition => "an IPv6 transition",
        AddressClass.SpecialPurpose => "a reserved",
        _ => "a public",
    };
}
