using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Local;
using Tamma.Providers.Redaction;

namespace Tamma.Providers.LlamaCpp;

/// <summary>A llama.cpp server, with one model or as a router of many. No request names a model, since a router would load it.</summary>
internal sealed class LlamaCppListing(ConnectionOptions connection, PageWalk walk, JsonFetch fetch, LocalServer local) : IListing
{
    private readonly Uri _root = LocalRoot.Of(connection.Url);

    public static ProviderType Type { get; } = new(
        "llamacpp",
        "A llama.cpp server (llama-server), with one model or as a router.",
        (connection, services) => new LlamaCppListing(connection, services.GetRequiredService<PageWalk>(), services.GetRequiredService<JsonFetch>(), services.GetRequiredService<LocalServer>()))
    {
        Map = LlamaCppFields.Models,
        Beside = [("GET props", LlamaCppFields.Props)],
        Known = [new("llamacpp", "http://127.0.0.1:8080") { Keys = ["LLAMA_API_KEY"], IsOwn = true }],
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection);
        var plan = PagePlan.For(connection, access, Addresses.Below(_root, "v1/models"), (document, _, draft) =>
        {
            LlamaCppPage.Read(document, connection.Provider, _root, access, draft);
            return null;
        }) with
        {
            Rules = RedactionRules.LlamaCpp,
            More = (draft, pages, documents, cancellation) => AddPropsAsync(draft, access, pages, documents, cancellation),
        };
        return local.OrTellAsync(LocalServerKind.LlamaCpp, _root, walk.ReadAsync(plan, previous, progress, cancellationToken), cancellationToken);
    }

    private async Task AddPropsAsync(ListingDraft draft, ConnectionAccess access, List<FetchResult.Body> pages, ImmutableArray<Document>.Builder documents, CancellationToken cancellationToken)
    {
        var beside = new SidePages(fetch, connection, access, RedactionRules.LlamaCpp);
        if (await beside.AskAsync(Addresses.Below(_root, "props"), null, cancellationToken) is { } props)
        {
            props.AddTo(pages, documents);
            LlamaCppPage.AddProps(props.Document, draft);
            SidePages.AddServer(draft, connection.Provider, LocalServerKind.LlamaCpp, props, "build_info");
        }
    }
}
