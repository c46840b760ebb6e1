namespace Tamma.Providers;

/// <summary>Base URLs that somebody may have meant: the known ones of this server, and with or without the usual version. Pure.</summary>
internal static class BasePaths
{
    private const int Most = 3;

    public static IEnumerable<Uri> Near(Uri url, ProviderType? type)
    {
        var path = url.AbsolutePath.TrimEnd('/');
        var known = (type?.Known ?? []).Select(known => new Uri(known.Url)).Where(known => known.Authority == url.Authority && known.Scheme == url.Scheme);
        string[] paths = path.EndsWith("/v1", StringComparison.Ordinal) ? [path[..^3]] : [path + "/v1", "/v1", path.Length > 0 ? "" : "/api/v1"];
        return known.Concat(paths.Select(other => new UriBuilder(url) { Path = other }.Uri))
            .Where(other => other.AbsolutePath.TrimEnd('/') != path)
            .DistinctBy(other => other.AbsolutePath.TrimEnd('/'), StringComparer.Ordinal)
            .Take(Most);
    }
}
