using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Tamma.Catalog;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Rest;

namespace Tamma.Server.Compat;

/// <summary>
/// <c>/v1/models</c> as the SDKs of OpenAI ask for it, and as those of Anthropic do, who send <c>anthropic-version</c>. Ids are whole keys,
/// <c>provider/native-id</c>, because two providers may call different models by one id.
/// </summary>
internal static class ListEndpoints
{
    private const string Path = "/v1/models";

    private static readonly QueryParameters s_list = new(
        new("scope", ParameterKind.Text, "mine (what the configured connections offer; the default) or all."),
        new("limit", ParameterKind.Count, "With anthropic-version: models on a page, 1 to 1000; 20 when not given."),
        new("after_id", ParameterKind.Text, "With anthropic-version: the page after this id."),
        new("before_id", ParameterKind.Text, "With anthropic-version: the page before this id."),
        new("beta", ParameterKind.Flag, "Sent by Anthropic's SDKs; changes nothing."));

    private static readonly QueryParameters s_one = new(new QueryParameter("beta", ParameterKind.Flag, "Sent by Anthropic's SDKs; changes nothing."));

    public static void MapModelLists(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, ApiEndpoints.Reading, List).Takes(s_list)
            .WithSummary("The models in OpenAI's form, or with the header anthropic-version in Anthropic's. Ids are provider/native-id.")
            .Answers<JsonElement>(ProblemKind.InvalidParameter)
            .Requires(Permission.CatalogRead);
        endpoints.MapMethods(Path + "/{**id}", ApiEndpoints.Reading, Get).Takes(s_one)
            .WithSummary("One model in OpenAI's or Anthropic's form, by its key, or by its id alone where one provider has it.")
            .Answers<JsonElement>(ProblemKind.InvalidParameter, ProblemKind.ModelNotFound)
            .Requires(Permission.CatalogRead);
    }

    private static bool IsAnthropic(HttpContext context) => context.Request.Headers.ContainsKey("anthropic-version");

    private static IResult List(HttpContext context, CurrentCatalog catalog, CompatDocuments documents)
    {
        var query = new RequestQuery(context, s_list);
        var scope = query.OneOf<ModelScope>("scope") ?? ModelScope.Mine;
        var limit = query.Count("limit", 1, AnthropicShape.MostLimit);
        if (query.Problem is { } problem)
        {
            return CompatProblem.Invalid(problem.Detail, IsAnthropic(context));
        }

        var snapshot = catalog.Snapshot;
        return !IsAnthropic(context)
            ? documents.Of(snapshot, OpenAiShape.List, scope)
            : Page([.. CompatRows.Of(snapshot, scope)], limit ?? AnthropicShape.DefaultLimit, query.Text("after_id"), query.Text("before_id"));
    }

    private static IResult Page(List<Model> models, int limit, string? after, string? before)
    {
        if (after is not null && before is not null)
        {
            return CompatProblem.Invalid("Give after_id or before_id, not both.", isAnthropic: true);
        }

        if ((after ?? before) is not { } id)
        {
            return AnthropicShape.Page(models[..Math.Min(limit, models.Count)], models.Count > limit);
        }

        // The named model may have gone since the page before: then its place counts.
        if (!ModelKey.TryParse(id, out var key))
        {
            return CompatProblem.Invalid($"'{id}' is no id of this list; give first_id or last_id back unchanged.", isAnthropic: true);
        }

        var from = after is null ? Math.Max(0, Before(models, key) - limit) : models.FindIndex(model => model.Key.CompareTo(key) > 0) is >= 0 and var next ? next : models.Count;
        var to = after is null ? Before(models, key) : Math.Min(models.Count, from + limit);
        return AnthropicShape.Page(models[from..to], after is null ? from > 0 : to < models.Count);
    }

    private static int Before(List<Model> models, ModelKey key) => models.FindIndex(model => model.Key.CompareTo(key) >= 0) is >= 0 and var index ? index : models.Count;

    private static IResult Get(HttpContext context, CurrentCatalog catalog)
    {
        var anthropic = IsAnthropic(context);
        if (new RequestQuery(context, s_one).Problem is { } problem)
        {
            return CompatProblem.Invalid(problem.Detail, anthropic);
        }

        var name = NameOf(context);
        var (model, several) = CompatNames.Find(name, catalog.Snapshot);
        return model is null
            ? CompatProblem.NotFound(
                several.IsEmpty
                    ? $"No model is called '{name}' here. GET /v1/models?scope=all lists all that are known; ids are provider/native-id."
                    : $"Several providers have '{name}'. Ask for one of them by its key: {string.Join(", ", several.Take(10).Select(one => one.Key))}.",
                anthropic)
            : anthropic ? AnthropicShape.One(model)
            : OpenAiShape.One(model);
    }

    /// <summary>SDKs send the slashes of an id encoded, which routing no longer tells from their own; so the path is decoded as it was sent.</summary>
    private static string NameOf(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var end = target.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? target : target[..end];
        return path.StartsWith(Path + "/", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(path[(Path.Length + 1)..]) : (string?)context.Request.RouteValues["id"] ?? "";
    }
}
