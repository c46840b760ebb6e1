using Tamma.Catalog;
using Tamma.Catalog.Retention;
using Tamma.Client;
using Tamma.Events;
using Tamma.Providers;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>One model.</summary>
internal static partial class ModelEndpoints
{
    private static readonly QueryParameters s_one = new(ModelShape.Include, ModelShape.Fields, AsOf.Parameter);

    public static void MapModels(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/models", ApiEndpoints.Reading, ListAsync).Takes(s_list)
            .WithSummary("Models, a page at a time: those that can be had with the configured connections, or all that are known.")
            .Answers<ModelListResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.InvalidFilter, ProblemKind.InvalidCursor, ProblemKind.HistoryExpired)
            .Requires(Permission.CatalogRead);
        endpoints.MapMethods("/models" + KeyPath.Route, ApiEndpoints.Reading, GetAsync).Takes(s_one)
            .WithSummary("One model with its offers. A missing or removed one is answered too, marked.")
            .Answers<ModelResponse>(ProblemKind.InvalidKey, ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.ModelNotFound, ProblemKind.HistoryExpired)
            .Requires(Permission.CatalogRead);
    }

    private static Task GetAsync(HttpContext context, CurrentCatalog catalog, ICatalogStore store, IEventLog log, IRetentionStore retention, TimeProvider time)
    {
        if (!KeyPath.TryRead(context, "models", out var key))
        {
            return KeyPath.Invalid.ExecuteAsync(context);
        }

        if (context.Request.QueryString.HasValue)
        {
            return GetOtherwiseAsync(context, key, catalog.Snapshot, store, log, retention, time);
        }

        var snapshot = catalog.Snapshot;
        return snapshot.Find(key) is { } model
            ? RenderedModel.Of(model, snapshot, new(time.GetUtcNow())).ExecuteAsync(context)
            : NotFound(key, snapshot).ExecuteAsync(context);
    }

    /// <summary>In another form, or as it was.</summary>
    private static async Task GetOtherwiseAsync(HttpContext context, ModelKey key, CatalogSnapshot snapshot, ICatalogStore store, IEventLog log, IRetentionStore retention, TimeProvider time)
    {
        var query = new RequestQuery(context, s_one);
        var shape = ModelShape.Read(query, withOffers: true);
        var asOf = await AsOf.ReadAsync(query, store, log, retention, context.RequestAborted);
        if (query.Problem is { } problem)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        // The spelling of the record, because the store compares letter by letter.
        var now = snapshot.Find(key);
        var model = asOf is { } position ? await store.ReadAsOfAsync(position, now?.Key ?? key, context.RequestAborted) : now;
        if (model is null)
        {
            await (asOf is null ? NotFound(key, snapshot) : ProblemKind.ModelNotFound.Because($"'{key}' was not in the catalogue at that time.")).ExecuteAsync(context);
            return;
        }

        var moment = await AsOf.MomentAsync(query, asOf, log, time, context.RequestAborted);
        IResult answer = shape.IsPlain ? RenderedModel.Of(model, snapshot, moment) : JsonAnswer.From(shape.Project(model, snapshot, moment), WireJson.Context.ModelResponse);
        await answer.ExecuteAsync(context);
    }

    internal static Problem NotFound(ModelKey key, CatalogSnapshot snapshot) =>
        ProblemKind.ModelNotFound.Because(
            snapshot.Provider(key.Provider) is { } rows
                ? Nearest.To(key.Id, rows.Models.Select(model => model.Key.Id)) is { } near
                    ? $"'{rows.Provider}' has no model '{key.Id}'. Did you mean '{rows.Provider}/{near}'?"
                    : $"'{rows.Provider}' has no model '{key.Id}'. Look for it with GET /api/v1/models?scope=all&provider={rows.Provider}."
                : Nearest.To(key.Provider, snapshot.Providers.Select(provider => provider.Provider)) is { } nearProvider
                    ? $"No provider '{key.Provider}' is known. Did you mean '{nearProvider}'?"
                    : $"No provider '{key.Provider}' is known. See GET /api/v1/providers.");
}
