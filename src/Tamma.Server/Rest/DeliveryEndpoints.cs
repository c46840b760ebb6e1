using System.Globalization;
using Tamma.Client;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Subscriptions;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>What became of messages, dead letters sent again, and how far readers have come.</summary>
internal static class DeliveryEndpoints
{
    private const int DefaultLimit = 100;

    private static readonly QueryParameters s_none = new();

    private static readonly QueryParameters s_list = new(
        new("state", ParameterKind.Text, "queued, delivered or dead; all when not given."),
        new("cursor", ParameterKind.Text, "next_cursor of the page before."),
        new("limit", ParameterKind.Count, "How many, 1 to 1000; 100 when not given."));

    public static void MapDeliveries(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/subscriptions/{id}/deliveries", ApiEndpoints.Reading, ListAsync).Takes(s_list)
            .WithSummary("A subscription's messages, newest first. With state=dead its dead letters.")
            .Answers<ListResponse<DeliveryResponse>>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.InvalidCursor, ProblemKind.SubscriptionNotFound)
            .Requires(Permission.SubscriptionsManage);
        endpoints.MapMethods("/subscriptions/{id}/deliveries/{delivery}", ApiEndpoints.Reading, GetAsync).Takes(s_none)
            .WithSummary("One message with each try: status, latency and the beginning of the answer.")
            .Answers<DeliveryResponse>(ProblemKind.UnknownParameter, ProblemKind.DeliveryNotFound)
            .Requires(Permission.SubscriptionsManage);
        endpoints.MapPost("/subscriptions/{id}/deliveries/{delivery}/replay", ReplayAsync).Takes(s_none)
            .WithSummary("Sends a dead letter again, under the id that it had.")
            .Answers<ReplayResponse>(ProblemKind.DeliveryNotFound, ProblemKind.NotDead)
            .Requires(Permission.SubscriptionsManage);
        endpoints.MapPost("/subscriptions/{id}/replay", ReplayAllAsync).Takes(s_none)
            .WithSummary("Sends all dead letters of a subscription again, under the ids that they had.")
            .Answers<ReplayResponse>(ProblemKind.SubscriptionNotFound)
            .Requires(Permission.SubscriptionsManage);
    }

    public static void MapNotificationStatus(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/notifications/status", ApiEndpoints.Reading, StatusAsync).Takes(s_none)
            .WithSummary("How far those who are told have come: lag of each reader in positions and seconds, queues, what became of messages.")
            .Answers<NotificationStatusResponse>(ProblemKind.UnknownParameter)
            .Requires(Permission.CatalogRead);

    private static async Task<IResult> ListAsync(HttpContext context, string id, ISubscriptionStore subscriptions, IDeliveryStore deliveries)
    {
        var query = new RequestQuery(context, s_list);
        var (state, limit) = (query.OneOf<DeliveryState>("state"), query.Count("limit", 1, 1_000) ?? DefaultLimit);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (!Guid.TryParse(id, out var known) || await subscriptions.GetAsync(known, context.RequestAborted) is null)
        {
            return SubscriptionEndpoints.NotFound(id);
        }

        var list = $"deliveries|{known}|{state}";
        long? before = null;
        if (query.Text("cursor") is { } cursor)
        {
            if (!PageCursor.TryRead(cursor, list, out var place) || !long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
            {
                return PageCursor.Invalid;
            }

            before = last;
        }

        var found = await deliveries.ReadAsync(new() { Subscription = known, State = state, Before = before, Limit = limit + 1 }, context.RequestAborted);
        var page = found.Take(limit).ToList();
        return JsonAnswer.From(
            new ListResponse<DeliveryResponse>
            {
                Data = [.. page.Select(delivery => SubscriptionProjection.Project(delivery))],
                NextCursor = found.Count > limit ? PageCursor.Write(list, page[^1].Id.ToString(CultureInfo.InvariantCulture)) : null,
            },
            WireJson.Context.DeliveryList);
    }

    private static async Task<IResult> GetAsync(HttpContext context, string id, string delivery, IDeliveryStore deliveries) =>
        new RequestQuery(context, s_none).Problem is { } problem ? problem
        : await FindAsync(id, delivery, deliveries, context.RequestAborted) is { } found
            ? JsonAnswer.From(SubscriptionProjection.Project(found, await deliveries.ReadAttemptsAsync(found.Id, context.RequestAborted)), WireJson.Context.DeliveryResponse)
            : NotFound(delivery);

    private static async Task<IResult> ReplayAsync(HttpContext context, string id, string delivery, IDeliveryStore deliveries, DeliverySignal signal, TimeProvider time)
    {
        if (await FindAsync(id, delivery, deliveries, context.RequestAborted) is not { } found)
        {
            return NotFound(delivery);
        }

        return await deliveries.ReplayAsync(found.Subscription, found.Id, time.GetUtcNow(), CancellationToken.None) is 1
            ? Replayed(1, signal)
            : ProblemKind.NotDead.Because($"Delivery {found.Id} is {Words.Of(found.State)}.");
    }

    private static async Task<IResult> ReplayAllAsync(HttpContext context, string id, ISubscriptionStore subscriptions, IDeliveryStore deliveries, DeliverySignal signal, TimeProvider time) =>
        Guid.TryParse(id, out var known) && await subscriptions.GetAsync(known, context.RequestAborted) is not null
            ? Replayed(await deliveries.ReplayAsync(known, delivery: null, time.GetUtcNow(), CancellationToken.None), signal)
            : SubscriptionEndpoints.NotFound(id);

    private static async Task<IResult> StatusAsync(HttpContext context, SubscriptionViews views) =>
        new RequestQuery(context, s_none).Problem is { } problem ? problem : JsonAnswer.From(await views.StatusAsync(context.RequestAborted), WireJson.Context.NotificationStatusResponse);

    private static JsonAnswer Replayed(int count, DeliverySignal signal)
    {
        signal.Nudge();
        return JsonAnswer.From(new ReplayResponse { Replayed = count }, WireJson.Context.ReplayResponse);
    }

    private static async Task<Delivery?> FindAsync(string subscription, string delivery, IDeliveryStore deliveries, CancellationToken cancellationToken) =>
        Guid.TryParse(subscription, out var owner) && long.TryParse(delivery, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && await deliveries.GetAsync(id, cancellationToken) is { } found && found.Subscription == owner ? found : null;

    private static Problem NotFound(string delivery) => ProblemKind.DeliveryNotFound.Because($"This subscription has no delivery '{delivery}'.");
}
