using Tamma.Catalog;
using Tamma.Catalog.Overriding;
using Tamma.Client;
using Tamma.Discovery.Overriding;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>The operator's own word on a field, above all sources.</summary>
internal static class OverrideEndpoints
{
    private const int DefaultLimit = 100;

    private static readonly QueryParameters s_none = new();

    private static readonly QueryParameters s_list = new(
        new("key", ParameterKind.Text, "Of one model: provider/id."),
        new("state", ParameterKind.Text, "active (the default), ended or all."),
        new("batch", ParameterKind.Text, "Of one batch."),
        new("limit", ParameterKind.Count, "How many, 1 to 1000; 100 when not given."));

    private static readonly QueryParameters s_end = new(new QueryParameter("reason", ParameterKind.Text, "Why; kept with the override."));

    private enum State
    {
        Active,
        Ended,
        All,
    }

    public static void MapOverrides(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/overrides", ApiEndpoints.Reading, ListAsync).Takes(s_list)
            .WithSummary("Overrides, newest first, each with what the sources said when it was made and what they say now.")
            .Answers<ListResponse<OverrideResponse>>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter)
            .Requires(Permission.CatalogRead);
        endpoints.MapMethods("/overrides/{id:guid}", ApiEndpoints.Reading, GetAsync).Takes(s_none)
            .WithSummary("One override.")
            .Answers<OverrideResponse>(ProblemKind.OverrideNotFound)
            .Requires(Permission.CatalogRead);
        endpoints.MapPost("/overrides", SetAsync).Takes(s_none)
            .WithSummary("Says what a field of a model is. The same said again changes nothing; something else takes its place.")
            .Accepts<OverrideRequest>("application/json")
            .Answers<OverrideResponse>(ProblemKind.InvalidBody, ProblemKind.ModelNotFound, ProblemKind.InvalidOverride)
            .Requires(Permission.CatalogManage);
        endpoints.MapDelete("/overrides/{id:guid}", EndAsync).Takes(s_end)
            .WithSummary("Takes an override back: the sources are heard again. It stays on record.")
            .Answers<OverrideResponse>(ProblemKind.OverrideNotFound, ProblemKind.InvalidOverride)
            .Requires(Permission.CatalogManage);
        endpoints.MapDelete("/overrides/batches/{batch:guid}", EndBatchAsync).Takes(s_end)
            .WithSummary("Takes back all overrides of a batch, a rollback for example. What the batch had replaced is said again.")
            .Answers<ListResponse<OverrideResponse>>(ProblemKind.OverrideNotFound, ProblemKind.InvalidOverride)
            .Requires(Permission.CatalogManage);
        endpoints.MapPost("/rollbacks", RollBackAsync).Takes(s_none)
            .WithSummary("Makes a model say what it said at a version: a batch of overrides, which can be taken back.")
            .Accepts<RollbackRequest>("application/json")
            .Answers<RollbackResponse>(ProblemKind.InvalidBody, ProblemKind.ModelNotFound, ProblemKind.VersionNotFound, ProblemKind.NothingDiffers, ProblemKind.InvalidOverride)
            .Requires(Permission.CatalogManage);
    }

    /// <summary>What is wrong with what the operator asks, as a problem.</summary>
    internal static Problem Refused(OverrideRefusedException ex) => (ex.Refusal switch
    {
        OverrideRefusal.UnknownModel => ProblemKind.ModelNotFound,
        OverrideRefusal.UnknownVersion => ProblemKind.VersionNotFound,
        OverrideRefusal.NothingDiffers => ProblemKind.NothingDiffers,
        _ => ProblemKind.InvalidOverride,
    }).Because(ex.Message);

    private static async Task<IResult> ListAsync(HttpContext context, CurrentCatalog catalog, IOverrideStore store)
    {
        var query = new RequestQuery(context, s_list);
        var state = query.OneOf<State>("state") ?? State.Active;
        var limit = query.Count("limit", 1, 1_000) ?? DefaultLimit;
        ModelKey key = default;
        if (query.Text("key") is { } text && !ModelKey.TryParse(text, out key))
        {
            query.Refuse("key", "is no key; a model's key is provider/id");
        }

        Guid batch = default;
        if (query.Text("batch") is { } id && !Guid.TryParse(id, out batch))
        {
            query.Refuse("batch", "is no batch; see `batch` of an override");
        }

        if (query.Problem is { } problem)
        {
            return problem;
        }

        var entries = await store.ReadAsync(
            new()
            {
                Key = query.Has("key") ? catalog.Snapshot.Find(key)?.Key ?? key : null,
                Batch = query.Has("batch") ? batch : null,
                InForce = state switch { State.Active => true, State.Ended => false, _ => null },
                Limit = limit,
            },
            context.RequestAborted);
        return List(entries);
    }

    private static async Task<IResult> GetAsync(HttpContext context, Guid id, IOverrideStore store) =>
        new RequestQuery(context, s_none).Problem is { } problem ? problem
        : await store.GetAsync(id, context.RequestAborted) is { } entry ? One(entry)
        : NotFound(id);

    private static async Task<IResult> SetAsync(HttpContext context, OverrideBook book, Gate gate)
    {
        var (request, problem) = await RequestBody.ReadAsync(context, WireJson.Context.OverrideRequest);
        if (problem is not null)
        {
            return problem;
        }

        if (!TryReadKey(request?.Key, out var key) || request!.Field is not { Length: > 0 } field)
        {
            return ProblemKind.InvalidBody.Because("An override needs a key (provider/id), a field and a value.");
        }

        try
        {
            var draft = new OverrideDraft(key, field, request.Value ?? default) { Reason = request.Reason, ExpiresAt = request.ExpiresAt };
            return One((await book.SetAsync([draft], gate.NameOf(context), CancellationToken.None))[0]);
        }
        catch (OverrideRefusedException ex)
        {
            return Refused(ex);
        }
    }

    private static async Task<IResult> EndAsync(HttpContext context, Guid id, OverrideBook book, Gate gate)
    {
        var query = new RequestQuery(context, s_end);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        try
        {
            return await book.EndAsync(id, gate.NameOf(context), query.Text("reason"), CancellationToken.None) is { } entry ? One(entry) : NotFound(id);
        }
        catch (OverrideRefusedException ex)
        {
            return Refused(ex);
        }
    }

    private static async Task<IResult> EndBatchAsync(HttpContext context, Guid batch, OverrideBook book, Gate gate)
    {
        var query = new RequestQuery(context, s_end);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        try
        {
            var ended = await book.EndBatchAsync(batch, gate.NameOf(context), query.Text("reason"), CancellationToken.None);
            return ended.IsEmpty ? ProblemKind.OverrideNotFound.Because($"No override of batch '{batch}' is in force.") : List(ended);
        }
        catch (OverrideRefusedException ex)
        {
            return Refused(ex);
        }
    }

    private static async Task<IResult> RollBackAsync(HttpContext context, OverrideBook book, Gate gate)
    {
        var (request, problem) = await RequestBody.ReadAsync(context, WireJson.Context.RollbackRequest);
        if (problem is not null)
        {
            return problem;
        }

        if (!TryReadKey(request?.Key, out var key) || request!.Version is not { } version)
        {
            return ProblemKind.InvalidBody.Because("Going back needs a key (provider/id) and a version's number.");
        }

        try
        {
            var (entries, plan) = await book.RollBackAsync(key, version, request.Reason, request.ExpiresAt, gate.NameOf(context), CancellationToken.None);
            return JsonAnswer.From(
                new RollbackResponse
                {
                    Key = entries[0].Key.ToString(),
                    Version = version,
                    Batch = entries.OrderByDescending(entry => entry.CreatedAt).First().Batch,
                    Overrides = [.. entries.Select(OverrideProjection.Project)],
                    Left = [.. plan.Left.Select(left => new LeftFieldResponse { Field = left.Field, Why = left.Why })],
                },
                WireJson.Context.RollbackResponse);
        }
        catch (OverrideRefusedException ex)
        {
            return Refused(ex);
        }
    }

    internal static bool TryReadKey(string? text, out ModelKey key)
    {
        key = default;
        return text is not null && ModelKey.TryParse(text, out key);
    }

    private static JsonAnswer One(Override entry) => JsonAnswer.From(OverrideProjection.Project(entry), WireJson.Context.OverrideResponse);

    private static JsonAnswer List(IEnumerable<Override> entries) =>
        JsonAnswer.From(new ListResponse<OverrideResponse> { Data = [.. entries.Select(OverrideProjection.Project)] }, WireJson.Context.OverrideList);

    private static Problem NotFound(Guid id) => ProblemKind.OverrideNotFound.Because($"There is no override '{id}'. See GET /api/v1/overrides?state=all.");
}
