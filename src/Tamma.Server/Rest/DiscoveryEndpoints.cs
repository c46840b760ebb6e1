using Tamma.Catalog;
using Tamma.Client;
using Tamma.Discovery;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Runs: ask for them, follow them, cancel them; and discovery as a whole.</summary>
internal static class DiscoveryEndpoints
{
    private const int DefaultLimit = 50;

    private static readonly QueryParameters s_none = new();

    private static readonly QueryParameters s_list = new(
        new("source", ParameterKind.Text, "Of one source: its id, a connection's id or a provider's."),
        new("limit", ParameterKind.Count, "How many, 1 to 1000; 50 when not given."));

    public static void MapDiscovery(this IEndpointRouteBuilder endpoints)
    {
        var discovery = endpoints.MapGroup("/discovery");
        discovery.MapPost("/runs", StartRunsAsync)
            .WithSummary("Reads sources now: all of them, or the one that the body names. The answer gives the runs to follow.")
            .Accepts<DiscoveryRequest>(isOptional: true, "application/json")
            .Answers<ListResponse<RunResponse>>(StatusCodes.Status202Accepted, ProblemKind.InvalidBody, ProblemKind.SourceNotFound, ProblemKind.DiscoveryStopped)
            .Requires(Permission.DiscoveryRun);
        discovery.MapMethods("/runs", ApiEndpoints.Reading, ListRunsAsync).Takes(s_list)
            .WithSummary("Runs, newest first.")
            .Answers<ListResponse<RunResponse>>(ProblemKind.UnknownParameter, ProblemKind.SourceNotFound)
            .Requires(Permission.CatalogRead);
        discovery.MapMethods("/runs/{id}", ApiEndpoints.Reading, GetRunAsync).Takes(s_none)
            .WithSummary("One run as it is now.")
            .Answers<RunResponse>(ProblemKind.RunNotFound)
            .Requires(Permission.CatalogRead);
        discovery.MapDelete("/runs/{id}", CancelRunAsync)
            .WithSummary("Cancels a run that is under way.")
            .Answers<RunResponse>(StatusCodes.Status202Accepted, ProblemKind.RunNotFound, ProblemKind.RunOver)
            .Requires(Permission.DiscoveryRun);
        discovery.MapPost("/start", StartAsync)
            .WithSummary("Starts scheduled discovery.")
            .Answers<StatusResponse>()
            .Requires(Permission.DiscoveryRun);
        discovery.MapPost("/stop", StopAsync)
            .WithSummary("Stops scheduled discovery and cancels what is under way.")
            .Answers<StatusResponse>()
            .Requires(Permission.DiscoveryRun);
        discovery.MapPost("/restart", RestartAsync)
            .WithSummary("Stops and starts discovery, and reads every source.")
            .Answers<StatusResponse>()
            .Requires(Permission.DiscoveryRun);
    }

    private static async Task<IResult> StartRunsAsync(HttpContext context, DiscoveryCoordinator coordinator)
    {
        var (request, problem) = await RequestBody.ReadAsync(context, WireJson.Context.DiscoveryRequest);
        if (problem is not null)
        {
            return problem;
        }

        var sources = Sources(coordinator, request?.Source);
        if (sources.Count == 0 && request?.Source is { } name)
        {
            return NoSource(coordinator, name);
        }

        if (coordinator.IsStopped)
        {
            return ProblemKind.DiscoveryStopped.Because("Discovery was stopped by an operator. Start it with POST /api/v1/discovery/start.");
        }

        var runs = sources.Select(source => coordinator.TryStart(source, RunTrigger.Manual)).OfType<Run>().ToList();
        var answer = new ListResponse<RunResponse> { Data = [.. runs.Select(RunProjection.Project)] };
        var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(answer, WireJson.Context.RunList);
        return new JsonAnswer(body, "", StatusCodes.Status202Accepted)
        {
            Location = ApiEndpoints.Root + (runs is [var only] ? $"/discovery/runs/{only.Id}" : "/discovery/runs"),
        };
    }

