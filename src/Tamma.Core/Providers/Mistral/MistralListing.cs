using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;

namespace Tamma.Providers.Mistral;

/// <summary>Mistral's own API. Its list has no prices.</summary>
internal sealed class MistralListing(ConnectionOptions connection, PageWalk walk) : IListing
{
    public static ProviderType Type { get; } = new(
        "mistral",
        "Mistral's own API; the URL includes /v1.",
        (connection, services) => new MistralListing(connection, services.GetRequiredService<PageWalk>()))
    {
        Map = MistralFields.Map,
        Known = [new("mistral", "https://api.mistral.ai/v1") { Keys = ["MISTRAL_API_KEY"] }],
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection);
        var url = connection.Url.AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.Ordinal) ? connection.Url : Addresses.Below(connection.Url, "v1");
        return walk.ReadAsync(
            PagePlan.For(connection, access, Addresses.Below(url, "models"), (document, _, draft) =>
            {
                MistralPage.Read(document, connection.Provider, access, draft);
                return null;
            }),
            previous,
            progress,
            cancellationToken);
    }
}
