using Tamma.Catalog;
using Tamma.Client;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Ways to reach providers: listed, added, changed, switched and removed. Credentials are named, never shown; of headers the names are.</summary>
internal static class ConnectionEndpoints
{
    private static readonly QueryParameters s_none = new();

    public static void MapConnections(this IEndpointRouteBuilder endpoints)
    {
        var connections = endpoints.MapGroup("/connections");
        connections.MapMethods("", ApiEndpoints.Reading, ListAsync).Takes(s_none)
            .WithSummary("The connections, with their last and next run. Credentials are named, never shown.")
            .Answers<ListResponse<ConnectionResponse>>(ProblemKind.UnknownParameter)
            .Requires(Permission.CatalogRead);
        connections.MapPost("", AddAsync)
            .WithSummary("Adds a connection and reads it at once. What the body leaves out is taken from the known connection of its id.")
            .Accepts<ConnectionRequest>("application/json")
            .Answers<ConnectionResponse>(StatusCodes.Status201Created, ProblemKind.InvalidBody, ProblemKind.ConnectionTaken, ProblemKind.InvalidConnection)
            .Requires(Permission.ProvidersManage);
        connections.MapMethods("/{id}", ApiEndpoints.Reading, GetAsync).Takes(s_none)
            .WithSummary("One connection.")
            .Answers<ConnectionResponse>(ProblemKind.UnknownParameter, ProblemKind.ConnectionNotFound)
            .Requires(Permission.CatalogRead);
        connections.MapPatch("/{id}", ChangeAsync)
            .WithSummary("Changes a connection that was added or found, by a merge patch (RFC 7396). It is read in the new way after the run that is under way.")
            .Accepts<ConnectionRequest>("application/merge-patch+json", "application/json")
            .Answers<ConnectionResponse>(ProblemKind.InvalidBody, ProblemKind.ConnectionNotFound, ProblemKind.ConnectionConfigured, ProblemKind.InvalidConnection)
            .Requires(Permission.ProvidersManage);
        connections.MapDelete("/{id}", RemoveAsync)
            .WithSummary("Removes a connection that was added or found, and all that it said.")
            .Answers<ConnectionRemovalResponse>(ProblemKind.ConnectionNotFound, ProblemKind.ConnectionConfigured)
            .Requires(Permission.ProvidersManage);
        connections.MapPost("/test", TestDraftAsync)
            .WithSummary("Tests a connection that is not added, step by step; takes ten seconds at most and keeps nothing.")
            .Accepts<ConnectionRequest>("application/json")
            .Answers<ConnectionCheckResponse>(ProblemKind.InvalidBody, ProblemKind.InvalidConnection)
            .Requires(Permission.ProvidersManage);
        connections.MapPost("/{id}/test", TestAsync)
            .WithSummary("Tests a connection step by step; takes ten seconds at most and writes nothing to the catalogue.")
            .Answers<ConnectionCheckResponse>(ProblemKind.ConnectionNotFound)
            .Requires(Permission.ProvidersManage);
        connections.MapPost("/{id}/enable", EnableAsync)
            .WithSummary("Switches a connection on and reads it at once.")
            .Answers<ConnectionResponse>(ProblemKind.ConnectionNotFound)
            .Requires(Permission.ProvidersManage);
        connections.MapPost("/{id}/disable", DisableAsync)
            .WithSummary("Switches a connection off. It is not read, and its offers stand, marked.")
            .Answers<ConnectionResponse>(ProblemKind.ConnectionNotFound)
            .Requires(Permission.ProvidersManage);
    }

    private static async Task<IResult> ListAsync(HttpContext context, SourceViews views, CurrentCatalog catalog) =>
        new RequestQuery(context, s_none).Problem is { } problem
            ? problem
            : JsonAnswer.From(
                new ListResponse<ConnectionResponse> { Data = await views.ConnectionsAsync(context.RequestAborted), Position = catalog.Snapshot.Head.Position },
                WireJson.Context.ConnectionList);

    private static async Task<IResult> GetAsync(HttpContext context, string id, SourceViews views) =>
        new RequestQuery(context, s_none).Problem is { } problem ? problem : await ShowAsync(context, id, views);

