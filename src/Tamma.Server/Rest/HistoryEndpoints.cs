using System.Globalization;
using Tamma.Catalog;
using Tamma.Catalog.Impact;
using Tamma.Client;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;
using ModelQuery = Tamma.Catalog.ModelQuery;

namespace Tamma.Server.Rest;

/// <summary>A model's versions, newest first.</summary>
internal static class HistoryEndpoints
{
    private const int DefaultLimit = 50;

    private static readonly QueryParameters s_parameters = new(
        new("limit", ParameterKind.Count, "Versions on a page, 1 to 1000; 50 when not given."),
        new("cursor", ParameterKind.Text, "Where the page starts: next_cursor of the page before."));

    public static void MapHistory(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/versions" + KeyPath.Route, ApiEndpoints.Reading, ListAsync).Takes(s_parameters)
            .WithSummary("What a model was, from when to when.")
            .Answers<ListResponse<VersionResponse>>(ProblemKind.InvalidKey, ProblemKind.UnknownParameter, ProblemKind.InvalidCursor, ProblemKind.ModelNotFound)
            .Requires(Permission.CatalogRead);

    private static async Task<IResult> ListAsync(HttpContext context, CurrentCatalog catalog, ICatalogStore store)
    {
        if (!KeyPath.TryRead(context, "versions", out var key))
        {
            return KeyPath.Invalid;
        }

        var snapshot = catalog.Snapshot;
        var query = new RequestQuery(context, s_parameters);
        var limit = query.Count("limit", 1, ModelQuery.MostLimit) ?? DefaultLimit;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (snapshot.Find(key) is not { } model)
        {
            return ModelEndpoints.NotFound(key, snapshot);
        }

        var list = "versions|" + model.Key;
        var before = int.MaxValue;
        if (query.Text("cursor") is { } cursor
            && !(PageCursor.TryRead(cursor, list, out var place) && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out before)))
        {
            return PageCursor.Invalid;
        }

        var versions = await store.ReadVersionsAsync(model.Key, before, limit + 1, context.RequestAborted);
        var page = versions.Take(limit).ToList();
        return JsonAnswer.From(
            new ListResponse<VersionResponse>
            {
                Data = [.. page.Select((version, index) => Project(version, versions.ElementAtOrDefault(index + 1), snapshot))],
                NextCursor = versions.Count > limit ? PageCursor.Write(list, page[^1].Model.Version.ToString(CultureInfo.InvariantCulture)) : null,
                Position = snapshot.Head.Position,
            },
            WireJson.Context.VersionList);
    }

    /// <param name="version">The version.</param>
    /// <param name="before">The one before it, which was read with it.</param>
    /// <param name="snapshot">For the names of sources and connections.</param>
    private static VersionResponse Project(StoredVersion version, StoredVersion? before, CatalogSnapshot snapshot) => new()
    {
        Breaking = before is null ? null : ImpactOf.Versions(before.Model, version.Model).Any(change => change.Effect is Effect.Breaking),
        Version = version.Model.Version,
        Position = version.Model.Position,
        ValidFrom = version.ValidFrom,
        ValidTo = version.ValidTo,
        Model = ModelProjection.Project(version.Model, snapshot) with { Offers = ModelProjection.Offers(version.Model, snapshot) },
    };
}
