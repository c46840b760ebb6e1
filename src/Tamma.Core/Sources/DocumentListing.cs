using Tamma.Catalog;
using Tamma.Providers;
using Tamma.Providers.Http;
using Tamma.Providers.Redaction;

namespace Tamma.Sources;

/// <summary>A public document that is one answer, from its server or a file: fetched, told from the last one, read.</summary>
internal sealed class DocumentListing(Source source, ReferenceSourceOptions options, JsonFetch fetch, MyProviders mine, RedactionRules rules, DocumentRead read) : IListing
{
    public Source Source { get; } = source;

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

        var document = Document.From(Redactor.Redact(page.Bytes, rules, Addresses.Secrets(options.Url)), page.MediaType, page.ReceivedAt);
        var draft = new ListingDraft(Source.Id);
        read(document, options.Listings, mine, draft);
        return states.Settle([page], [document], draft);
    }
}

/// <summary>Reads a redacted document into the draft.</summary>
internal delegate void DocumentRead(Document document, ListingScope scope, MyProviders mine, ListingDraft draft);
