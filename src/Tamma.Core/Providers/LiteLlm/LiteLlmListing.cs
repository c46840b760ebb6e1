using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Local;
using Tamma.Providers.OpenAiCompatible;
using Tamma.Providers.Redaction;

namespace Tamma.Providers.LiteLlm;

/// <summary>A LiteLLM proxy: what its owner has put behind it, with prices and limits; its plain list of names for a key that may not see more.</summary>
internal sealed class LiteLlmListing(ConnectionOptions connection, PageWalk walk) : IListing
{
    /// <summary>Deployments hold other providers' keys and addresses. What is called <c>key</c> is a row of the price list.</summary>
    private static readonly RedactionRules s_rules = new(["headers"], rootIsMap: false, mapsAt: 0, "litellm_params") { Name = "key" };

    private readonly Uri _root = LocalRoot.Of(connection.Url);

    public static ProviderType Type { get; } = new(
        "litellm",
        "A LiteLLM proxy; a URL with or without /v1 is taken.",
        (connection, services) => new LiteLlmListing(connection, services.GetRequiredService<PageWalk>()))
    {
        Map = LiteLlmFields.Map,
        Beside = [("GET v1/models", OpenAiFields.Map)],
        Bills = false, // its prices are LiteLLM's public list, passed on
        Known = [new("litellm", "http://127.0.0.1:4000") { Keys = ["LITELLM_API_KEY", "LITELLM_MASTER_KEY"], KeyIsOptional = true, UrlVariable = "LITELLM_BASE_URL", IsOwn = true }],
    };

    /// <summary>What its owner did not write comes from LiteLLM's public price map.</summary>
    public Source Source { get; } = PagePlan.SourceOf(connection) with { DerivesFrom = SourceId.LiteLlm };

    public string? Credential => connection.Credential?.Describe();

    public async Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection);
        var info = PagePlan.For(connection, access, Addresses.Below(_root, "model/info"), (document, _, draft) =>
        {
            LiteLlmPage.Read(document, connection.Provider, access, draft);
            return null;
        }) with
        {
            Rules = s_rules,
        };
        try
        {
            return await walk.ReadAsync(info, previous, progress, cancellationToken);
        }
        catch (ProviderException ex) when (ex.Status is 403 or 404)
        {
            var models = Addresses.Below(_root, "v1/models");
            return await walk.ReadAsync(
                PagePlan.For(connection, access, models, (document, url, draft) => OpenAiPage.Read(document, connection.Provider, access, OpenAiFields.Map, models, url, draft)),
                previous,
                progress,
                cancellationToken);
        }
    }
}
