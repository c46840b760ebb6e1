using System.Net;
using Tamma.Security.Network;

namespace Tamma.Notifications.Webhooks;

/// <summary>Which addresses of a webhook's host are asked.</summary>
internal sealed class WebhookTargets(AddressAllowance allowance, bool offline)
{
    /// <exception cref="WebhookRefusedException">One of them is where none may be sent to, or there is none.</exception>
    public IPAddress[] Choose(string host, int port, IPAddress[] found)
    {
        // One forbidden address beside a good one is how a name is made to point inside; such a name is not asked at all.
        var allowed = Array.TrueForAll(found, address => allowance.Opens(host, address) && (!offline || IPAddress.IsLoopback(address)));
        return allowed && found is not [] ? found : throw new WebhookRefusedException(Sentence(host, found));
    }

    private string Sentence(string host, IPAddress[] found) =>
        found is [] ? $"{host} has no address"
        : Array.Find(found, address => !allowance.Opens(host, address)) is { } bad ? $"{host} is at {WebhookAddress.Word(AddressClasses.Of(bad))} address; only public ones are asked, and those that notifications.webhooks.allow names"
        : $"{host} is not on this machine, and server.offline is on";
}

/// <summary>A message was not sent, because its target is where none may be sent to.</summary>
public sealed class WebhookRefusedException(string message) : Exception(message);
