using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Client;
using Tamma.Search;
using Tamma.Security;
using Tamma.Server.Access;

namespace Tamma.Server.Rest;

/// <summary>What may be meant by what is typed so far?</summary>
internal static class SuggestEndpoint
{
    private const int Usual = 8;
    private const int LongestText = 400;

    private static readonly Field s_name = FieldRegistry.Models["name"];

    private static readonly QueryParameters s_parameters = new(
        new("q", ParameterKind.Text, "What is typed so far; at most 400 characters."),
        new("scope", ParameterKind.Text, "mine (what the configured connections offer; the default) or all."),
        new("limit", ParameterKind.Count, "Models and words at most, 1 to 20; 8 when not given."));

    public static void MapSuggest(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/suggest", ApiEndpoints.Reading, Suggest).Takes(s_parameters)
            .WithSummary("While somebody types: models that may be meant, ends of the last word, and a better spelling.")
            .Answers<SuggestResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter)
            .Requires(Permission.CatalogRead);

    private static IResult Suggest(HttpContext context, CurrentSearch search)
    {
        var query = new RequestQuery(context, s_parameters);
        var text = query.Text("q", LongestText) ?? "";
        var scope = query.OneOf<ModelScope>("scope") ?? ModelScope.Mine;
        var limit = query.Count("limit", 1, Suggestions.MostRows) ?? Usual;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var index = search.Index;
        var suggestions = Suggestions.Of(index, text, scope, limit);
        return JsonAnswer.From(
            new()
            {
                Models = [.. suggestions.Models.Select(model => new SuggestedModelResponse { Key = model.Key.ToString(), Name = model.Values.TryGet(s_name, out var name) ? name.ToString() : null })],
                Words = suggestions.Words,
                DidYouMean = suggestions.DidYouMean,
                Position = index.Snapshot.Head.Position,
            },
            WireJson.Context.SuggestResponse);
    }
}
