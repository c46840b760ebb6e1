using Tamma.Catalog;
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
            .Answers<FactsResponse>(ProblemKind.InvalidKey, ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.ModelNotFound)
            .Requires(Permission.CatalogRead);

    private static async Task<IResult> GetAsync(
        HttpContext context, CurrentCatalog catalog, CatalogWriter writer, ICatalogStore store, IReviewStore reviews, IEventLog log)
    {
        if (!KeyPath.TryRead(context, "facts", out var key))
        {
            return KeyPath.Invalid;
        }

        var snapshot = catalog.Snapshot;
        var query = new RequestQuery(context, s_parameters);
        var asOf = await AsOf.ReadAsync(query, store, log, context.RequestAborted);
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
            FactsProjection.Project(now, claims, [.. open.Where(review => review.Model == now.Key)], confirmed, snapshot, writer, snapshot.Head.Position),
            WireJson.Context.FactsResponse);
    }

    /// <summary>Claims are kept by time, and a position's time is that of its event.</summary>
    private static async Task<IReadOnlyList<Claim>> ReadClaimsAsync(ModelKey key, long position, ICatalogStore store, IEventLog log, CancellationToken cancellationToken) =>
        await log.ReadAsync(position - 1, 1, [], cancellationToken) is [var happening]
            ? await store.ReadClaimsAsOfAsync(key, happening.Event.OccurredAt, cancellationToken)
            : [];
}
