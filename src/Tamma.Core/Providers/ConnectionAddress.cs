using Tamma.Providers.Http;

namespace Tamma.Providers;

/// <summary>Reads the address of a connection, wherever somebody wrote it.</summary>
public static class ConnectionAddress
{
    /// <summary>Of a program that is started and spoken to over its standard streams.</summary>
    public const string ProgramScheme = "stdio";

    /// <summary>The one type whose server is such a program.</summary>
    public const string ProgramType = "zen_mcp";

    /// <returns>The address, or what is wrong with it; the text is not repeated.</returns>
    public static (Uri? Url, string? Wrong) Read(string text, params ReadOnlySpan<string> schemes)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !schemes.Contains(url.Scheme))
        {
            return (null, $"is no address that begins with {string.Join(" or ", schemes.ToArray().Where(scheme => scheme != ProgramScheme).Select(scheme => scheme + "://"))}");
        }

        if (url.Scheme == ProgramScheme)
        {
            return (url, null);
        }

        if (url.UserInfo.Length > 0)
        {
            return (null, "has a user or password in the address; put them in username and credential");
        }

        if ((AddressGuard.Literal(url) is { } address && AddressGuard.IsForbidden(address)) || AddressGuard.IsForbidden(url.IdnHost))
        {
            return (null, $"{url.Host} is a link-local address or a cloud's metadata service, which is never asked");
        }

        return (url, null);
    }

    /// <summary>Null when this type may have this address.</summary>
    public static string? Misfit(Uri url, string type) => (url.Scheme == ProgramScheme, type == ProgramType) switch
    {
        (true, false) => $"names a program, and a server of type {type} is asked over http:// or https://",
        _ => null,
    };
}
