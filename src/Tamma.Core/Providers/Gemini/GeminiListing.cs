using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;

namespace Tamma.Providers.Gemini;

/// <summary>Google's Gemini API (AI Studio): <c>GET /v1beta/models</c>.</summary>
internal sealed class GeminiListing(ConnectionOptions connection, PageWalk walk) : IListing
{
    public static ProviderType Type { get; } = new(
        "gemini",
        "Google's Gemini API.",
        (connection, services) => new GeminiListing(connection, services.GetRequiredService<PageWalk>()))
    {
        Map = GeminiFields.Map,
        Known =
        [
            // Google's own clients take GOOGLE_API_KEY where both are set.
            new("google", "https://generativelanguage.googleapis.com") { Keys = ["GOOGLE_API_KEY", "GEMINI_API_KEY"], UrlVariable = "GOOGLE_GEMINI_BASE_URL" },
        ],
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Header(connection, "x-goog-api-key"); // never in the query, which ends up in logs
        var first = Addresses.With(Addresses.Below(connection.Url, Version(), "models"), ("pageSize", "1000"));
        return walk.ReadAsync(
            PagePlan.For(connection, access, first, (document, _, draft) => GeminiPage.Read(document, connection.Provider, access, first, draft)),
            previous,
            progress,
            cancellationToken);
    }

    /// <summary>The version that the base names, else the one that lists everything.</summary>
    private string Version() => connection.Url.AbsolutePath.TrimEnd('/').Split('/')[^1] switch
    {
        "v1" => "v1",
        "v1alpha" => "v1alpha",
        _ => "v1beta",
    };
}
