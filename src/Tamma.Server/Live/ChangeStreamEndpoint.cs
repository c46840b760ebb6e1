using Tamma.Client;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Rest;

namespace Tamma.Server.Live;

/// <summary>The log as server-sent events (WHATWG HTML §9.2): from a place on, and then what comes.</summary>
internal static class ChangeStreamEndpoint
{
    public const string Way = "sse";

    private const string LastEventId = "Last-Event-ID";

    private static readonly QueryParameters s_parameters = new(
        new("filter", ParameterKind.Text, "Which events, in the language of docs/filters.md; the default feed when not given."),
        new("after", ParameterKind.Text, "A cursor or a position: what came after it; what comes from now on when not given. Last-Event-ID, which a client sends when it connects again, goes before it."));

    public static void MapChangeStream(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/changes/stream", StreamAsync).Takes(s_parameters)
            .WithSummary("What changes, as it changes: server-sent events, each with its cursor as id. docs/live.md says all of it.")
            .Answers<EventResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.InvalidFilter, ProblemKind.InvalidCursor, ProblemKind.CursorExpired, ProblemKind.TooManyConnections)
            .Produces<EventResponse>(StatusCodes.Status200OK, "text/event-stream")
            .Requires(Permission.CatalogRead);

    private static async Task StreamAsync(HttpContext context, LiveServices live, LiveConnections connections)
    {
        var query = new RequestQuery(context, s_parameters);
        var filter = ChangeEndpoints.ReadFilter(query) ?? EventFilter.Feed;
        var (place, problem) = await PlaceAsync(context, query, live);
        if ((query.Problem ?? problem) is { } wrong)
        {
            await wrong.ExecuteAsync(context);
            return;
        }

        var (entered, refusal) = connections.Enter(context);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        using (entered)
        using (var listener = live.Fanout.Listen(Way))
        {
            await new ChangeStream(context, place, filter, listener, live).RunAsync();
        }
    }

    private static async Task<(Cursor Place, Problem? Problem)> PlaceAsync(HttpContext context, RequestQuery query, LiveServices live)
    {
        var stated = context.Request.Headers[LastEventId].ToString() is { Length: > 0 } last ? last : query.Text("after");
        Cursor? from = null;
        if (stated is not null)
        {
            if (!ChangeCursor.TryRead(stated, await live.HeadAsync(context.RequestAborted), out var cursor))
            {
                return (default, ProblemKind.InvalidCursor.Because(ChangeCursor.NoCursor));
            }

            from = cursor;
        }

        try
        {
            return (await live.Reader.PlaceAsync(from, context.RequestAborted), null);
        }
        catch (CursorExpiredException ex)
        {
            return (default, ChangeCursor.Expired(ex.Message));
        }
    }
}
