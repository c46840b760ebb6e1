using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Retention;
using Tamma.Discovery;
using Tamma.Notifications.Severities;
using Tamma.Notifications.Subscriptions;
using Tamma.Providers;
using Tamma.Providers.Embeddings;
using Tamma.Providers.Http;
using Tamma.Search.Analytics;
using Tamma.Search.Embedding;
using Tamma.Sources;

namespace Tamma;

/// <summary>What is discovered, and how.</summary>
public sealed record TammaOptions
{
    public ImmutableArray<ConnectionOptions> Connections { get; init; } = [];

    /// <summary>Ids of connections that are not to be, whatever is found.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Public documents. One that is not to be read is shown as switched off, with what switches it on.</summary>
    public ImmutableArray<ReferenceSourceOptions> Sources { get; init; } = [];

    public DiscoveryOptions Discovery { get; init; } = new();

    /// <summary>Whom to believe, per field group.</summary>
    public ResolutionPolicy Policy { get; init; } = ResolutionPolicy.Default;

    public RetentionOptions Retention { get; init; } = new();

    public HttpLimits Http { get; init; } = new();

    /// <summary>Whose embeddings search uses beside its own vectors; null for none.</summary>
    public EmbeddingServerOptions? EmbeddingServer { get; init; }

    /// <summary>
    /// How embeddings are made. The space is <see cref="EmbeddingServer"/>'s where there is one; who brings an <see cref="EmbeddingSource"/> of
    /// his own names it himself.
    /// </summary>
    public EmbeddingOptions Embeddings { get; init; } = new();

    /// <summary>How searches are counted.</summary>
    public AnalyticsOptions Analytics { get; init; } = new();

    /// <summary>Words of the operator's own for what is searched.</summary>
    public SearchSynonyms Synonyms { get; init; } = SearchSynonyms.None;

    /// <summary>How much events matter.</summary>
    public SeverityRules Severities { get; init; } = SeverityRules.Default;

    /// <summary>How those who must know are told. Who else's certificates are believed, and whether anything leaves this machine, is in <see cref="Http"/>.</summary>
    public SubscriptionOptions Subscriptions { get; init; } = new();

    /// <summary>
    /// What the environment gives: keys that are set, local servers at their addresses, models.dev and the bundled facts for what they do not say;
    /// LiteLLM and OpenRouter stay off.
    /// </summary>
    public static TammaOptions FromEnvironment() => new()
    {
        Connections = WellKnown.Find(TammaEnvironment.Variables()).Connections,
        Sources = ReferenceSourceOptions.Known,
        Http = new() { Proxy = ProxyRules.From(TammaEnvironment.Variables()) },
    };
}
