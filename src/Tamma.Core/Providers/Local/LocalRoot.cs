namespace Tamma.Providers.Local;

/// <summary>The address of a server itself, of what people paste: that, or the base of one of its APIs.</summary>
internal static class LocalRoot
{
    private static readonly string[] s_bases = ["/api/v1", "/api/v0", "/v1", "/api"];

    public static Uri Of(Uri url)
    {
        var path = url.AbsolutePath.TrimEnd('/');
        var cut = s_bases.FirstOrDefault(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase));
        return cut is null ? url : new UriBuilder(url) { Path = path[..^cut.Length] }.Uri;
    }
}
