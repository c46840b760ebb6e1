namespace Tamma.Providers.Http;

/// <summary>Whether an address may be asked at all. One that is spelled out is checked here, a name when it is resolved.</summary>
internal static class Admission
{
    /// <exception cref="ProviderException">It may not.</exception>
    public static void Require(Uri url, bool offline)
    {
        if (AddressGuard.Literal(url) is { } address && AddressGuard.IsForbidden(address))
        {
            throw new ProviderException(ProviderFault.ForbiddenAddress, $"{url.Host} is a link-local or metadata address, which is never asked");
        }

        if (AddressGuard.IsForbidden(url.IdnHost))
        {
            throw new ProviderException(ProviderFault.ForbiddenAddress, $"{url.Host} is a cloud's metadata service, which is never asked");
        }

        if (offline && !url.IsLoopback)
        {
            throw new ProviderException(ProviderFault.ForbiddenAddress, $"{url.Host} is not on this machine, and offline is set");
        }
    }
}