    private static async Task<IResult> AddAsync(HttpContext context, ConnectionBook book, SourceViews views, Gate gate)
    {
        var (request, problem) = await ConnectionBody.ReadAsync(context);
        return problem ?? await GuardedAsync(async () =>
        {
            var added = await book.AddAsync(ConnectionProjection.Draft(request!, IsLocal(context)), gate.NameOf(context), context.RequestAborted);
            return await ShowAsync(context, added.Id, views, StatusCodes.Status201Created);
        });
    }

    private static Task<IResult> ChangeAsync(HttpContext context, string id, ConnectionBook book, SourceViews views, Gate gate) => GuardedAsync(async () =>
    {
        if (book.Find(id) is not { } connection)
        {
            return NotFound(id);
        }

        var (request, problem) = await ConnectionBody.ReadAsync(context, ConnectionProjection.Definition(connection.Options));
        if (problem is not null)
        {
            return problem;
        }

        await book.ChangeAsync(id, ConnectionProjection.Draft(request!, IsLocal(context)), gate.NameOf(context), context.RequestAborted);
        return await ShowAsync(context, id, views);
    });

    private static Task<IResult> RemoveAsync(HttpContext context, string id, ConnectionBook book, Gate gate) => GuardedAsync(async () =>
        JsonAnswer.From(
            new ConnectionRemovalResponse { Id = id, Withdrawn = await book.RemoveAsync(id, gate.NameOf(context), context.RequestAborted) },
            WireJson.Context.ConnectionRemovalResponse));

    private static async Task<IResult> TestDraftAsync(HttpContext context, ConnectionBook book, ConnectionCheck check, TimeProvider time)
    {
        var (request, problem) = await ConnectionBody.ReadAsync(context);
        return problem ?? await GuardedAsync(() => CheckAsync(book.Read(ConnectionProjection.Draft(request!, IsLocal(context))), check, time, context.RequestAborted));
    }

    private static async Task<IResult> TestAsync(HttpContext context, string id, ConnectionBook book, ConnectionCheck check, TimeProvider time) =>
        book.Find(id) is { } connection ? await CheckAsync(connection.Options, check, time, context.RequestAborted) : NotFound(id);

    private static async Task<IResult> CheckAsync(ConnectionOptions options, ConnectionCheck check, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var result = await check.RunAsync(options, cancellationToken);
        return JsonAnswer.From(ConnectionProjection.Project(options.Id, result, time.GetElapsedTime(began)), WireJson.Context.ConnectionCheckResponse);
    }

    private static Task<IResult> EnableAsync(HttpContext context, string id, ConnectionBook book, SourceViews views, Gate gate) => SwitchAsync(context, id, enabled: true, book, views, gate);

    private static Task<IResult> DisableAsync(HttpContext context, string id, ConnectionBook book, SourceViews views, Gate gate) => SwitchAsync(context, id, enabled: false, book, views, gate);

    private static Task<IResult> SwitchAsync(HttpContext context, string id, bool enabled, ConnectionBook book, SourceViews views, Gate gate) => GuardedAsync(async () =>
    {
        await book.EnableAsync(id, enabled, gate.NameOf(context), context.RequestAborted);
        return await ShowAsync(context, id, views);
    });

    private static async Task<IResult> ShowAsync(HttpContext context, string id, SourceViews views, int status = StatusCodes.Status200OK) =>
        await views.ConnectionAsync(id, context.RequestAborted) is not { } connection
            ? NotFound(id)
            : status == StatusCodes.Status201Created
                ? new JsonAnswer(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(connection, WireJson.Context.ConnectionResponse), "", status) { Location = $"{ApiEndpoints.Root}/connections/{id}" }
                : JsonAnswer.From(connection, WireJson.Context.ConnectionResponse);

    /// <summary>A program of this machine is named only by who is on it.</summary>
    internal static bool IsLocal(HttpContext context) => LocalCaller.Find(context) is not null;

    internal static async Task<IResult> GuardedAsync(Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (ConnectionRefusedException refused)
        {
            return refused.Why switch
            {
                ConnectionRefusal.Wrong => ConnectionBody.Wrong(refused.Mistakes),
                ConnectionRefusal.Taken => ProblemKind.ConnectionTaken.Because(refused.Message),
                ConnectionRefusal.Configured => ProblemKind.ConnectionConfigured.Because(refused.Message),
                _ => ProblemKind.ConnectionNotFound.Because(refused.Message),
            };
        }
    }

    internal static Problem NotFound(string id) => ProblemKind.ConnectionNotFound.Because($"There is no connection '{id}'. See GET /api/v1/connections.");
}
