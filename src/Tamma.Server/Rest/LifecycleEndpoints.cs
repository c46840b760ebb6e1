using System.Text;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Client;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>When models end, as data and for calendars.</summary>
internal static class LifecycleEndpoints
{
    private const string CalendarType = "text/calendar; charset=utf-8";

    private static readonly Field s_name = FieldRegistry.Models["name"];

    private static readonly QueryParameters s_calendar = new(
        new("from", ParameterKind.Text, "First day, for example 2026-11-23; today when not given."),
        new("to", ParameterKind.Text, "Last day; no end when not given."),
        new("scope", ParameterKind.Text, "mine (what the configured connections offer; the default) or all."),
        new("provider", ParameterKind.Text, "A provider's id."));

    public static void MapLifecycle(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/lifecycle/calendar", ApiEndpoints.Reading, GetCalendar).Takes(s_calendar)
            .WithSummary("Announced ends of models, the nearest first. A month or a year counts with its last day.")
            .Answers<LifecycleCalendarResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter)
            .Requires(Permission.CatalogRead);
        endpoints.MapMethods("/lifecycle/calendar.ics", ApiEndpoints.Reading, GetCalendarText).Takes(s_calendar)
            .WithSummary("The same as iCalendar (RFC 5545), to subscribe to.")
            .Answers<string>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter)
            .Requires(Permission.CatalogRead);
        endpoints.MapCheck();
    }

    private static IResult GetCalendar(HttpContext context, CurrentCatalog catalog, TimeProvider time)
    {
        var snapshot = catalog.Snapshot;
        if (!TryRead(context, snapshot, time, out var asked, out var problem))
        {
            return problem!;
        }

        return JsonAnswer.From(
            new LifecycleCalendarResponse
            {
                Data = [.. asked.Entries.Select(entry => Project(entry, snapshot))],
                From = asked.From,
                To = asked.To,
                Position = snapshot.Head.Position,
            },
            WireJson.Context.LifecycleCalendarResponse);
    }

    private static IResult GetCalendarText(HttpContext context, CurrentCatalog catalog, TimeProvider time)
    {
        if (!TryRead(context, catalog.Snapshot, time, out var asked, out var problem))
        {
            return problem!;
        }

        var text = Encoding.UTF8.GetBytes(CalendarText.Write(asked.Entries));
        return new JsonAnswer(text, ETag.Of(text)) { ContentType = CalendarType };
    }

    private static bool TryRead(
        HttpContext context, CatalogSnapshot snapshot, TimeProvider time, out (IReadOnlyList<CalendarEntry> Entries, DateOnly From, DateOnly? To) asked, out Problem? problem)
    {
        var now = time.GetUtcNow();
        var query = new RequestQuery(context, s_calendar);
        var from = Day(query, "from") ?? DateOnly.FromDateTime(now.UtcDateTime);
        var to = Day(query, "to");
        var scope = query.OneOf<ModelScope>("scope") ?? ModelScope.Mine;
        if (to < from)
        {
            query.Refuse("to", "is before the first day");
        }

        problem = query.Problem;
        asked = problem is null ? (RetirementCalendar.Of(snapshot, from, to, scope, query.Text("provider"), now), from, to) : default;
        return problem is null;
    }

    private static DateOnly? Day(RequestQuery query, string name)
    {
        if (query.Text(name) is not { } text)
        {
            return null;
        }

        if (Times.TryRead(text, endOfDay: false, out var time))
        {
            return DateOnly.FromDateTime(time.UtcDateTime);
        }

        query.Refuse(name, "is no day, for example 2026-11-23");
        return null;
    }

    private static RetirementResponse Project(CalendarEntry entry, CatalogSnapshot snapshot) => new()
    {
        Key = entry.Model.Key.ToString(),
        Name = entry.Model.Values[s_name] is { IsText: true } name ? name.AsText() : null,
        RetiresOn = entry.End.Text,
        RetiresBy = entry.End.Last,
        Stage = entry.Life.Stage is { } stage ? Words.Of(stage) : null,
        Announced = entry.Life.Announced,
        NoticeDays = entry.Life.NoticeDays,
        Replacement = LifecycleProjection.Of(entry.Replacement),
        Source = entry.Life.EndOrigin is { } origin ? snapshot.SourceOf(origin).Name : null,
    };
}
