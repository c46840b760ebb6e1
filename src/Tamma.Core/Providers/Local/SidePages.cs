using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers.Http;
using Tamma.Providers.Redaction;

namespace Tamma.Providers.Local;

/// <summary>Answers beside a list, which older or other builds of a server may not have.</summary>
internal sealed class SidePages(JsonFetch fetch, ConnectionOptions connection, ConnectionAccess access, RedactionRules rules)
{
    /// <param name="question">JSON to be posted; null for a GET.</param>
    /// <returns>Null when the server has no such thing. One that is busy or loads (503) is a fault: what it said before stands meanwhile.</returns>
    public async Task<SidePage?> AskAsync(Uri url, ReadOnlyMemory<byte>? question, CancellationToken cancellationToken)
    {
        try
        {
            var request = new FetchRequest(url, access) { Connection = connection.Id, Question = question };
            var page = await fetch.GetBodyAsync(request, cancellationToken);
            var document = Document.From(Redactor.Redact(page.Bytes, rules, access.Secrets), page.MediaType, page.ReceivedAt);
            using var json = JsonDocument.Parse(document.Content);
            return ProviderError.Read(json.RootElement, access.Secrets) is null
                ? new(page with { Bytes = document.Content }, document)
                : null; // LM Studio answers 200 to what it does not know
        }
        catch (ProviderException ex) when (ex.Status is 404 or 405 or 501)
        {
            return null;
        }
    }

    /// <summary>Claims the row of the provider itself, with the version of the server behind it.</summary>
    public static void AddServer(ListingDraft draft, string provider, LocalServerKind kind, SidePage? page, string member)
    {
        if (page is null || draft.Count == 0)
        {
            return;
        }

        using var json = JsonDocument.Parse(page.Document.Content);
        if (json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty(member, out var version) && LeafReader.ReadValue(version, FieldType.Text) is { } known && known.AsText().Length > 0)
        {
            var row = new FieldSet.Builder().Set(FieldRegistry.Providers["version"], known);
            if (provider == kind.TypeName())
            {
                row.Set(FieldRegistry.Providers["name"], FieldValue.Text(kind.Shown()));
            }

            draft.Add(ModelKey.ForProvider(provider), ClaimKind.Reference, provider, row.Build(), Slices.Of(page.Document, json.RootElement), page.Document.ReceivedAt);
        }
    }
}

/// <summary>An answer beside a list, redacted, as it counts for "unchanged" and as it is kept.</summary>
internal sealed record SidePage(FetchResult.Body Page, Document Document)
{
    public void AddTo(List<FetchResult.Body> pages, ImmutableArray<Document>.Builder documents)
    {
        pages.Add(Page);
        documents.Add(Document);
    }
}
