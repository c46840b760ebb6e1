using Tamma.Server.Compat;
using Tamma.Server.Live;

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
        api.Tagged("Models").MapModels();
        api.Tagged("Models").MapSearch();
        api.Tagged("Models").MapSuggest();
        api.Tagged("Operator").MapSearchAnalytics();
        api.Tagged("Models").MapCompare();
        api.Tagged("Models").MapSimilar();
        api.Tagged("Models").MapHistory();
        api.Tagged("Models").MapDiff();
        api.Tagged("Models").MapPrices();
        api.Tagged("Models").MapFacts();
        api.Tagged("Models").MapConflicts();
        api.Tagged("Models").MapIdentity();
        api.Tagged("Sources").MapPolicy();
        api.Tagged("Models").MapHosts();
        api.Tagged("Capabilities").MapCapabilities();
        api.Tagged("Capabilities").MapCapabilityChecks();
        api.Tagged("Capabilities").MapFindings();
        api.Tagged("Models").MapExport();
        api.Tagged("Lifecycle").MapLifecycle();
        api.Tagged("Providers").MapProviders();
        api.Tagged("Connections").MapConnections();
        api.Tagged("Sources").MapSources();
        api.Tagged("Sources").MapConnectionHealth();
        api.Tagged("Discovery").MapDiscovery();
        api.Tagged("Reviews").MapReviews();
        api.Tagged("Operator").MapOverrides();
        api.Tagged("Operator").MapAnnotations();
        api.Tagged("Operator").MapOperatorData();
        api.Tagged("Operator").MapBackup();
        api.Tagged("Verification").MapVerifications();
        api.Tagged("Benchmarks").MapBenchmarks();
        MapNotifications(api);
        api.Tagged("Status").MapStatus();
        endpoints.Tagged("Drop-in").MapCompat();
        endpoints.Tagged("Drop-in").MapModelLists();
        endpoints.Tagged("Health").MapHealth();
        endpoints.MapDescription();
    }

    private static void MapNotifications(RouteGroupBuilder api)
    {
        api.Tagged("Changes").MapChanges();
        api.Tagged("Changes").MapChangeStream();
        api.Tagged("Changes").MapChangeFeed();
        api.Tagged("Changes").MapLive();
        api.Tagged("Subscriptions").MapSubscriptions();
        api.Tagged("Subscriptions").MapDeliveries();
        api.Tagged("Subscriptions").MapNotificationStatus();
    }

    private static RouteGroupBuilder Tagged(this IEndpointRouteBuilder endpoints, string tag) => endpoints.MapGroup("").WithTags(tag);
}
