using Tamma.Client;

namespace Tamma.Server.Rest;

/// <summary>What a route takes and answers, for its reader and for the OpenAPI document.</summary>
internal static class Answering
{
    /// <summary>The parameters that the route's query may have; any other is refused.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, QueryParameters parameters) => route.WithMetadata(parameters);

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, params ReadOnlySpan<ProblemKind> problems) => route.Answers<T>(StatusCodes.Status200OK, problems);

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, int status, params ReadOnlySpan<ProblemKind> problems)
    {
        route.Produces<T>(status);
        HashSet<int> statuses = [ProblemKind.Unauthenticated.Status, ProblemKind.Forbidden.Status, ProblemKind.Starting.Status];
        foreach (var problem in problems)
        {
            statuses.Add(problem.Status);
        }

        foreach (var known in statuses.Order())
        {
            route.Produces<ProblemResponse>(known, "application/problem+json");
        }

        return route;
    }
}
