using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Local;
using Tamma.Providers.OpenAiCompatible;
using Tamma.Providers.Redaction;

namespace Tamma.Providers.LmStudio;

/// <summary>LM Studio by the newest of its three APIs that it answers: its own, version 1, then version 0, then OpenAI's, which has ids only.</summary>
internal sealed class LmStudioListing(ConnectionOptions connection, PageWalk walk, LocalServer local) : IListing
{
    private readonly Uri _root = LocalRoot.Of(connection.Url);

    public static ProviderType Type { get; } = new(
        "lmstudio",
        "An LM Studio server, by its own API where it has one.",
        (connection, services) => new LmStudioListing(connection, services.GetRequiredService<PageWalk>(), services.GetRequiredService<LocalServer>()))
    {
        Map = LmStudioFields.Version1,
        Beside = [("GET api/v0/models", LmStudioFields.Version0), ("GET v1/models", OpenAiFields.Map)],
        Known = [new("lmstudio", "http://127.0.0.1:1234") { Keys = ["LM_API_TOKEN"], IsOwn = true }],
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken) =>
        local.OrTellAsync(LocalServerKind.LmStudio, _root, FirstAsync(previous, progress, cancellationToken), cancellationToken);

    private async Task<Listing> FirstAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection);
        PagePlan[] plans =
        [
            Plan(access, "api/v1/models", (document, _, draft) => LmStudioPage.Read(document, connection.Provider, _root, access, LmStudioFields.Version1, "models", "key", draft)),
            Plan(access, "api/v0/models", (document, _, draft) => LmStudioPage.Read(document, connection.Provider, _root, access, LmStudioFields.Version0, "data", "id", draft)),
        ];
        foreach (var plan in plans)
        {
            try
            {
                return await walk.ReadAsync(plan, previous, progress, cancellationToken);
            }
            catch (ProviderException ex) when (ex.Fault is ProviderFault.NotFound && ex.Status is null or 404)
            {
                // Too old for this one.
            }
        }

        return await walk.ReadAsync(
            Plan(access, "v1/models", (document, url, draft) =>
            {
                LocalOwner.Require(document, "organization_owner", LocalServerKind.LmStudio, _root);
                OpenAiPage.Read(document, connection.Provider, access, OpenAiFields.Map, url, url, draft);
            }),
            previous,
            progress,
            cancellationToken);
    }

    private PagePlan Plan(ConnectionAccess access, string path, Action<Document, Uri, ListingDraft> read) =>
        PagePlan.For(connection, access, Addresses.Below(_root, path), (document, url, draft) =>
        {
            read(document, url, draft);
            return null;
        }) with
        {
            Rules = RedactionRules.LmStudio,
        };
}
