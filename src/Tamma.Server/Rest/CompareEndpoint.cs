using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Client;
using Tamma.Search.Comparing;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>How do these models differ?</summary>
internal static class CompareEndpoint
{
    private const int Least = 2;
    private const int Most = 6;

    private static readonly QueryParameters s_parameters = new(new QueryParameter("models", ParameterKind.Words, "Keys of two to six models, with commas between."));

    public static void MapCompare(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/compare", ApiEndpoints.Reading, Compare).Takes(s_parameters)
            .WithSummary("How two to six models differ, field by field, and which has the best of it. What is the same is only counted.")
            .Answers<CompareResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.InvalidKey, ProblemKind.ModelNotFound)
            .Requires(Permission.CatalogRead);

    private static IResult Compare(HttpContext context, CurrentCatalog catalog, TimeProvider time)
    {
        var query = new RequestQuery(context, s_parameters);
        var keys = query.List("models", static _ => true, static () => "").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (keys.Count is < Least or > Most)
        {
            query.Refuse("models", $"names {keys.Count} models, and not {Least} to {Most}");
        }

        if (query.Problem is { } problem)
        {
            return problem;
        }

        var snapshot = catalog.Snapshot;
        var models = ImmutableArray.CreateBuilder<Model>(keys.Count);
        foreach (var text in keys)
        {
            if (!ModelKey.TryParse(text, out var key))
            {
                return KeyPath.Invalid;
            }

            if (snapshot.Find(key) is not { } model)
            {
                return ModelEndpoints.NotFound(key, snapshot);
            }

            models.Add(model);
        }

        return JsonAnswer.From(Answer(models.ToImmutable(), snapshot, new(time.GetUtcNow())), WireJson.Context.CompareResponse);
    }

    private static CompareResponse Answer(ImmutableArray<Model> models, CatalogSnapshot snapshot, Moment moment)
    {
        var comparison = ModelComparison.Of(models, snapshot, moment.Time);
        return new()
        {
            Models = [.. models.Select(model => ModelProjection.Project(model, snapshot))],
            Differences =
            [
                .. comparison.Differences.Select(difference => new DifferenceResponse
                {
                    Field = difference.Field.Name,
                    Meaning = difference.Field.Meaning,
                    Unit = difference.Field.Unit,
                    Values = [.. difference.Values.Select(FilterValueJson.Of)],
                    Best = difference.Best.IsEmpty ? null : [.. difference.Best.Select(place => models[place].Key.ToString())],
                }),
            ],
            Same = comparison.Same,
            Position = snapshot.Head.Position,
        };
    }
}
