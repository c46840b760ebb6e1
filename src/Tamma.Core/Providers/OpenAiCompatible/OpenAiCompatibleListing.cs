using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;

namespace Tamma.Providers.OpenAiCompatible;

/// <summary>Any server that answers <c>GET /models</c> as OpenAI does and has no format of its own here.</summary>
internal sealed class OpenAiCompatibleListing(ConnectionOptions connection, PageWalk walk) : IListing
{
    public static ProviderType Type { get; } = new(
        "openai_compatible",
        "Any server with OpenAI's /models; the URL includes /v1.",
        (connection, services) => new OpenAiCompatibleListing(connection, services.GetRequiredService<PageWalk>()))
    {
        Map = OpenAiFields.Map,
        Known =
        [
            new("openai", "https://api.openai.com/v1") { Keys = ["OPENAI_API_KEY"], UrlVariable = "OPENAI_BASE_URL" },
            new("openrouter", "https://openrouter.ai/api/v1") { Keys = ["OPENROUTER_API_KEY"] },
        ],
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection);
        var first = Addresses.Below(connection.Url, "models");
        return walk.ReadAsync(
            PagePlan.For(connection, access, first, (document, url, draft) => OpenAiPage.Read(document, connection.Provider, access, OpenAiFields.Map, first, url, draft)),
            previous,
            progress,
            cancellationToken);
    }
}
