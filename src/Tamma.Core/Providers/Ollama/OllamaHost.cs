namespace Tamma.Providers.Ollama;

/// <summary><c>OLLAMA_HOST</c> as Ollama reads it itself: the scheme and the port may be missing, and a server's "all addresses" is asked on this machine.</summary>
internal static class OllamaHost
{
    public static Uri? Read(string host)
    {
        var text = host.Contains("://", StringComparison.Ordinal) ? host : "http://" + WithPort(host);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var builder = new UriBuilder(url) { Path = url.AbsolutePath.TrimEnd('/') };
        if (url.DnsSafeHost is "0.0.0.0" or "::")
        {
            builder.Host = "127.0.0.1";
        }

        return builder.Uri;
    }

    private static string WithPort(string host)
    {
        // ":11434" alone is this machine; "[::1]" and "host/path" have no port.
        var authority = host.Split('/', 2);
        var name = authority[0].StartsWith(':') ? "127.0.0.1" + authority[0] : authority[0];
        var hasPort = name.LastIndexOf(':') > name.LastIndexOf(']');
        return $"{name}{(hasPort ? "" : ":11434")}{(authority.Length > 1 ? "/" + authority[1] : "")}";
    }
}
