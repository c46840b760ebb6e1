namespace Tamma.Server.Rest;

/// <summary>The errors that this API knows. A name is never used for another meaning; docs/errors.md lists them all.</summary>
internal sealed record ProblemKind(string Name, int Status, string Title, string Remedy)
{
    public const string Prefix = "urn:tamma:problem:";

    public string Type => Prefix + Name;

    public static ProblemKind InvalidKey { get; } = new("invalid_key", 400, "Not a model key", "Write a key as provider/id, raw or URL-encoded, neither part longer than 512 characters.");

    public static ProblemKind UnknownParameter { get; } = new("unknown_parameter", 400, "Unknown query parameter", "Use one of the parameters in `known`.");

    public static ProblemKind InvalidParameter { get; } = new("invalid_parameter", 400, "Query parameter with a bad value", "The detail says which values are good.");

    public static ProblemKind InvalidCursor { get; } = new("invalid_cursor", 400, "Not a cursor of this list", "Start again without a cursor, and give a cursor back unchanged and with the same filters.");

    public static ProblemKind InvalidFilter { get; } = new("invalid_filter", 400, "Filter that cannot be read", "Put right what stands at `position`, `length` letters long; `suggestions` may stand there. docs/filters.md has the language.");

    public static ProblemKind InvalidBody { get; } = new("invalid_body", 400, "Request body that cannot be read", "Send the JSON that /openapi.json describes, or nothing where nothing is needed.");

    public static ProblemKind Unauthenticated { get; } = new("unauthenticated", 401, "A key is needed", "Send a valid key as `Authorization: Bearer KEY` or `X-Api-Key: KEY`. Reads need none on the server's own machine, through a loopback address and without a proxy. A lost key is replaced by `tamma keys reset`.");

    public static ProblemKind Forbidden { get; } = new("forbidden", 403, "This key may not do that", "Use a key with the permission in `permission`.");

    public static ProblemKind RouteNotFound { get; } = new("route_not_found", 404, "No such address", "See /openapi.json for the addresses that there are.");

    public static ProblemKind ModelNotFound { get; } = new("model_not_found", 404, "No such model", "Look for it with GET /api/v1/models?scope=all&q=WORDS; a key is provider/id.");

    public static ProblemKind ProviderNotFound { get; } = new("provider_not_found", 404, "No such provider", "See GET /api/v1/providers.");

    public static ProblemKind CapabilityNotFound { get; } = new("capability_not_found", 404, "No such capability", "See GET /api/v1/capabilities for the names and their aliases.");

    public static ProblemKind SourceNotFound { get; } = new("source_not_found", 404, "No such source", "Name a source, a connection or a provider from GET /api/v1/sources.");

    public static ProblemKind RunNotFound { get; } = new("run_not_found", 404, "No such run", "See GET /api/v1/discovery/runs.");

    public static ProblemKind ReviewNotFound { get; } = new("review_not_found", 404, "No such review", "See GET /api/v1/reviews.");

    public static ProblemKind OverrideNotFound { get; } = new("override_not_found", 404, "No such override", "See GET /api/v1/overrides?state=all.");

    public static ProblemKind VersionNotFound { get; } = new("version_not_found", 404, "No such version of the model", "See GET /api/v1/versions/{provider}/{id}.");

    public static ProblemKind ConnectionNotFound { get; } = new("connection_not_found", 404, "No such connection", "See GET /api/v1/connections.");

    public static ProblemKind SubscriptionNotFound { get; } = new("subscription_not_found", 404, "No such subscription", "See GET /api/v1/subscriptions.");

    public static ProblemKind DeliveryNotFound { get; } = new("delivery_not_found", 404, "No such delivery", "See GET /api/v1/subscriptions/{id}/deliveries; what is over is kept for notifications.webhooks.keep.");

    public static ProblemKind BenchmarkNotFound { get; } = new("benchmark_not_found", 404, "No such benchmark", "See GET /api/v1/benchmarks.");

    public static ProblemKind HostsUnknown { get; } = new("hosts_unknown", 404, "Nobody says which hosts serve it", "Ask for a model that a connection of type openrouter offers.");

    public static ProblemKind MethodNotAllowed { get; } = new("method_not_allowed", 405, "This address does not take this method", "The Allow header names the methods that it takes.");

    public static ProblemKind ConnectionTaken { get; } = new("connection_taken", 409, "There is such a connection already", "Choose another id, or change the connection that the detail names.");

    public static ProblemKind ConnectionConfigured { get; } = new("connection_configured", 409, "The connection is configured elsewhere", "Edit it where the detail says and start the server again; here it can be switched on and off.");

    public static ProblemKind RunOver { get; } = new("run_over", 409, "The run has ended", "Nothing is left to cancel.");

