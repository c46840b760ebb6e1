using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers.Http;
using Tamma.Providers.Local;
using Tamma.Providers.Redaction;

namespace Tamma.Providers.Ollama;

/// <summary>
/// Ollama's own API: the list, what it shows of a model where the list is too short, what is loaded, and the server's version.
/// The ceiling of a model and the context that is served are two fields, since the second is often 4,096.
/// </summary>
internal sealed class OllamaListing(ConnectionOptions connection, PageWalk walk, JsonFetch fetch, LocalServer local) : IListing
{
    private readonly Uri _root = LocalRoot.Of(connection.Url);
    private readonly OllamaShows _shows = new();

    public static ProviderType Type { get; } = new(
        "ollama",
        "An Ollama server, by its own API; a URL that ends in /v1 or /api is taken too.",
        (connection, services) => new OllamaListing(connection, services.GetRequiredService<PageWalk>(), services.GetRequiredService<JsonFetch>(), services.GetRequiredService<LocalServer>()))
    {
        Map = OllamaFields.Tags,
        Beside = [("GET api/ps", OllamaFields.Running), ("GET api/version", OllamaFields.Version), ("POST api/show", OllamaFields.Show)],
        Known =
        [
            new("ollama", "http://127.0.0.1:11434")
            {
                // The key is one of ollama.com. It goes with OLLAMA_HOST over https only: a box in the house needs none, and must not learn it.
                Keys = ["OLLAMA_API_KEY"],
                KeyIsOptional = true,
                KeyMayGoTo = url => url.Scheme == Uri.UriSchemeHttps,
                UrlVariable = "OLLAMA_HOST",
                ReadUrl = OllamaHost.Read,
                IsOwn = true,
            },
            new("ollama-cloud", "https://ollama.com") { Keys = ["OLLAMA_API_KEY"] },
        ],
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection);
        var models = new List<OllamaModel>();
        var plan = PagePlan.For(connection, access, Addresses.Below(_root, "api/tags"), (document, _, draft) =>
        {
            models.AddRange(OllamaPage.ReadTags(document, connection.Provider, _root, access, draft));
            return null;
        }) with
        {
            Rules = RedactionRules.Ollama,
            More = (draft, pages, documents, cancellation) => AddAsync(draft, models, access, pages, documents, cancellation),
        };
        return local.OrTellAsync(LocalServerKind.Ollama, _root, walk.ReadAsync(plan, previous, progress, cancellationToken), cancellationToken);
    }

    private async Task AddAsync(ListingDraft draft, List<OllamaModel> models, ConnectionAccess access, List<FetchResult.Body> pages, ImmutableArray<Document>.Builder documents, CancellationToken cancellationToken)
    {
        var beside = new SidePages(fetch, connection, access, RedactionRules.Ollama);
        var shown = await _shows.AskAsync([.. models.Where(model => !model.IsToldOf)], Addresses.Below(_root, "api/show"), beside, draft, cancellationToken);
        foreach (var (key, page) in shown)
        {
            page.AddTo(pages, documents);
            Learn(draft, key, OllamaPage.ReadShow(page.Document, draft));
        }

        if (await beside.AskAsync(Addresses.Below(_root, "api/ps"), null, cancellationToken) is { } ps)
        {
            ps.AddTo(pages, documents);
            var running = OllamaPage.ReadRunning(ps.Document, access, draft);
            foreach (var model in models.Where(model => !model.IsRemote))
            {
                var state = running.GetValueOrDefault(model.Key.Id);
                Learn(draft, model.Key, [.. state ?? FieldSet.Empty, new(FieldRegistry.Models["loaded"], FieldValue.Flag(state is not null))]);
            }
        }

        var version = await beside.AskAsync(Addresses.Below(_root, "api/version"), null, cancellationToken);
        version?.AddTo(pages, documents);
        SidePages.AddServer(draft, connection.Provider, LocalServerKind.Ollama, version, "version");
    }

    /// <summary>Puts what is known more exactly over what the list says.</summary>
    private static void Learn(ListingDraft draft, ModelKey key, IEnumerable<KeyValuePair<Field, FieldValue>> more)
    {
        if (draft.Find(key) is { } claim)
        {
            draft.Replace(claim with { Values = FieldSet.From(claim.Values.Concat(more)) });
        }
    }
}
