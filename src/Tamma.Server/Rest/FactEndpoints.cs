using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Retention;
using Tamma.Client;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Who says so: each value with the claim that won, those that lost and why.</summary>
internal static class FactEndpoints
{
    /// <summary>Open reviews are few; beyond this a held value is still held, and not shown here.</summary>
    private const int MostReviews = 1_000;

    private static readonly QueryParameters s_parameters = new(AsOf.Parameter);

    public static void MapFacts(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/facts" + KeyPath.Route, ApiEndpoints.Reading, GetAsync).Takes(s_parameters)
            .WithSummary("A model's values with who claims them, who says otherwise and why that lost.")
            .Answers<FactsResponse>(ProblemKind.InvalidKey, ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.ModelNotFound, ProblemKind.HistoryExpired)
            .Requires(Permission.CatalogRead);

    private static async Task<IResult> GetAsync(
        HttpContext context, CurrentCatalog catalog, CatalogWriter writer, ICatalogStore store, IReviewStore reviews, IEventLog log, IRetentionStore retention)
    {
        if (!KeyPath.TryRead(context, "facts", out var key))
        {
            return KeyPath.Invalid;
        }

        var snapshot = catalog.Snapshot;
        var query = new RequestQuery(context, s_parameters);
        var asOf = await AsOf.ReadAsync(query, store, log, retention, context.RequestAborted);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var now = snapshot.Find(key);
        if (asOf is { } position)
        {
            if (await store.ReadAsOfAsync(position, now?.Key ?? key, context.RequestAborted) is not { } then)
            {
                return ProblemKind.ModelNotFound.Because($"'{key}' was not in the catalogue at that time.");
            }

            var horizons = await retention.ReadHorizonsAsync(context.RequestAborted);
            if (horizons.ClaimsAt is { } kept && await TimeOfAsync(position, log, context.RequestAborted) < kept)
            {
                return ProblemKind.HistoryExpired.Because($"What sources said before {kept:yyyy-MM-dd'T'HH:mm:ss'Z'} is no longer kept; GET /api/v1/models/{then.Key}?as_of= still says what the model was.");
            }

            var past = await ReadClaimsAsync(then.Key, position, store, log, context.RequestAborted);
            return JsonAnswer.From(FactsProjection.Project(then, past, [], ConfirmedAt.Unknown, snapshot, writer, position), WireJson.Context.FactsResponse);
        }

        if (now is null)
        {
            return ModelEndpoints.NotFound(key, snapshot);
        }

        var claims = await store.ReadClaimsAsync([now.Key], context.RequestAborted);
        var confirmed = await ConfirmedAt.ReadAsync(store, context.RequestAborted);
        var open = await reviews.ReadAsync(ReviewState.Open, MostReviews, context.RequestAborted);
        return JsonAnswer.From(
            FactsProjection.Project(now, claims, Held(open, now), confirmed, snapshot, writer, snapshot.Head.Position),
            WireJson.Context.FactsResponse);
    }

    /// <summary>The reviews that hold a value of a model, each as one of that value alone.</summary>
    private static List<Review> Held(IEnumerable<Review> open, Model model) =>
    [
        .. from review in open
           from part in review.ReadParts()
           where part.Model == model.Key && model.Values[FieldRegistry.For(model.Key).FindOrExtra(part.Field)] != part.Proposed
           select review with { Model = part.Model, Field = part.Field, Old = part.Old, Proposed = part.Proposed },
    ];

    /// <summary>Claims are kept by time, and a position's time is that of its event.</summary>
    private static async Task<IReadOnlyList<Claim>> ReadClaimsAsync(ModelKey key, long position, ICatalogStore store, IEventLog log, CancellationToken cancellationToken) =>
        await TimeOfAsync(position, log, cancellationToken) is { } time ? await store.ReadClaimsAsOfAsync(key, time, cancellationToken) : [];

    private static async Task<DateTimeOffset?> TimeOfAsync(long position, IEventLog log, CancellationToken cancellationToken) =>
        await log.ReadAsync(position - 1, 1, [], cancellationToken) is [var happening] ? happening.Event.OccurredAt : null;
}
