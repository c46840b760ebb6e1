using System.Collections.Immutable;
using System.Net;

namespace Tamma.Providers.Http;

/// <summary>
/// Which proxy a request goes through. This machine is always asked directly. Names in the list of exceptions stand for themselves and
/// all below them, with or without a dot or <c>*.</c> before them; a port, an address, a range (<c>10.0.0.0/8</c>) and <c>*</c> are understood.
/// </summary>
public sealed class ProxyRules : IWebProxy
{
    private readonly Uri? _http;
    private readonly Uri? _https;
    private readonly ImmutableArray<string> _except;

    private ProxyRules(Uri? http, Uri? https, string? except)
    {
        // Without user and password: what the base library says of a proxy repeats its address.
        _http = Bare(http);
        _https = Bare(https);
        _except = [.. (except ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        Credentials = new ProxyCredentials(http, https);
    }

    public static ProxyRules None { get; } = new(null, null, null);

    /// <summary>Those of the address of the proxy itself.</summary>
    public ICredentials? Credentials { get; set; }

    public bool IsNone => _http is null && _https is null;

    /// <summary>The variables that other programs honour too, in capitals or not, under what the configuration says.</summary>
    /// <param name="proxy">For all addresses; stronger than the variables.</param>
    /// <param name="except">Exceptions; stronger than <c>NO_PROXY</c>.</param>
    public static ProxyRules From(IReadOnlyDictionary<string, string> environment, Uri? proxy = null, string? except = null)
    {
        var all = proxy ?? Read("ALL_PROXY");
        return new(proxy ?? Read("HTTP_PROXY") ?? all, proxy ?? Read("HTTPS_PROXY") ?? all, except ?? Text("NO_PROXY"));

        string? Text(string name) =>
            environment.GetValueOrDefault(name.ToLowerInvariant()) is { Length: > 0 } lower ? lower : environment.GetValueOrDefault(name) is { Length: > 0 } upper ? upper : null;

        Uri? Read(string name) => Text(name) is { } text ? Parse(text) : null;
    }

    /// <summary>A proxy's address; one without a scheme is http. Null when it is none.</summary>
    public static Uri? Parse(string text) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0 ? url : null;

    /// <returns>Null when it is asked directly.</returns>
    public Uri? GetProxy(Uri destination)
    {
        var proxy = destination.Scheme == Uri.UriSchemeHttps ? _https : _http;
        return proxy is null || destination.IsLoopback || _except.Any(exception => IsExcepted(destination, exception)) ? null : proxy;
    }

    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    /// <summary>Whether this is where a proxy listens, which is the operator's own choice.</summary>
    public bool IsProxy(string host, int port) =>
        new[] { _http, _https }.Any(proxy => proxy is not null && proxy.Port == port
            && (string.Equals(proxy.IdnHost, host, StringComparison.OrdinalIgnoreCase) || string.Equals(proxy.Host, host, StringComparison.OrdinalIgnoreCase)));

    private static Uri? Bare(Uri? proxy) => proxy is null || proxy.UserInfo.Length == 0 ? proxy : new UriBuilder(proxy) { UserName = "", Password = "" }.Uri;

    private static bool IsExcepted(Uri url, string exception)
    {
        if (exception == "*")
        {
            return true;
        }

        if (IPNetwork.TryParse(exception, out var range))
        {
            return IPAddress.TryParse(url.IdnHost, out var address) && range.Contains(address);
        }

        var name = exception;
        if (exception.LastIndexOf(':') is > 0 and var colon && exception.IndexOf(':', StringComparison.Ordinal) == colon)
        {
            if (exception[(colon + 1)..] != url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))
            {
                return false;
            }

            name = exception[..colon];
        }

        name = name.TrimStart('*').TrimStart('.').Trim('[', ']');
        return string.Equals(url.IdnHost, name, StringComparison.OrdinalIgnoreCase)
            || url.IdnHost.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>User and password as they stand in the addresses; for nobody but these proxies.</summary>
    private sealed class ProxyCredentials(params Uri?[] proxies) : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType)
        {
            var known = Array.Find(proxies, proxy => proxy is not null && proxy.Port == uri.Port && string.Equals(proxy.Host, uri.Host, StringComparison.OrdinalIgnoreCase));
            if (known is null || known.UserInfo.Length == 0)
            {
                return null;
            }

            var parts = known.UserInfo.Split(':', 2);
            return new(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }
    }
}
