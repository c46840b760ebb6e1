namespace Tamma.Server.Rest;

/// <summary>All that is served under <c>/api/v1</c>, and the way to ask how the server is.</summary>
internal static class ApiEndpoints
{
    public const string Root = "/api/v1";

    private static readonly string[] s_reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(Root);
        api.MapModels();
        api.MapHistory();
        api.MapFacts();
        api.MapProviders();
        api.MapSources();
        api.MapDiscovery();
        api.MapReviews();
        api.MapChanges();
        api.MapStatus();
        endpoints.MapHealth();
        endpoints.MapDescription();
    }

    /// <summary>A route for GET and HEAD with the parameters that its query may have.</summary>
    public static RouteHandlerBuilder MapReading(this IEndpointRouteBuilder endpoints, string pattern, Delegate handler, QueryParameters parameters) =>
        endpoints.MapMethods(pattern, s_reading, handler).WithMetadata(parameters);
}
