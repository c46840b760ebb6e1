namespace Tamma.Server.Rest;

/// <summary>All that is served under <c>/api/v1</c>, and the way to ask how the server is.</summary>
internal static class ApiEndpoints
{
    public const string Root = "/api/v1";

    /// <summary>The methods of a route that only reads.</summary>
    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

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
}
