using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Conflicts;
using Tamma.Catalog.Fields;
using Tamma.Client;
using Tamma.Providers;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Who says otherwise: of one model, and over the catalogue.</summary>
internal static class ConflictEndpoints
{
    private const int DefaultLimit = 50;
    private const int MostLimit = 1_000;

    /// <summary>Rows whose claims one request reads at most; a page that stops there is short and has a next one.</summary>
    private const int MostRows = 2_000;

    private const int RowsAtOnce = 100;

    private static readonly QueryParameters s_none = new();

    private static readonly QueryParameters s_list = new(
        new("scope", ParameterKind.Text, "mine (what the configured connections offer; the default) or all."),
        new("provider", ParameterKind.Text, "A provider's id."),
        new("field", ParameterKind.Text, "A dotted field, for example cost.input."),
        new("group", ParameterKind.Text, "identity, capability, limit, price, lifecycle, metadata or state."),
        new("verdict", ParameterKind.Text, "conflict (the default), different_meaning, or any of the two."),
        new("source", ParameterKind.Text, "A source that takes part, for example litellm."),
        new("min_difference", ParameterKind.Money, "Numbers only, that differ by this share of the larger at least, for example 0.5."),
        new("limit", ParameterKind.Count, "Rows on a page, 1 to 1000; 50 when not given. A page may be shorter and have a next one."),
        new("cursor", ParameterKind.Text, "Where the page starts: next_cursor of the page before."));

    public static void MapConflicts(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/conflicts", ApiEndpoints.Reading, ListAsync).Takes(s_list)
            .WithSummary("Fields of which sources say different things, over the whole catalogue, with why the believed one won; and how many there are.")
            .Answers<ConflictListResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.InvalidCursor)
            .Requires(Permission.CatalogRead);
        endpoints.MapMethods("/conflicts" + KeyPath.Route, ApiEndpoints.Reading, GetAsync).Takes(s_none)
            .WithSummary("Fields of one model of which sources say different things: conflicts, and differences of meaning.")
            .Answers<ConflictListResponse>(ProblemKind.InvalidKey, ProblemKind.UnknownParameter, ProblemKind.ModelNotFound)
            .Requires(Permission.CatalogRead);
    }

    private static async Task<IResult> GetAsync(HttpContext context, CurrentCatalog catalog, CatalogWriter writer, ICatalogStore store)
    {
        if (!KeyPath.TryRead(context, "conflicts", out var key))
        {
            return KeyPath.Invalid;
        }

        if (new RequestQuery(context, s_none).Problem is { } problem)
        {
            return problem;
        }

        var snapshot = catalog.Snapshot;
        if (snapshot.Find(key) is not { } model)
        {
            return ModelEndpoints.NotFound(key, snapshot);
        }

        var confirmed = await ConfirmedAt.ReadAsync(store, context.RequestAborted);
        var claims = await store.ReadClaimsAsync([model.Key], context.RequestAborted);
        var every = new ConflictFilter { Kind = ConflictKind.Any };
        return JsonAnswer.From(
            new ConflictListResponse
            {
                Data = [.. Verdicts(model, claims, snapshot, writer).Where(every.Takes).Select(verdict => ConflictProjection.Project(model.Key, verdict, confirmed))],
                Position = snapshot.Head.Position,
            },
            WireJson.Context.ConflictListResponse);
    }

    private static async Task<IResult> ListAsync(HttpContext context, CurrentCatalog catalog, CatalogWriter writer, ICatalogStore store)
    {
        var query = new RequestQuery(context, s_list);
        var filter = ReadFilter(query);
        var limit = query.Count("limit", 1, MostLimit) ?? DefaultLimit;
        var list = filter.ToString();
        ConflictPlace? after = null;
        if (query.Text("cursor") is { } cursor && (!PageCursor.TryRead(cursor, list, out var place) || (after = ConflictPlace.Read(place)) is null))
        {
            return query.Problem ?? PageCursor.Invalid;
        }

        if (query.Problem is { } problem)
        {
            return problem;
        }

        var snapshot = catalog.Snapshot;
        var confirmed = await ConfirmedAt.ReadAsync(store, context.RequestAborted);
        var (data, end) = await ReadAsync(filter, after, limit, snapshot, writer, store, confirmed, context.RequestAborted);
        return JsonAnswer.From(
            new ConflictListResponse
            {
                Data = data,
                NextCursor = end is null ? null : PageCursor.Write(list, end.ToString()),
                Position = snapshot.Head.Position,
                Counts = ConflictProjection.Count((filter with { Kind = ConflictKind.Conflict }).Rows(snapshot).Select(model => filter.Disputed(model).Select(field => field.Path))),
            },
            WireJson.Context.ConflictListResponse);
    }

    private static async Task<(List<ConflictResponse> Data, ConflictPlace? End)> ReadAsync(
        ConflictFilter filter, ConflictPlace? after, int limit, CatalogSnapshot snapshot, CatalogWriter writer, ICatalogStore store, ConfirmedAt confirmed, CancellationToken cancellationToken)
    {
        List<ConflictResponse> data = [];
        var read = 0;
        var rows = filter.Rows(snapshot).SkipWhile(model => after is not null && (after.IsWhole ? model.Key.CompareTo(after.Key) <= 0 : model.Key.CompareTo(after.Key) < 0));
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            var claims = (await store.ReadClaimsAsync([.. chunk.Select(model => model.Key)], cancellationToken)).ToLookup(claim => claim.Key);
            foreach (var model in chunk)
            {
                foreach (var verdict in Verdicts(model, [.. claims[model.Key]], snapshot, writer).Where(filter.Takes))
                {
                    if (after is { IsWhole: false } && model.Key == after.Key && verdict.Field.CompareTo(after.Field) <= 0)
                    {
                        continue;
                    }

                    if (data.Count == limit)
                    {
                        return (data, ConflictPlace.Of(data[^1]));
                    }

                    data.Add(ConflictProjection.Project(model.Key, verdict, confirmed));
                }
            }

            if ((read += chunk.Length) >= MostRows)
            {
                return (data, new(chunk[^1].Key, null));
            }
        }

        return (data, null);
    }

    private static ImmutableArray<FieldVerdict> Verdicts(Model model, IReadOnlyList<Claim> claims, CatalogSnapshot snapshot, CatalogWriter writer) =>
        FieldVerdicts.Of(claims, writer.Policy, writer.Sources, field => model.OriginOf(field) is { } origin ? snapshot.SourceOf(origin) : null);

    private static ConflictFilter ReadFilter(RequestQuery query)
    {
        var name = query.Text("field");
        var field = name is null ? null : FieldRegistry.Models.Find(name);
        if (name is not null && field is null)
        {
            var near = Nearest.To(name, FieldRegistry.Models.Fields.Select(known => known.Path));
            query.Refuse("field", "is no dotted field" + (near is null ? "" : $" (did you mean {near}?)"));
        }

        var share = query.Number("min_difference");
        if (share > 1)
        {
            query.Refuse("min_difference", "is no share from 0 to 1");
        }

        return new()
        {
            Scope = query.OneOf<ModelScope>("scope") ?? ModelScope.Mine,
            Provider = query.Text("provider"),
            Field = field,
            Group = query.OneOf<FieldGroup>("group"),
            Kind = query.OneOf<ConflictKind>("verdict") ?? ConflictKind.Conflict,
            Source = query.Text("source"),
            MinDifference = share,
        };
    }
}
