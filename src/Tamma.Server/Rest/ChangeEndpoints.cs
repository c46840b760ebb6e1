using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Retention;
using Tamma.Client;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>The log, from a place on.</summary>
internal static class ChangeEndpoints
{
    private const int DefaultLimit = 100;
    private const int MostLimit = 1_000;

    /// <summary>Events looked at for one answer; a reader of a rare provider's events comes back for the rest.</summary>
    private const int MostExamined = 50_000;

    private static readonly string[] s_causes = [.. Enum.GetValues<Cause>().Select(cause => Words.Of(cause))];

    private static readonly QueryParameters s_parameters = new(
        new("after", ParameterKind.Text, "A cursor (next_cursor of the page before) or a position; the log's beginning when not given."),
        new("since", ParameterKind.Text, "What came at this time or later; used when there is no after."),
        new("types", ParameterKind.Words, "Event types; without it all but *_facts_changed, and but for what a catalog_summary tells of."),
        new("cause", ParameterKind.Words, "Why: provider, source_added, policy, software or operator. Named causes are told event by event."),
        new("all", ParameterKind.Flag, "Every event, also what a catalog_summary tells of, and *_facts_changed."),
        new("provider", ParameterKind.Text, "A provider's id."),
        new("filter", ParameterKind.Text, "Which events, in the language of docs/filters.md. Unless it names cause, only what providers cause and summaries are told."),
        new("limit", ParameterKind.Count, "Events on a page, 1 to 1000; 100 when not given."));

    public static void MapChanges(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/changes", ApiEndpoints.Reading, ListAsync).Takes(s_parameters)
            .WithSummary("What changed, oldest first, each event once and none left out. Go on from next_cursor.")
            .Answers<ChangeListResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.InvalidFilter, ProblemKind.InvalidCursor, ProblemKind.CursorExpired)
            .Requires(Permission.CatalogRead);

    private static async Task<IResult> ListAsync(HttpContext context, IEventLog log, ICatalogStore store, IRetentionStore retention, EventRows rows)
    {
        var query = new RequestQuery(context, s_parameters);
        var limit = query.Count("limit", 1, MostLimit) ?? DefaultLimit;
        var types = query.List("types", type => EventTypes.All.Contains(type, StringComparer.Ordinal), () => string.Join(", ", EventTypes.All));
        var causes = query.List("cause", cause => s_causes.Contains(cause, StringComparer.Ordinal), () => string.Join(", ", s_causes));
        var all = query.Flag("all") ?? false;
        var head = await log.HeadAsync(context.RequestAborted);
        var (after, problem) = await ReadPlaceAsync(query, head, (await retention.ReadHorizonsAsync(context.RequestAborted)).Events, store, context.RequestAborted);
        var filter = ReadFilter(query);
        if (query.Problem is { } wrong)
        {
            return wrong;
        }

        if (problem is not null)
        {
            return problem;
        }

        var wanted = new Wanted(
            !types.IsEmpty ? types : filter?.Types ?? [.. all ? EventTypes.All : EventTypes.Default],
            causes,
            query.Text("provider"),
            IsCalm: types.IsEmpty && causes.IsEmpty && filter is null && !all,
            filter is null ? null : envelope => filter.Matches(rows.Of(envelope)));
        var (events, end) = await ReadAsync(log, head, after, limit, wanted, context.RequestAborted);
        return JsonAnswer.From(
            new ChangeListResponse { Data = [.. events.Select(EventProjection.Project)], NextCursor = ChangeCursor.Write(new(head.LogId, end)), Position = head.Position },
            WireJson.Context.ChangeListResponse);
    }

    /// <returns>Null where none is given.</returns>
    internal static EventFilter? ReadFilter(RequestQuery query)
    {
        if (query.Text("filter") is not { } text)
        {
            return null;
        }

        var parse = EventFilter.Parse(text);
        if (parse.Error is { } error)
        {
            query.Refuse(FilterProblem.Of(error, "filter"));
        }

        return parse.Filter;
    }

    /// <summary>What was found, and how far the log has been read for it.</summary>
    private static async Task<(List<EventEnvelope> Events, long End)> ReadAsync(
        IEventLog log, LogHead head, long after, int limit, Wanted wanted, CancellationToken cancellationToken)
    {
        List<EventEnvelope> found = [];
        var calm = new CalmFeed(log);
        for (var examined = 0; examined < MostExamined; examined += MostLimit)
        {
            // As many as could be wanted: a page is cut only where it is full.
            var size = wanted is { Provider: null, Causes.IsEmpty: true, IsCalm: false, Filter: null } ? limit : MostLimit;
            var (page, last, atEnd) = wanted.IsCalm ? await calm.ReadAsync(after, size, wanted.Types, cancellationToken) : await PlainAsync(log, after, size, wanted.Types, cancellationToken);
            foreach (var envelope in page.Where(wanted.IsOf))
            {
                found.Add(envelope);
                if (found.Count == limit)
                {
                    return (found, envelope.Position);
                }
            }

            after = last;
            if (atEnd)
            {
                // Nothing more of these types, at least up to the head that was read before.
                return (found, Math.Max(after, head.Position));
            }
        }

        return (found, after);
    }

    private static async Task<(IReadOnlyList<EventEnvelope> Events, long End, bool AtEnd)> PlainAsync(
        IEventLog log, long after, int size, ImmutableArray<string> types, CancellationToken cancellationToken)
    {
        var page = await log.ReadAsync(after, size, types, cancellationToken);
        return (page, page.Count == 0 ? after : page[^1].Position, page.Count < size);
    }

    private sealed record Wanted(ImmutableArray<string> Types, ImmutableArray<string> Causes, string? Provider, bool IsCalm, Func<EventEnvelope, bool>? Filter)
    {
        public bool IsOf(EventEnvelope envelope) =>
            (Provider is null || string.Equals(envelope.Event.Provider, Provider, StringComparison.OrdinalIgnoreCase))
            && (Causes.IsEmpty || Causes.Contains(Words.Of(envelope.Event.Cause), StringComparer.Ordinal))
            && Filter?.Invoke(envelope) is not false;
    }

    private static async Task<(long After, Problem? Problem)> ReadPlaceAsync(RequestQuery query, LogHead head, long kept, ICatalogStore store, CancellationToken cancellationToken)
    {
        if (query.Text("after") is { } after)
        {
            return !ChangeCursor.TryRead(after, head, out var cursor) ? (0, ProblemKind.InvalidCursor.Because(ChangeCursor.NoCursor))
                : CursorExpiredException.Of(cursor, head, kept) is { } expired ? (0, ChangeCursor.Expired(expired.Message))
                : (cursor.Position, null);
        }

        if (query.Text("since") is { } since)
        {
            if (Times.TryRead(since, endOfDay: false, out var time))
            {
                var start = await store.PositionAtAsync(time.AddTicks(-1), cancellationToken);
                return start < kept ? (0, Gone(kept)) : (start, null);
            }

            query.Refuse("since", "is no time or day; for example 2026-07-01T12:00:00Z or 2026-07-01");
        }

        // From the beginning of what is kept.
        return (kept, null);
    }

    private static Problem Gone(long kept) => ChangeCursor.Expired(CursorExpiredException.Gone(kept).Message);
}
