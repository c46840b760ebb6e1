using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Redaction;

namespace Tamma.Providers.OpenAiCompatible;

/// <summary>Any server that answers <c>GET /models</c> as OpenAI does: OpenAI itself, OpenRouter, Ollama, vLLM, llama.cpp and many more.</summary>
internal sealed class OpenAiCompatibleListing(ConnectionOptions connection, JsonFetch fetch, HttpLimits limits) : IListing
{
    /// <summary>Sent with every page but the first: some servers refuse parameters that they do not know, and those have one page.</summary>
    private const int PageSize = 100;

    public static ProviderType Type { get; } = new(
        "openai_compatible",
        "Any server with OpenAI's /models; the URL includes /v1.",
        (connection, services) => new OpenAiCompatibleListing(connection, services.GetRequiredService<JsonFetch>(), services.GetRequiredService<HttpLimits>()));

    public Source Source { get; } = new()
    {
        Id = SourceId.Connection(connection.Id),
        Provider = connection.Provider,
        Bills = connection.Bills,
        Simulated = connection.Simulated,
    };

    public string? Credential => connection.Credential?.Describe();

    public async Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection);
        var first = Addresses.Below(connection.Url, "models");
        var states = new ListingStates(Source.Id, first, connection.Provider, previous);

        var pages = new List<FetchResult.Body>();
        var documents = ImmutableArray.CreateBuilder<Document>();
        var draft = new ListingDraft(Source.Id);
        var asked = new HashSet<Uri>();
        for (var url = first; url is not null;)
        {
            if (!asked.Add(url))
            {
                throw Required.Malformed("the answer sends us round in a circle of pages");
            }

            if (asked.Count > limits.MaxPages)
            {
                throw new ProviderException(ProviderFault.TooLarge, string.Create(CultureInfo.InvariantCulture, $"the answer has more than {limits.MaxPages} pages"));
            }

            var body = await fetch.GetBodyAsync(new(url, access), cancellationToken);
            pages.Add(body);
            progress?.Report(pages.Count);

            var document = Document.From(Redactor.Redact(body.Bytes, RedactionRules.OpenAiCompatible, access.Secrets), body.MediaType, body.ReceivedAt);
            documents.Add(document);
            url = Next(first, url, OpenAiPage.Read(document, connection.Provider, access, draft));
        }

        return states.Same(pages) ?? states.Settle(pages, documents.DrainToImmutable(), draft);
    }

    private static Uri? Next(Uri first, Uri current, NextPage? next) => next switch
    {
        null => null,
        { After: { } id } => new UriBuilder(first)
        {
            Query = string.Create(CultureInfo.InvariantCulture, $"{(first.Query.Length > 1 ? first.Query[1..] + "&" : "")}after={Uri.EscapeDataString(id)}&limit={PageSize}"),
        }.Uri,
        { Link: { } link } => Uri.TryCreate(current, link, out var url) && Addresses.ShownServer(url) == Addresses.ShownServer(first)
            ? url
            : throw new ProviderException(ProviderFault.Redirected, "the next page is at another server, and we do not go there with a key in hand"),
        _ => null,
    };
}
