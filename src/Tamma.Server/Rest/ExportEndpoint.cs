using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Retention;
using Tamma.Client;
using Tamma.Events;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Hosting;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>The whole catalogue as one document, row by row as it is written.</summary>
internal static class ExportEndpoint
{
    /// <summary>So many bytes wait at most before they are sent on.</summary>
    private const int Part = 64 * 1024;

    private static readonly QueryParameters s_parameters = new(
        new("scope", ParameterKind.Text, "mine (what the configured connections offer, or offered until it was removed; the default) or all."),
        AsOf.Parameter);

    public static void MapExport(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/export", ApiEndpoints.Reading, GetAsync).Takes(s_parameters)
            .WithSummary("The whole catalogue in one document, removed models among them; what tamma check --catalog reads.")
            .Answers<CatalogueResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter)
            .Requires(Permission.CatalogRead);

    private static async Task GetAsync(HttpContext context, CurrentCatalog catalog, ICatalogStore store, IEventLog log, IRetentionStore retention, ProcessMark mark, TimeProvider time)
    {
        var snapshot = catalog.Snapshot;
        var query = new RequestQuery(context, s_parameters);
        var scope = query.OneOf<ModelScope>("scope") ?? ModelScope.Mine;
        var asOf = await AsOf.ReadAsync(query, store, log, retention, context.RequestAborted);
        if (query.Problem is { } problem)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        var moment = await AsOf.MomentAsync(query, asOf, log, time, context.RequestAborted);
        var position = asOf ?? snapshot.Head.Position;
        var tag = ETag.Of(string.Create(
            CultureInfo.InvariantCulture, $"export|{mark.Of(snapshot)}|{StaleMark.Of(snapshot)}|{snapshot.Head.LogId}|{position}|{moment.Day:O}|{scope}|{moment.IsPast}"));
        if (ETag.Answer(context, tag))
        {
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        var rows = asOf is null
            ? snapshot.Models.Where(model => scope is ModelScope.All || CheckableModels.IsOrWasMine(model, snapshot))
            : (await store.ReadAsOfAsync(position, null, context.RequestAborted)).Where(model =>
                model.Key is { IsProvider: false, IsCanonical: false } && (scope is ModelScope.All || snapshot.IsMine(model)));
        await WriteAsync(context.Response.BodyWriter, Head(snapshot, position, moment.IsPast ? moment.Time : LaterOf(snapshot.At, moment.Day), scope), rows, snapshot, moment, context.RequestAborted);
    }

    /// <summary>The last commit, or the day on which the stages were judged: the same for all who ask on one day.</summary>
    private static DateTimeOffset LaterOf(DateTimeOffset commit, DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) is var start && start > commit ? start : commit;

    private static string Head(CatalogSnapshot snapshot, long position, DateTimeOffset at, ModelScope scope)
    {
        var head = JsonSerializer.Serialize(
            new CatalogueResponse
            {
                Format = CatalogueResponse.FormatName,
                Version = CatalogueResponse.CurrentVersion,
                LogId = snapshot.Head.LogId,
                Position = position,
                At = at,
                Scope = Words.Of(scope),
                Models = [],
            },
            WireJson.Context.CatalogueResponse);
        return head[..^"]}".Length];
    }

    private static async Task WriteAsync(PipeWriter body, string head, IEnumerable<Model> rows, CatalogSnapshot snapshot, Moment moment, CancellationToken cancellationToken)
    {
        body.Write(Encoding.UTF8.GetBytes(head));
        var isFirst = true;
        foreach (var model in rows)
        {
            if (!isFirst)
            {
                body.Write(","u8);
            }

            isFirst = false;
            body.Write(RenderedModel.Of(model, snapshot, moment).Row);
            body.Write("}"u8);
            if (body.UnflushedBytes > Part)
            {
                await body.FlushAsync(cancellationToken);
            }
        }

        body.Write("]}"u8);
        await body.FlushAsync(cancellationToken);
    }
}
