using Tamma.Catalog;
using Tamma.Catalog.Impact;
using Tamma.Catalog.Retention;
using Tamma.Client;
using Tamma.Events;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Two versions of a model side by side, and what the difference means.</summary>
internal static class DiffEndpoints
{
    private static readonly QueryParameters s_parameters = new(
        new("from", ParameterKind.Text, $"{VersionPoint.Forms}; the version before `to` when not given."),
        new("to", ParameterKind.Text, $"{VersionPoint.Forms}; the current version when not given."));

    public static void MapDiff(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/diff" + KeyPath.Route, ApiEndpoints.Reading, GetAsync).Takes(s_parameters)
            .WithSummary("What differs between two versions of a model: which changes break something, and which do not.")
            .Answers<DiffResponse>(ProblemKind.InvalidKey, ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.ModelNotFound, ProblemKind.VersionNotFound, ProblemKind.HistoryExpired)
            .Requires(Permission.CatalogRead);

    private static async Task<IResult> GetAsync(HttpContext context, CurrentCatalog catalog, ICatalogStore store, IEventLog log, IRetentionStore retention)
    {
        if (!KeyPath.TryRead(context, "diff", out var key))
        {
            return KeyPath.Invalid;
        }

        var snapshot = catalog.Snapshot;
        if (snapshot.Find(key) is not { } row)
        {
            return ModelEndpoints.NotFound(key, snapshot);
        }

        var query = new RequestQuery(context, s_parameters);
        var points = new VersionPoint(store, log, retention);
        var to = query.Text("to") is null ? row : await points.FindAsync(query, "to", row, context.RequestAborted);
        var from = to is null ? null
            : query.Text("from") is not null ? await points.FindAsync(query, "from", row, context.RequestAborted)
            : to.Version == 1 ? to
            : await points.NumberedAsync(query, row, to.Version - 1, context.RequestAborted);
        if (query.Problem is not null || from is null || to is null)
        {
            return query.Problem!;
        }

        var changes = ImpactOf.Versions(from, to);
        return JsonAnswer.From(
            new DiffResponse
            {
                Key = row.Key.ToString(),
                From = ImpactProjection.Mark(from),
                To = ImpactProjection.Mark(to),
                Impact = Words.Of(ImpactOf.Level(changes)),
                Breaking = changes.Count(change => change.Effect is Effect.Breaking),
                Changes = [.. changes.Select(ImpactProjection.Project)],
            },
            WireJson.Context.DiffResponse);
    }
}
