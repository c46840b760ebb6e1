using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Impact;
using Tamma.Catalog.Retention;
using Tamma.Client;
using Tamma.Events;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>What a model cost, when, and who said so.</summary>
internal static class PriceEndpoints
{
    private const int Page = 1_000;

    private static readonly QueryParameters s_parameters = new(new QueryParameter("at", ParameterKind.Text, "A time (RFC 3339), a day (its end, UTC) or a position; now when not given."));

    public static void MapPrices(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/prices" + KeyPath.Route, ApiEndpoints.Reading, GetAsync).Takes(s_parameters)
            .WithSummary("A model's prices at a time with who said so, and every change of a price.")
            .Answers<PriceResponse>(ProblemKind.InvalidKey, ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.ModelNotFound, ProblemKind.HistoryExpired)
            .Requires(Permission.CatalogRead);

    private static async Task<IResult> GetAsync(HttpContext context, CurrentCatalog catalog, ICatalogStore store, IEventLog log, IRetentionStore retention)
    {
        if (!KeyPath.TryRead(context, "prices", out var key))
        {
            return KeyPath.Invalid;
        }

        var snapshot = catalog.Snapshot;
        var query = new RequestQuery(context, s_parameters);
        var at = await AsOf.ReadAsync(query, "at", store, log, retention, context.RequestAborted);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (snapshot.Find(key) is not { } row)
        {
            return ModelEndpoints.NotFound(key, snapshot);
        }

        if ((at is { } position ? await store.ReadAsOfAsync(position, row.Key, context.RequestAborted) : row) is not { } then)
        {
            return ProblemKind.ModelNotFound.Because($"'{row.Key}' was not in the catalogue at that time.");
        }

        var versions = await ReadVersionsAsync(store, row.Key, context.RequestAborted);
        return JsonAnswer.From(
            new PriceResponse
            {
                Key = row.Key.ToString(),
                Version = ImpactProjection.Mark(then),
                Prices = [.. Prices(then, snapshot)],
                Series = [.. Series(versions)],
                Complete = versions is [{ Version: 1 }, ..],
            },
            WireJson.Context.PriceResponse);
    }

    private static IEnumerable<PriceValueResponse> Prices(Model model, CatalogSnapshot snapshot)
    {
        foreach (var (field, value) in model.Values)
        {
            if (field.Group is FieldGroup.Price && model.OriginOf(field) is { } origin)
            {
                yield return new()
                {
                    Field = field.Path,
                    Value = FieldReader.ToJson(value),
                    Unit = field.Unit,
                    Source = snapshot.SourceOf(origin).Name,
                    Since = origin.Since,
                    Confidence = origin.Confidence,
                };
            }
        }
    }

    private static IEnumerable<PriceChangeResponse> Series(IReadOnlyList<Model> versions)
    {
        Model? before = null;
        foreach (var version in versions)
        {
            var changes = CatalogDiff.Fields(Priced(before ?? version with { Values = FieldSet.Empty }), Priced(version)).Select(ImpactOf.Change).ToList();
            if (changes.Count > 0)
            {
                yield return new() { Version = ImpactProjection.Mark(version), Changes = [.. changes.Select(ImpactProjection.Project)] };
            }

            before = version;
        }

        // Of the model itself; what each connection asks stands in its versions.
        static Model Priced(Model model) => model with { Values = model.Values.Where(field => field.Group is FieldGroup.Price), Offers = [] };
    }

    /// <returns>Oldest first.</returns>
    private static async Task<IReadOnlyList<Model>> ReadVersionsAsync(ICatalogStore store, ModelKey key, CancellationToken cancellationToken)
    {
        List<Model> versions = [];
        IReadOnlyList<StoredVersion> page;
        do
        {
            page = await store.ReadVersionsAsync(key, versions is [] ? int.MaxValue : versions[^1].Version, Page, cancellationToken);
            versions.AddRange(page.Select(version => version.Model));
        }
        while (page.Count == Page);

        versions.Reverse();
        return versions;
    }
}
