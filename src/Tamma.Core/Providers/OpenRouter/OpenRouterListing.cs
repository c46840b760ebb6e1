using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Chat;
using Tamma.Providers.Http;

namespace Tamma.Providers.OpenRouter;

/// <summary>OpenRouter's API: <c>GET /api/v1/models</c>, which answers without a key too.</summary>
internal sealed class OpenRouterListing(ConnectionOptions connection, PageWalk walk) : IListing
{
    public const string Api = "api/v1";

    private const string UserModels = "user_models";

    public static ProviderType Type { get; } = new(
        "openrouter",
        "OpenRouter's API.",
        (connection, services) => new OpenRouterListing(connection, services.GetRequiredService<PageWalk>()))
    {
        Map = OpenRouterFields.Map,
        Route = static (connection, _) => new(ChatProtocol.OpenAi, connection.Url, ConnectionAccess.BearerIfAny(connection), ChatDialect.Default) { Api = Api },
        Known = [new("openrouter", "https://openrouter.ai/api/v1") { Keys = ["OPENROUTER_API_KEY"] }],
        Settings = ImmutableSortedDictionary<string, string>.Empty
            .Add(UserModels, "true lists what the key's own settings of privacy and providers leave; it needs a key."),
    };

    /// <summary>The list that everybody can read is the same voice.</summary>
    public Source Source { get; } = PagePlan.SourceOf(connection) with { DerivesFrom = SourceId.OpenRouter };

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.BearerIfAny(connection);

        // It lists models that give text unless it is told otherwise. Without offset and limit it gives the list whole.
        var first = connection.Settings.GetValueOrDefault(UserModels) is "true"
            ? Addresses.Below(connection.Url, Api, "models/user")
            : Addresses.With(Addresses.Below(connection.Url, Api, "models"), ("output_modalities", "all"));
        var page = new OpenRouterPage(connection.Provider, access);
        var plan = PagePlan.For(connection, access, first, page.Read);
        return walk.ReadAsync(plan with { Reading = $"{plan.Reading}|{access.HasKey}" }, previous, progress, cancellationToken);
    }
}
