namespace Tamma.Server.Projections;

/// <summary>An address without user, password, query and fragment, any of which may hold a key.</summary>
internal static class PublicAddress
{
    public static string Of(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) ? Of(url) : "";

    public static string Of(Uri url) => url.IsFile
        ? url.GetComponents(UriComponents.Scheme | UriComponents.Path | UriComponents.KeepDelimiter, UriFormat.UriEscaped)
        : url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
