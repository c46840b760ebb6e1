using Tamma.Catalog;
using Tamma.Client;
using Tamma.Search;
using Tamma.Search.Comparing;
using Tamma.Search.Vectors;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>What could stand in for this model?</summary>
internal static class SimilarEndpoint
{
    private const int Usual = 10;
    private const int Most = 50;

    private static readonly QueryParameters s_parameters = new(
        new QueryParameter("scope", ParameterKind.Text, "mine (what the configured connections offer; the default) or all."),
        new QueryParameter("limit", ParameterKind.Count, "Models at most, 1 to 50; 10 when not given."));

    public static void MapSimilar(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/similar" + KeyPath.Route, ApiEndpoints.Reading, Find).Takes(s_parameters)
            .WithSummary("Models that could stand in for this one, the nearest first; what both are for, and what is better and worse about each.")
            .Answers<SimilarResponse>(ProblemKind.InvalidKey, ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.ModelNotFound)
            .Requires(Permission.CatalogRead);

    private static IResult Find(HttpContext context, CurrentSearch search)
    {
        if (!KeyPath.TryRead(context, "similar", out var key))
        {
            return KeyPath.Invalid;
        }

        var query = new RequestQuery(context, s_parameters);
        var scope = query.OneOf<ModelScope>("scope") ?? ModelScope.Mine;
        var limit = query.Count("limit", 1, Most) ?? Usual;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var index = search.Index;
        return index.Snapshot.Find(key) is { } model
            ? JsonAnswer.From(Answer(index, model, scope, limit), WireJson.Context.SimilarResponse)
            : ModelEndpoints.NotFound(key, index.Snapshot);
    }

    private static SimilarResponse Answer(SearchIndex index, Model model, ModelScope scope, int limit)
    {
        var isMine = scope is ModelScope.Mine;
        var found = SimilarModels.Of(index, model, limit, isMine ? index.Snapshot.IsMine : null);
        return new()
        {
            Model = ModelProjection.Project(model, index.Snapshot),
            Data = [.. found.Select(one => Similar(one, index.Snapshot))],
            NearerElsewhere = isMine ? SimilarModels.Of(index, model, limit).Count(one => !index.Snapshot.IsMine(one.Model) && (found.IsEmpty || one.Score > found[^1].Score)) : null,
            Position = index.Snapshot.Head.Position,
        };
    }

    private static SimilarModelResponse Similar(SimilarModel similar, CatalogSnapshot snapshot) => new()
    {
        Model = ModelProjection.Project(similar.Model, snapshot),
        Score = similar.Score,
        Shared = similar.Shared,
        Better = [.. similar.Better.Select(Field)],
        Worse = [.. similar.Worse.Select(Field)],
    };

    /// <summary>The model that was asked about is the first of the two.</summary>
    private static SimilarFieldResponse Field(ComparedField field) =>
        new() { Field = field.Field.Name, Unit = field.Field.Unit, Value = FilterValueJson.Of(field.Values[1]), Instead = FilterValueJson.Of(field.Values[0]) };
}
