using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Tamma.Providers.Http;

namespace Tamma.Providers;

/// <summary>Is there a server at an address, and is it the one? Name, address, connection, certificate: each by itself, so that each can be told.</summary>
internal static class NetworkCheck
{
    /// <returns>What is wrong, or null when the way is free.</returns>
    public static async Task<ConnectionCheckResult?> RunAsync(Uri url, HttpLimits limits, CheckSteps steps, CancellationToken cancellationToken)
    {
        IPAddress[] found;
        if (AddressGuard.Literal(url) is { } literal)
        {
            steps.Skip("name", "the address is spelt out");
            found = [literal];
        }
        else
        {
            try
            {
                found = await Dns.GetHostAddressesAsync(url.DnsSafeHost, cancellationToken);
            }
            catch (SocketException)
            {
                return steps.Fail("name", $"the host name {url.Host} is unknown", "is it spelt right, and can the server's machine resolve it?");
            }

            steps.Pass("name", string.Join(", ", found.Select(address => address.ToString())));
        }

        var allowed = Array.FindAll(found, address => !AddressGuard.IsForbidden(address));
        if (allowed is [])
        {
            return steps.Fail("address", $"{url.Host} is at a link-local or metadata address, which is never asked", "use another address");
        }

        if (limits.Offline && !url.IsLoopback)
        {
            return steps.Fail("address", $"{url.Host} is not on this machine, and offline is set", "start the server without server.offline");
        }

        steps.Pass("address", "may be asked");
        steps.Skip("proxy", limits.Proxy.IsNone ? "none is set" : "asked directly");
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, url.Port, cancellationToken);
        }
        catch (SocketException ex)
        {
            return ex.SocketErrorCode is SocketError.ConnectionRefused
                ? steps.Fail("connect", $"nothing listens at {Addresses.ShownServer(url)}", "start that server, or put the port right")
                : steps.Fail("connect", $"no connection to {Addresses.ShownServer(url)} ({ex.SocketErrorCode})", "is there a way to it from the server's machine? If only through a proxy: http.proxy");
        }

        steps.Pass("connect", $"port {url.Port.ToString(CultureInfo.InvariantCulture)} is open");
        if (url.Scheme != "https")
        {
            steps.Skip("tls", "not asked for: http");
            return null;
        }

        return await GreetAsync(url, socket, Authorities.Policy(limits.CaFile), steps, cancellationToken);
    }

    private static async Task<ConnectionCheckResult?> GreetAsync(Uri url, Socket socket, X509ChainPolicy? authorities, CheckSteps steps, CancellationToken cancellationToken)
    {
        var seen = new Certificate();
        var stream = new NetworkStream(socket, ownsSocket: false);
        await using (stream.ConfigureAwait(false))
        {
            var secure = new SslStream(stream);
            await using (secure.ConfigureAwait(false))
            {
                try
                {
                    await secure.AuthenticateAsClientAsync(
                        new SslClientAuthenticationOptions
                        {
                            TargetHost = url.DnsSafeHost,
                            CertificateChainPolicy = authorities,
                            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                            {
                                seen.Until = (certificate as X509Certificate2)?.NotAfter.ToUniversalTime();
                                seen.Fault = Judge(url, certificate as X509Certificate2, chain, errors);
                                return seen.Fault is null;
                            },
                        },
                        cancellationToken);
                }
                catch (Exception ex) when (ex is AuthenticationException or IOException)
                {
                    return seen.Fault is var (wrong, remedy)
                        ? steps.Fail("tls", wrong, remedy)
                        : steps.Fail("tls", $"{Addresses.ShownServer(url)} does not speak TLS as it should", "is it http:// there?");
                }
            }
        }

        steps.Pass("tls", seen.Until is { } date ? $"certificate valid until {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "certificate valid");
        return null;
    }

    private static (string Wrong, string Remedy)? Judge(Uri url, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var flaws = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status) ?? X509ChainStatusFlags.NoError;
        return errors switch
        {
            SslPolicyErrors.None => null,
            _ when certificate is null => ("the server shows no certificate", "look at the server"),
            _ when flaws.HasFlag(X509ChainStatusFlags.NotTimeValid) => (
                $"the certificate of {url.Host} is valid from {Day(certificate.NotBefore)} to {Day(certificate.NotAfter)}, and not now", "renew it, or put this machine's clock right"),
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => (
                $"the certificate is for {certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)} and not for {url.Host}", "use the name that it is for, or give the server the right one"),
            _ => (
                $"the certificate of {url.Host} comes from {certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true)}, whom this machine does not trust",
                "put that authority into http.ca_file, if it is your own; a proxy that reads along has one too"),
        };
    }

    private sealed class Certificate
    {
        public (string Wrong, string Remedy)? Fault { get; set; }

        public DateTime? Until { get; set; }
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