    public static ProblemKind ReviewClosed { get; } = new("review_closed", 409, "The review is no longer open", "A decision stands; the next run opens a new review if the finding comes back.");

    public static ProblemKind DiscoveryStopped { get; } = new("discovery_stopped", 409, "Discovery is stopped", "Start it with POST /api/v1/discovery/start.");

    public static ProblemKind NothingDiffers { get; } = new("nothing_differs", 409, "The model says that already", "Nothing is to be done; the detail names what cannot be brought back.");

    public static ProblemKind TooManySubscriptions { get; } = new("too_many_subscriptions", 409, "There are as many subscriptions as may be", "Remove one, or raise notifications.max_subscriptions.");

    public static ProblemKind NotDead { get; } = new("not_dead", 409, "The delivery is no dead letter", "Only what was given up can be replayed; see its `state`.");

    public static ProblemKind HistoryExpired { get; } = new("history_expired", 410, "That time is no longer kept", "Ask for a later time; what is kept is set by retention.* in the configuration.");

    public static ProblemKind CursorExpired { get; } = new("cursor_expired", 410, "The place is gone", "A search is begun again without a cursor. In the log, the database was replaced or restored, or what came after that place is no longer kept: read the models anew with GET /api/v1/models?scope=all, then go on from its `position`.");

    public static ProblemKind BodyTooLarge { get; } = new("body_too_large", 413, "Request body too large", "Bodies hold at most 1 MB.");

    public static ProblemKind InvalidConnection { get; } = new("invalid_connection", 422, "A connection with mistakes", "Put right each of `mistakes`; nothing was kept.");

    public static ProblemKind InvalidOverride { get; } = new("invalid_override", 422, "An override that cannot be", "Put right what the detail names; nothing was kept.");

    public static ProblemKind InvalidBenchmark { get; } = new("invalid_benchmark", 422, "A benchmark that cannot be", "Put right each of `mistakes`; nothing was sent.");

    public static ProblemKind BenchmarkRefused { get; } = new("benchmark_refused", 422, "A benchmark that is not begun", "Do what the detail says; `reason` names it for programs. Nothing was sent.");

    public static ProblemKind UpgradeRequired { get; } = new("upgrade_required", 426, "Only for WebSockets", "Connect with a WebSocket client that asks for the subprotocol tamma.live.v1; docs/live.md says how.");

    public static ProblemKind TooManyConnections { get; } = new("too_many_connections", 429, "Too many live connections", "Close some, or put several subscriptions on one; the detail names the setting that allows more.");

    public static ProblemKind InvalidSubscription { get; } = new("invalid_subscription", 422, "A subscription with mistakes", "Put right each of `mistakes`; nothing was kept.");

    public static ProblemKind Internal { get; } = new("internal", 500, "The server failed", "The server's log says why; if it goes on, report it.");

    public static ProblemKind ProviderFailed { get; } = new("provider_failed", 502, "The provider could not be asked", "The detail says what went wrong; POST /api/v1/connections/{id}/test looks closer.");

    public static ProblemKind Starting { get; } = new("starting", 503, "The server is starting", "Ask again after the seconds in Retry-After; GET /health/ready tells when.");

    public static ProblemKind SecretUnavailable { get; } = new("secret_unavailable", 503, "A secret cannot be kept or read", "See to the key file that the detail names.");

    public static ProblemKind StorageUnavailable { get; } = new("storage_unavailable", 503, "The record cannot be read or written", "See `paused_because` in GET /api/v1/status and the server's log.");

    public static ProblemKind StorageFull { get; } = new("storage_full", 507, "The disk is full", "Free some space where the data folder lies; reads go on meanwhile.");

    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        InvalidKey, UnknownParameter, InvalidParameter, InvalidCursor, InvalidFilter, InvalidBody, Unauthenticated, Forbidden,
        RouteNotFound, ModelNotFound, ProviderNotFound, CapabilityNotFound, SourceNotFound, RunNotFound, ReviewNotFound, OverrideNotFound, VersionNotFound, ConnectionNotFound, SubscriptionNotFound, DeliveryNotFound, BenchmarkNotFound, HostsUnknown, MethodNotAllowed,
        ConnectionTaken, ConnectionConfigured, RunOver, ReviewClosed, DiscoveryStopped, NothingDiffers, TooManySubscriptions, NotDead, HistoryExpired, CursorExpired, BodyTooLarge, InvalidConnection, InvalidOverride, InvalidSubscription, InvalidBenchmark, BenchmarkRefused, UpgradeRequired, TooManyConnections, Internal, ProviderFailed, Starting, SecretUnavailable, StorageUnavailable, StorageFull,
    ];

    public Problem Because(string detail) => new(this, detail);
}
