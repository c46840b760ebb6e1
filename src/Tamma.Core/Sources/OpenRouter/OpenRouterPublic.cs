using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers;
using Tamma.Providers.Http;
using Tamma.Providers.OpenRouter;

namespace Tamma.Sources.OpenRouter;

/// <summary>
/// OpenRouter's list as everybody can read it, for those who have no account there: reference rows <c>openrouter/ID</c>. What it says of a
/// lab's model is OpenRouter's offer of it, so nothing is claimed of the lab's own rows; an account's own list is the same voice, and stronger.
/// </summary>
internal sealed class OpenRouterPublic(ReferenceSourceOptions options, PageWalk walk, MyProviders mine) : IListing
{
    private const string Provider = "openrouter";

    public static ReferenceSourceType Type { get; } = new(
        SourceId.OpenRouter,
        "OpenRouter's public list: its models, prices, parameters and end dates, read without a key.",
        (options, services) => new OpenRouterPublic(options, services.GetRequiredService<PageWalk>(), services.GetRequiredService<MyProviders>()));

    public Source Source { get; } = new() { Id = options.Id };

    public string? Credential => null;

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        // It lists models that give text unless it is told otherwise; a file is what somebody kept of an answer.
        var first = options.Url.IsFile || options.Url.Query.Length > 1 ? options.Url : Addresses.With(options.Url, ("output_modalities", "all"));
        var page = new OpenRouterPage(Provider, ConnectionAccess.None, ClaimKind.Reference);
        var plan = new PagePlan
        {
            Source = Source,
            First = first,
            Access = ConnectionAccess.None,
            Reading = mine.Describe(options.Listings),
            Read = (document, url, draft) =>
            {
                if (mine.Keep(Provider, options.Listings))
                {
                    return page.Read(document, url, draft);
                }

                draft.NotKept.Add(Provider);
                return null;
            },
        };
        return walk.ReadAsync(plan, previous, progress, cancellationToken);
    }
}
