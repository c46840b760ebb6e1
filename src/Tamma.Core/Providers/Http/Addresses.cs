using System.Security.Cryptography;
using System.Text;

namespace Tamma.Providers.Http;

/// <summary>Addresses in the three forms in which we need them: to ask, to show, to remember.</summary>
internal static class Addresses
{
    /// <summary>Adds a path below a base that may end with a slash, and keeps its query.</summary>
    public static Uri Below(Uri root, string path) =>
        new UriBuilder(root) { Path = root.AbsolutePath.TrimEnd('/') + "/" + path }.Uri;

    /// <summary>
    /// Adds a path below the part that an API's addresses begin with, for example <c>v1</c>. People paste a base with it, without it,
    /// or with its beginning: what the base ends with already is not added again.
    /// </summary>
    public static Uri Below(Uri root, string api, string path)
    {
        var have = root.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var want = api.Split('/');
        var there = Math.Min(have.Length, want.Length);
        while (!have.AsSpan(have.Length - there).SequenceEqual(want.AsSpan(0, there)))
        {
            there--;
        }

        return Below(root, string.Join('/', [.. want.AsSpan(there), path]));
    }

    /// <summary>Adds parameters to a query, each escaped; what is there stays.</summary>
    public static Uri With(Uri url, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var query = new StringBuilder(url.Query.TrimStart('?'));
        foreach (var (name, value) in parameters)
        {
            query.Append(query.Length > 0 ? "&" : "").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return new UriBuilder(url) { Query = query.ToString() }.Uri;
    }

    /// <summary>Without user, password and query, which may hold a key.</summary>
    public static string Shown(Uri url) => url.IsFile ? url.LocalPath : url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    public static string ShownServer(Uri url) => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>What is kept of an address to know it again: a query or user is there as a digest only.</summary>
    public static string Remembered(Uri url) =>
        url.IsFile || (url.Query.Length <= 1 && url.UserInfo.Length == 0)
            ? url.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.Fragment, UriFormat.UriEscaped)
            : $"{Shown(url)}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url.UserInfo + url.Query)).AsSpan(0, 8))}";

    /// <summary>What in an address may be a secret.</summary>
    public static IEnumerable<string> Secrets(Uri url)
    {
        if (url.UserInfo.Length > 0)
        {
            yield return Uri.UnescapeDataString(url.UserInfo);
            yield return Uri.UnescapeDataString(url.UserInfo[(url.UserInfo.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        }

        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Uri.UnescapeDataString(pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        }
    }
}
