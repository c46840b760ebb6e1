using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Wire;

namespace Tamma.Providers.Cohere;

/// <summary>Cohere's own API. Its list has no prices.</summary>
internal sealed class CohereListing(ConnectionOptions connection, PageWalk walk) : IListing
{
    private const string PageSize = "page_size=1000";

    public static ProviderType Type { get; } = new(
        "cohere",
        "Cohere's own API; the URL has no version.",
        (connection, services) => new CohereListing(connection, services.GetRequiredService<PageWalk>()))
    {
        Map = CohereFields.Map,
        Known = [new("cohere", "https://api.cohere.com") { Keys = ["COHERE_API_KEY", "CO_API_KEY"], UrlVariable = "CO_API_URL" }],
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection);
        var path = connection.Url.AbsolutePath.TrimEnd('/');
        var bare = Addresses.Below(connection.Url, path.EndsWith("/v1", StringComparison.Ordinal) ? "models" : "v1/models");
        return walk.ReadAsync(
            PagePlan.For(connection, access, WirePage.With(bare, PageSize), (document, _, draft) => WirePage.Read(
                document, connection.Provider, access, CohereFields.Map, "models", "name", null, draft,
                root => WirePage.Text(root, "next_page_token") is { } token ? WirePage.With(bare, $"{PageSize}&page_token={Uri.EscapeDataString(token)}") : null)),
            previous,
            progress,
            cancellationToken);
    }
}
