using System.Net;

namespace Tamma.Providers.Http;

/// <summary>Which addresses of a provider's host are asked.</summary>
internal sealed class GuardedAddresses(ProxyRules proxy)
{
    /// <exception cref="ProviderException">All are where nobody is ever asked.</exception>
    public IPAddress[] Choose(string host, int port, IPAddress[] found)
    {
        // A host in the local network may have a link-local address beside its proper one: only the proper one is used.
        // Where the operator's proxy listens is the operator's choice; what is asked through it was checked before.
        var allowed = proxy.IsProxy(host, port) ? found : Array.FindAll(found, address => !AddressGuard.IsForbidden(address));
        return allowed is [] && found is not []
            ? throw new ProviderException(ProviderFault.ForbiddenAddress, $"{host} is at a link-local or metadata address, which is never asked")
            : allowed;
    }
}
