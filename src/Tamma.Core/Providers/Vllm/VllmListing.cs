using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Local;
using Tamma.Providers.OpenAiCompatible;
using Tamma.Providers.Redaction;

namespace Tamma.Providers.Vllm;

/// <summary>A vLLM server: one model and its adapters, with the length that it is served with (input and output together).</summary>
internal sealed class VllmListing(ConnectionOptions connection, PageWalk walk, JsonFetch fetch, LocalServer local) : IListing
{
    private readonly Uri _root = LocalRoot.Of(connection.Url);

    public static ProviderType Type { get; } = new(
        "vllm",
        "A vLLM server; a URL with or without /v1 is taken.",
        (connection, services) => new VllmListing(connection, services.GetRequiredService<PageWalk>(), services.GetRequiredService<JsonFetch>(), services.GetRequiredService<LocalServer>()))
    {
        Map = VllmFields.Map,
        Beside = [("GET version", VllmFields.Version)],
        Known = [new("vllm", "http://127.0.0.1:8000") { Keys = ["VLLM_API_KEY"], IsOwn = true }],
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection);
        var first = Addresses.Below(_root, "v1/models");
        var plan = PagePlan.For(connection, access, first, (document, url, draft) =>
        {
            LocalOwner.Require(document, "vllm", LocalServerKind.Vllm, _root);
            return OpenAiPage.Read(document, connection.Provider, access, VllmFields.Map, first, url, draft);
        }) with
        {
            More = (draft, pages, documents, cancellation) => AddVersionAsync(draft, access, pages, documents, cancellation),
        };
        return local.OrTellAsync(LocalServerKind.Vllm, _root, walk.ReadAsync(plan, previous, progress, cancellationToken), cancellationToken);
    }

    private async Task AddVersionAsync(ListingDraft draft, ConnectionAccess access, List<FetchResult.Body> pages, ImmutableArray<Document>.Builder documents, CancellationToken cancellationToken)
    {
        var version = await new SidePages(fetch, connection, access, RedactionRules.OpenAiCompatible).AskAsync(Addresses.Below(_root, "version"), null, cancellationToken);
        version?.AddTo(pages, documents);
        SidePages.AddServer(draft, connection.Provider, LocalServerKind.Vllm, version, "version");
    }
}
