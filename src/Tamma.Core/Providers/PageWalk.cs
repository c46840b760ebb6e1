using System.Collections.Immutable;
using System.Globalization;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Redaction;

namespace Tamma.Providers;

/// <summary>Reads a list page by page until it ends, and tells whether it says what the last one said. A list is whole or it is not one.</summary>
internal sealed class PageWalk(JsonFetch fetch, HttpLimits limits)
{
    /// <exception cref="ProviderException">Some page could not be read whole.</exception>
    public async Task<Listing> ReadAsync(PagePlan plan, SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var states = new ListingStates(plan.Source.Id, plan.First, plan.Reading, previous);
        var pages = new List<FetchResult.Body>();
        var documents = ImmutableArray.CreateBuilder<Document>();
        var draft = new ListingDraft(plan.Source.Id) { Keep = plan.Keep };
        var asked = new HashSet<Uri>();
        for (var url = plan.First; url is not null;)
        {
            if (!asked.Add(url))
            {
                throw Required.Malformed("the answer sends us round in a circle of pages");
            }

            if (asked.Count > limits.MaxPages)
            {
                throw new ProviderException(ProviderFault.TooLarge, string.Create(CultureInfo.InvariantCulture, $"the answer has more than {limits.MaxPages} pages"));
            }

            // A validator is kept of a list of one page only, so "not modified" speaks for the whole list.
            var request = new FetchRequest(url, plan.Access) { ETag = pages.Count == 0 ? states.Validator : null, Connection = plan.Source.Id.ConnectionId };
            try
            {
                if (await AskAsync(request, pages.Count == 0 ? plan.Instead : null, cancellationToken) is not FetchResult.Body body)
                {
                    return states.NotModified();
                }

                pages.Add(body);
                progress?.Report(pages.Count);
                var document = Document.From(Redactor.Redact(body.Bytes, plan.Rules, plan.Access.Secrets), body.MediaType, body.ReceivedAt);
                documents.Add(document);
                url = plan.Read(document, url, draft) is { } next ? Admit(plan.First, next) : null;
            }
            catch (ProviderException ex) when (asked.Count > 1)
            {
                throw new ProviderException(ex.Fault, string.Create(CultureInfo.InvariantCulture, $"page {asked.Count}: {ex.Message}"), ex) { RetryAfter = ex.RetryAfter, Status = ex.Status };
            }
        }

        if (plan.More is { } more)
        {
            await more(draft, pages, documents, cancellationToken);
        }

        return states.Same(pages) ?? states.Settle(pages, documents.DrainToImmutable(), draft);
    }

    private async Task<FetchResult> AskAsync(FetchRequest request, Func<ProviderException, FetchResult.Body?>? instead, CancellationToken cancellationToken)
    {
        try
        {
            return await fetch.GetAsync(request, cancellationToken);
        }
        catch (ProviderException ex) when (instead is not null)
        {
            if (instead(ex) is { } body)
            {
                return body;
            }

            throw;
        }
    }

    private static Uri Admit(Uri first, Uri next) => Addresses.ShownServer(next) == Addresses.ShownServer(first)
        ? next
        : throw new ProviderException(ProviderFault.Redirected, "the next page is at another server, and we do not go there with a key in hand");
}

/// <summary>How one list is read.</summary>
internal sealed record PagePlan
{
    public required Source Source { get; init; }

    public required Uri First { get; init; }

    public required ConnectionAccess Access { get; init; }

    /// <summary>Reads a redacted page into the draft and says where the list goes on; null at its end.</summary>
    public required Func<Document, Uri, ListingDraft, Uri?> Read { get; init; }

    public RedactionRules Rules { get; init; } = RedactionRules.OpenAiCompatible;

    /// <summary>All of the configuration that decides what is read from the same bytes.</summary>
    public required string Reading { get; init; }

    /// <summary>Which native ids are kept.</summary>
    public Func<string, bool>? Keep { get; init; }

    /// <summary>What is read in place of a list that is not there; null where its absence is a failure like any other.</summary>
    public Func<ProviderException, FetchResult.Body?>? Instead { get; init; }

    /// <summary>Asks for what the list itself does not say; adds its pages, so that they count for "unchanged".</summary>
    public Func<ListingDraft, List<FetchResult.Body>, ImmutableArray<Document>.Builder, CancellationToken, Task>? More { get; init; }

    /// <summary>The plan that most connections have.</summary>
    public static PagePlan For(ConnectionOptions connection, ConnectionAccess access, Uri first, Func<Document, Uri, ListingDraft, Uri?> read) => new()
    {
        Source = SourceOf(connection),
        First = first,
        Access = access,
        Read = read,
        Keep = connection.Include.IsEmpty && connection.Exclude.IsEmpty ? null : new IdPatterns(connection.Include, connection.Exclude).Keeps,
        Reading = $"{connection.Provider}|{string.Join(',', connection.Include)}|{string.Join(',', connection.Exclude)}|{string.Join(',', connection.Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal))}",
    };

    public static Source SourceOf(ConnectionOptions connection) => new()
    {
        Id = SourceId.Connection(connection.Id),
        Provider = connection.Provider,
        Bills = connection.Bills,
        Simulated = connection.Simulated,
    };
}
