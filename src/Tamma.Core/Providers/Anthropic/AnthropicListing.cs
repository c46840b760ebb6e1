using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;

namespace Tamma.Providers.Anthropic;

/// <summary>Claude's own API: <c>GET /v1/models</c>.</summary>
internal sealed class AnthropicListing(ConnectionOptions connection, PageWalk walk) : IListing
{
    public const string Version = "2026-10-21";

    private const string Token = "ANTHROPIC_AUTH_TOKEN";

    public static ProviderType Type { get; } = new(
        "anthropic",
        "Anthropic's API.",
        (connection, services) => new AnthropicListing(connection, services.GetRequiredService<PageWalk>()))
    {
        Map = AnthropicFields.Map,
        Known = [new("anthropic", "https://api.anthropic.com") { Keys = ["ANTHROPIC_API_KEY", Token], UrlVariable = "ANTHROPIC_BASE_URL" }],
        Settings = ImmutableSortedDictionary<string, string>.Empty
            .Add("auth", "How the key goes along: x-api-key or bearer. Default: x-api-key, and bearer for ANTHROPIC_AUTH_TOKEN.")
            .Add("lifecycle", "Which models are listed, of active, deprecated and retired, with commas. Default: active and deprecated.")
            .Add("version", $"The API's version: 2026-10-21 or 2023-06-01. Default: {Version}."),
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = Access().With("anthropic-version", connection.Settings.GetValueOrDefault("version", Version));
        var first = First();
        return walk.ReadAsync(
            PagePlan.For(connection, access, first, (document, _, draft) => AnthropicPage.Read(document, connection.Provider, access, first, draft)),
            previous,
            progress,
            cancellationToken);
    }

    private ConnectionAccess Access()
    {
        var isToken = connection.Credential?.Target == Token;
        return connection.Settings.GetValueOrDefault("auth", isToken ? "bearer" : "x-api-key") is "bearer"
            ? ConnectionAccess.Bearer(connection)
            : ConnectionAccess.Header(connection, "x-api-key");
    }

    /// <summary>A thousand rows is the most that a page may have. Without <c>lifecycle[]</c> it lists active and deprecated models.</summary>
    private Uri First()
    {
        var url = Addresses.With(Addresses.Below(connection.Url, "v1", "models"), ("limit", "1000"));
        var states = connection.Settings.GetValueOrDefault("lifecycle", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return states.Aggregate(url, (asked, state) => Addresses.With(asked, ("lifecycle[]", state)));
    }
}
