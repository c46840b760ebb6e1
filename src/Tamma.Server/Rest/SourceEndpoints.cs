using Tamma.Catalog;
using Tamma.Client;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Whoever makes claims, and how each fares.</summary>
internal static class SourceEndpoints
{
    private static readonly QueryParameters s_none = new();

    public static void MapSources(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/sources", ApiEndpoints.Reading, ListSourcesAsync).Takes(s_none)
            .WithSummary("All sources: the connections' own lists and the public documents.")
            .Answers<ListResponse<SourceResponse>>(ProblemKind.UnknownParameter)
            .Requires(Permission.CatalogRead);
    }

    private static async Task<IResult> ListSourcesAsync(HttpContext context, SourceViews views, CurrentCatalog catalog) =>
        new RequestQuery(context, s_none).Problem is { } problem
            ? problem
            : JsonAnswer.From(
                new ListResponse<SourceResponse> { Data = await views.SourcesAsync(context.RequestAborted), Position = catalog.Snapshot.Head.Position },
                WireJson.Context.SourceList);
}
