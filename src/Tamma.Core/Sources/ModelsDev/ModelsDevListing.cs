using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers;
using Tamma.Providers.Http;
using Tamma.Providers.Redaction;

namespace Tamma.Sources.ModelsDev;

/// <summary>The public catalogue of models.dev, <c>api.json</c>, from its server or a file.</summary>
internal sealed class ModelsDevListing(ReferenceSourceOptions options, JsonFetch fetch, MyProviders mine) : IListing
{
    public static ReferenceSourceType Type { get; } = new(
        SourceId.ModelsDev,
        "Capabilities, limits and public prices, kept by many hands at models.dev.",
        (options, services) => new ModelsDevListing(options, services.GetRequiredService<JsonFetch>(), services.GetRequiredService<MyProviders>()));

    public Source Source { get; } = new() { Id = options.Id };

    public string? Credential => null;

    public async Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var states = new ListingStates(Source.Id, options.Url, mine.Describe(options.Listings), previous);
        var result = await fetch.GetAsync(new(options.Url, ConnectionAccess.None) { ETag = states.Validator }, cancellationToken);
        if (result is not FetchResult.Body page)
        {
            return states.NotModified();
        }

        progress?.Report(1);
        if (states.Same([page]) is { } unchanged)
        {
            return unchanged;
        }

        var secrets = Addresses.Secrets(options.Url);
        var document = Document.From(Redactor.Redact(page.Bytes, RedactionRules.ModelsDev, secrets), page.MediaType, page.ReceivedAt);
        var draft = new ListingDraft(Source.Id);
        ModelsDevCatalog.Read(document, options.Listings, mine, draft);
        return states.Settle([page], [document], draft);
    }
}
