using Tamma.Catalog;
using Tamma.Catalog.Identities;
using Tamma.Client;
using Tamma.Providers;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Who is who: what a name means, and one model over all who list it.</summary>
internal static class IdentityEndpoints
{
    private const int DefaultLimit = 100;
    private const int MostLimit = 1_000;

    private static readonly QueryParameters s_none = new();

    private static readonly QueryParameters s_resolve = new(
        new QueryParameter("name", ParameterKind.Text, "Any name of a model, at most 512 characters: a key, a canonical id, a bare id, an alias."));

    private static readonly QueryParameters s_list = new(
        new("lab", ParameterKind.Text, "Only this lab's, for example anthropic."),
        new("limit", ParameterKind.Count, "Rows on a page, 1 to 1000; 100 when not given."),
        new("cursor", ParameterKind.Text, "Where the page starts: next_cursor of the page before."));

    private static readonly QueryParameters s_suggestions = new(
        new("provider", ParameterKind.Text, "Only listings of this provider."),
        new("limit", ParameterKind.Count, "Rows on a page, 1 to 1000; 100 when not given."),
        new("cursor", ParameterKind.Text, "Where the page starts: next_cursor of the page before."));

    public static void MapIdentity(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/resolve", ApiEndpoints.Reading, ResolveAsync).Takes(s_resolve)
            .WithSummary("What a name means and why: exact, alias, normalised, ambiguous with candidates, or unknown; and where it points, since when, where before.")
            .Answers<ResolveResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter)
            .Requires(Permission.CatalogRead);
        endpoints.MapMethods("/canonical-models", ApiEndpoints.Reading, List).Takes(s_list)
            .WithSummary("Models by who made them, whoever lists them.")
            .Answers<CanonicalModelListResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.InvalidCursor)
            .Requires(Permission.CatalogRead);
        endpoints.MapMethods("/canonical-models" + KeyPath.Route, ApiEndpoints.Reading, GetAsync).Takes(s_none)
            .WithSummary("One model over all who list it: cheapest, largest, what differs, other names, pointers in time, variants apart. The path is lab/slug.")
            .Answers<CanonicalModelResponse>(ProblemKind.InvalidKey, ProblemKind.UnknownParameter, ProblemKind.ModelNotFound)
            .Requires(Permission.CatalogRead);
        endpoints.MapMethods("/identity-suggestions", ApiEndpoints.Reading, Suggestions).Takes(s_suggestions)
            .WithSummary("Listings that may be a model and that no rule is sure of, with the candidates: for a person, never followed.")
            .Answers<IdentitySuggestionListResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.InvalidCursor)
            .Requires(Permission.CatalogRead);
    }

    private static async Task<IResult> ResolveAsync(HttpContext context, CurrentCatalog catalog, ICatalogStore store)
    {
        var query = new RequestQuery(context, s_resolve);
        var name = query.Text("name", ModelKey.LongestPart);
        if (name is null)
        {
            query.Refuse("name", "is missing");
        }

        if (query.Problem is { } problem)
        {
            return problem;
        }

        var snapshot = catalog.Snapshot;
        var reader = new PointerReader(store, snapshot);
        var pointers = PointerProjection.Project(await reader.OfNameAsync(name!.Trim(), context.RequestAborted), reader);
        return JsonAnswer.From(IdentityProjection.Project(IdentityGraph.Build(snapshot).Resolve(name), pointers, snapshot.Head.Position), WireJson.Context.ResolveResponse);
    }

    private static IResult List(HttpContext context, CurrentCatalog catalog)
    {
        var query = new RequestQuery(context, s_list);
        var lab = query.Text("lab");
        var limit = query.Count("limit", 1, MostLimit) ?? DefaultLimit;
        var list = $"canonical {lab}";
        string? after = null;
        if (query.Text("cursor") is { } cursor && !PageCursor.TryRead(cursor, list, out after))
        {
            return query.Problem ?? PageCursor.Invalid;
        }

        if (query.Problem is { } problem)
        {
            return problem;
        }

        var snapshot = catalog.Snapshot;
        var page = IdentityGraph.Build(snapshot).Models
            .Where(model => (lab is null || string.Equals(model.Lab, lab, StringComparison.OrdinalIgnoreCase)) && (after is null || string.CompareOrdinal(model.Id, after) > 0))
            .Take(limit + 1).ToArray();
        return JsonAnswer.From(
            new CanonicalModelListResponse
            {
                Data = [.. page.Take(limit).Select(IdentityProjection.Summarize)],
                NextCursor = page.Length > limit ? PageCursor.Write(list, page[limit - 1].Id) : null,
                Position = snapshot.Head.Position,
            },
            WireJson.Context.CanonicalModelListResponse);
    }

    private static IResult Suggestions(HttpContext context, CurrentCatalog catalog)
    {
        var query = new RequestQuery(context, s_suggestions);
        var provider = query.Text("provider");
        var limit = query.Count("limit", 1, MostLimit) ?? DefaultLimit;
        var list = $"identity-suggestions {provider}";
        ModelKey? after = null;
        if (query.Text("cursor") is { } cursor)
        {
            if (!PageCursor.TryRead(cursor, list, out var place) || !ModelKey.TryParse(place, out var last))
            {
                return query.Problem ?? PageCursor.Invalid;
            }

            after = last;
        }

        if (query.Problem is { } problem)
        {
            return problem;
        }

        var snapshot = catalog.Snapshot;
        var page = IdentityGraph.Build(snapshot).Suggestions
            .Where(one => (provider is null || string.Equals(one.Listing.Provider, provider, StringComparison.OrdinalIgnoreCase)) && (after is not { } last || one.Listing.CompareTo(last) > 0))
            .Take(limit + 1).ToArray();
        return JsonAnswer.From(
            new IdentitySuggestionListResponse
            {
                Data = [.. page.Take(limit).Select(IdentityProjection.Suggest)],
                NextCursor = page.Length > limit ? PageCursor.Write(list, page[limit - 1].Listing.ToString()) : null,
                Position = snapshot.Head.Position,
            },
            WireJson.Context.IdentitySuggestionListResponse);
    }

    private static async Task<IResult> GetAsync(HttpContext context, CurrentCatalog catalog, ICatalogStore store)
    {
        if (!KeyPath.TryRead(context, "canonical-models", out var key))
        {
            return KeyPath.Invalid;
        }

        if (new RequestQuery(context, s_none).Problem is { } problem)
        {
            return problem;
        }

        var snapshot = catalog.Snapshot;
        var graph = IdentityGraph.Build(snapshot);
        if (graph.Find(key.ToString()) is { } model)
        {
            var reader = new PointerReader(store, snapshot);
            var pointers = PointerProjection.Project(await reader.OfModelAsync(model, context.RequestAborted), reader);
            return JsonAnswer.From(CanonicalModelProjection.Project(model, snapshot, pointers), WireJson.Context.CanonicalModelResponse);
        }

        return ProblemKind.ModelNotFound.Because(graph.Resolve(key.ToString()).Model is { } meant
            ? $"No canonical model is called '{key}'; the name means '{meant.Id}'."
            : Nearest.To(key.ToString(), graph.Models.Select(other => other.Id)) is { } near
                ? $"No canonical model is called '{key}'. Did you mean '{near}'?"
                : $"No canonical model is called '{key}'. See GET /api/v1/canonical-models.");
    }
}