    private static async Task<IResult> ListRunsAsync(HttpContext context, DiscoveryCoordinator coordinator, IRunStore runs)
    {
        var query = new RequestQuery(context, s_list);
        var limit = query.Count("limit", 1, 1_000) ?? DefaultLimit;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var name = query.Text("source");
        var sources = name is null ? [] : Sources(coordinator, name);
        if (name is not null && sources.Count == 0)
        {
            return NoSource(coordinator, name);
        }

        // Those under way are known to this process before and better than to the record.
        var active = coordinator.AllActive.Where(run => name is null || sources.Contains(run.Source)).ToList();
        var seen = active.Select(run => run.Id).ToHashSet();
        List<Run> stored = [];
        foreach (var source in name is null ? [null] : sources.Select(source => (SourceId?)source))
        {
            stored.AddRange(await runs.ReadAsync(source, limit, context.RequestAborted));
        }

        var all = active.Concat(stored.Where(run => !seen.Contains(run.Id))).OrderByDescending(run => run.QueuedAt).Take(limit);
        return JsonAnswer.From(new ListResponse<RunResponse> { Data = [.. all.Select(RunProjection.Project)] }, WireJson.Context.RunList);
    }

    private static async Task<IResult> GetRunAsync(HttpContext context, string id, DiscoveryCoordinator coordinator, IRunStore runs)
    {
        if (new RequestQuery(context, s_none).Problem is { } problem)
        {
            return problem;
        }

        return await FindAsync(id, coordinator, runs, context.RequestAborted) is { } run
            ? JsonAnswer.From(RunProjection.Project(run), WireJson.Context.RunResponse)
            : NoRun(id);
    }

    private static async Task<IResult> CancelRunAsync(HttpContext context, string id, DiscoveryCoordinator coordinator, IRunStore runs)
    {
        if (await FindAsync(id, coordinator, runs, context.RequestAborted) is not { } run)
        {
            return NoRun(id);
        }

        return coordinator.Cancel(run.Id)
            ? JsonAnswer.From(RunProjection.Project(run), WireJson.Context.RunResponse, StatusCodes.Status202Accepted)
            : ProblemKind.RunOver.Because($"The run ended as {Words.Of(run.State)}; there is nothing to cancel.");
    }

    private static async Task<IResult> StartAsync(HttpContext context, DiscoverySwitch discovery, StatusView status)
    {
        await discovery.StartAsync(context.RequestAborted);
        return JsonAnswer.From(await status.ProjectAsync(context.RequestAborted), WireJson.Context.StatusResponse);
    }

    private static async Task<IResult> StopAsync(HttpContext context, DiscoverySwitch discovery, StatusView status)
    {
        await discovery.StopAsync();
        return JsonAnswer.From(await status.ProjectAsync(context.RequestAborted), WireJson.Context.StatusResponse);
    }

    private static async Task<IResult> RestartAsync(HttpContext context, DiscoverySwitch discovery, StatusView status)
    {
        await discovery.RestartAsync();
        return JsonAnswer.From(await status.ProjectAsync(context.RequestAborted), WireJson.Context.StatusResponse);
    }

    private static async Task<Run?> FindAsync(string id, DiscoveryCoordinator coordinator, IRunStore runs, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var run) ? coordinator.Active(run) ?? await runs.GetAsync(run, cancellationToken) : null;

    private static Problem NoRun(string id) => ProblemKind.RunNotFound.Because($"There is no run '{id}'. See GET /api/v1/discovery/runs.");

    /// <summary>A source's id, a connection's or a provider's; all sources when none is named.</summary>
    private static List<SourceId> Sources(DiscoveryCoordinator coordinator, string? name)
    {
        var all = coordinator.Operations.Select(operation => operation.Listing.Source).ToList();
        var named = name is null ? all : all.FindAll(source => Is(source.Id.Name, name) || Is(source.Id.ConnectionId, name));
        return [.. (named is [] ? all.FindAll(source => Is(source.Provider, name!)) : named).Select(source => source.Id).Order()];

        static bool Is(string? known, string name) => string.Equals(known, name, StringComparison.OrdinalIgnoreCase);
    }

    private static Problem NoSource(DiscoveryCoordinator coordinator, string name)
    {
        var known = coordinator.Operations.Select(operation => operation.Listing.Source.Id.ConnectionId ?? operation.Listing.Source.Id.Name).Order(StringComparer.Ordinal).ToList();
        return ProblemKind.SourceNotFound.Because(known is []
            ? $"No source '{name}' is configured, and no other either. See docs/configuration.md, or start `npx opencode-ai serve`."
            : $"No source, connection or provider '{name}' is configured. There is: {string.Join(", ", known)}.");
    }
}
