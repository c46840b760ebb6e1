using Tamma.Client;
using Tamma.Discovery;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>How one connection fares and fared.</summary>
internal static class ConnectionHealthEndpoints
{
    private const int DefaultLimit = 100;

    private static readonly QueryParameters s_parameters = new(
        new QueryParameter("limit", ParameterKind.Count, "Runs and checks that are answered, 1 to 1000; 100 when not given."));

    public static void MapConnectionHealth(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/connections/{id}/health", ApiEndpoints.Reading, Get).Takes(s_parameters)
            .WithSummary("How a connection fares: its state, figures, limits, and its last runs and checks, newest first.")
            .Answers<ConnectionHealthResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.SourceNotFound)
            .Requires(Permission.CatalogRead);

    private static IResult Get(HttpContext context, string id, HealthViews views, DiscoveryCoordinator coordinator)
    {
        var query = new RequestQuery(context, s_parameters);
        var limit = query.Count("limit", 1, 1_000) ?? DefaultLimit;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var known = coordinator.Operations.Select(operation => operation.Listing.Source.Id.ConnectionId)
            .FirstOrDefault(connection => string.Equals(connection, id, StringComparison.OrdinalIgnoreCase));
        return known is null
            ? ProblemKind.SourceNotFound.Because($"There is no connection '{id}'. See GET /api/v1/connections.")
            : JsonAnswer.From(views.History(known, limit), WireJson.Context.ConnectionHealthResponse);
    }
}
