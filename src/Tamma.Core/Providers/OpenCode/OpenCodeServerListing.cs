using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Redaction;

namespace Tamma.Providers.OpenCode;

/// <summary>A local <c>opencode serve</c>: what it is connected to can be had through it, all else that it knows is from models.dev.</summary>
internal sealed class OpenCodeServerListing(ConnectionOptions connection, JsonFetch fetch, MyProviders mine) : IListing
{
    private const string DefaultUser = "opencode";

    public static ProviderType Type { get; } = new(
        "opencode_server",
        "A running `opencode serve` and all models that it is connected to.",
        (connection, services) => new OpenCodeServerListing(connection, services.GetRequiredService<JsonFetch>(), services.GetRequiredService<MyProviders>()))
    {
        Bills = false, // a catalogue that is passed on
        Route = static (_, _) => null, // an agent with a prompt and tools of its own, which says nothing of the model alone
        Map = OpenCodeFields.Map,
        Known =
        [
            new("opencode-server", "http://127.0.0.1:4096")
            {
                Keys = ["OPENCODE_SERVER_PASSWORD"],
                UrlVariable = "OPENCODE_URL",
                UserVariable = "OPENCODE_SERVER_USERNAME",
                IsLookedFor = true,
                IsOwn = true,
            },
        ],
    };

    public Source Source { get; } = new()
    {
        Id = SourceId.Connection(connection.Id),
        Provider = connection.Provider,
        DerivesFrom = SourceId.ModelsDev,
        Bills = connection.Bills,
        Simulated = connection.Simulated,
    };

    public string? Credential => connection.Credential?.Describe();

    public async Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Basic(connection, DefaultUser);
        var url = Addresses.Below(connection.Url, "provider");
        var states = new ListingStates(Source.Id, url, $"{connection.Provider} {mine.Describe(connection.Listings)}", previous);

        var page = await fetch.GetBodyAsync(new(url, access), cancellationToken);
        progress?.Report(1);
        if (states.Same([page]) is { } unchanged)
        {
            return unchanged;
        }

        var document = Document.From(Redactor.Redact(page.Bytes, RedactionRules.OpenCode, access.Secrets), page.MediaType, page.ReceivedAt);
        var draft = new ListingDraft(Source.Id);
        OpenCodeCatalog.Read(document, connection, mine, draft);
        return states.Settle([page], [document], draft);
    }
}
