using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.OpenAiCompatible;
using Tamma.Providers.Wire;

namespace Tamma.Providers.OpenAi;

/// <summary>OpenAI's own API: <c>GET /v1/models</c>, as the key and its project see it.</summary>
internal sealed class OpenAiListing(ConnectionOptions connection, PageWalk walk) : IListing
{
    private const string Host = ".openai.com";

    public static ProviderType Type { get; } = new(
        "openai",
        "OpenAI's own API; the URL includes /v1.",
        (connection, services) => new OpenAiListing(connection, services.GetRequiredService<PageWalk>()))
    {
        Map = OpenAiOwnFields.Map,
        Known =
        [
            new("openai", "https://api.openai.com/v1")
            {
                Keys = ["OPENAI_API_KEY"],
                UrlVariable = "OPENAI_BASE_URL",
                SettingVariables = ImmutableSortedDictionary<string, string>.Empty
                    .Add("organization", "OPENAI_ORG_ID OPENAI_ORGANIZATION")
                    .Add("project", "OPENAI_PROJECT_ID OPENAI_PROJECT"),
            },
        ],
        Settings = ImmutableSortedDictionary<string, string>.Empty
            .Add("organization", "Id of the organisation that is asked for, org-….")
            .Add("project", "Id of the project that is asked for, proj_…."),
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    /// <summary>OPENAI_BASE_URL may lead to any server that speaks like OpenAI, and most of those write the time of the request as <c>created</c>.</summary>
    private WireMap Map => connection.Simulated || connection.Url.Host.EndsWith(Host, StringComparison.OrdinalIgnoreCase) ? OpenAiOwnFields.Map : OpenAiFields.Map;

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection);
        access = Named(Named(access, "OpenAI-Organization", "organization"), "OpenAI-Project", "project");
        var first = connection.Url.AbsolutePath is "/" ? Addresses.Below(connection.Url, "v1/models") : Addresses.Below(connection.Url, "models");
        return walk.ReadAsync(
            PagePlan.For(connection, access, first, (document, url, draft) => OpenAiPage.Read(document, connection.Provider, access, Map, first, url, draft)),
            previous,
            progress,
            cancellationToken);
    }

    private ConnectionAccess Named(ConnectionAccess access, string header, string setting) =>
        connection.Settings.GetValueOrDefault(setting) is { Length: > 0 } value ? access.With(header, value) : access;
}
