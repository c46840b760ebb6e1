using System.Globalization;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Rest;

namespace Tamma.Server.Live;

/// <summary>The last changes as an Atom feed (RFC 4287), for readers of feeds.</summary>
internal static class ChangeFeedEndpoint
{
    private const int DefaultLimit = 50;
    private const int MostLimit = 500;

    /// <summary>Events looked at for one answer; what matches rarely is not looked for in the whole log.</summary>
    private const int MostExamined = 20_000;

    private static readonly QueryParameters s_parameters = new(
        new("filter", ParameterKind.Text, "Which events, in the language of docs/filters.md; the default feed when not given."),
        new("limit", ParameterKind.Count, "Entries, 1 to 500; 50 when not given."));

    public static void MapChangeFeed(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/changes/feed.atom", ApiEndpoints.Reading, GetAsync).Takes(s_parameters)
            .WithSummary("The last changes as an Atom feed, the newest first.")
            .Answers<string>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.InvalidFilter)
            .Produces<string>(StatusCodes.Status200OK, AtomFeed.MediaType)
            .Requires(Permission.CatalogRead);

    private static async Task GetAsync(HttpContext context, IEventLog log, LogReader reader, CurrentCatalog catalog, TimeProvider time)
    {
        var query = new RequestQuery(context, s_parameters);
        var filter = ChangeEndpoints.ReadFilter(query) ?? EventFilter.Feed;
        var limit = query.Count("limit", 1, MostLimit) ?? DefaultLimit;
        if (query.Problem is { } problem)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        var head = await log.HeadAsync(context.RequestAborted);
        var root = $"{context.Request.Scheme}://{context.Request.Host}";
        var self = root + context.Request.Path + context.Request.QueryString;

        // The same log and question give the same feed; days that a filter counts from, and what retention leaves, go by the day.
        var tag = ETag.Of(string.Create(CultureInfo.InvariantCulture, $"atom|{head.LogId}|{head.Position}|{catalog.Snapshot.Head.Position}|{limit}|{time.GetUtcNow():yyyyMMdd}|{self}|{filter.Text}"));
        if (ETag.Answer(context, tag))
        {
            return;
        }

        var events = await reader.LatestAsync(filter, limit, MostExamined, context.RequestAborted);
        var body = AtomFeed.Write(events, head, filter, root, self);
        await JsonAnswer.WriteAsync(context.Response, HttpMethods.IsHead(context.Request.Method) ? ReadOnlyMemory<byte>.Empty : body, AtomFeed.MediaType + "; charset=utf-8");
    }
}
