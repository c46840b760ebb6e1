using System.Text.Json;
using Tamma.Catalog;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Rest;

namespace Tamma.Server.Compat;

/// <summary>The whole catalogue in the shapes of models.dev and LiteLLM: tools that exist read it by changing one variable.</summary>
internal static class CompatEndpoints
{
    private static readonly QueryParameter s_scope = new("scope", ParameterKind.Text, "mine (what the configured connections offer; the default) or all.");

    private static readonly QueryParameters s_document = new(s_scope);

    public static void MapCompat(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDocument("/api.json", ModelsDevShape.Providers, "Providers and their models in the shape of models.dev's api.json.");
        endpoints.MapDocument("/models.json", ModelsDevShape.Models, "Models whoever serves them, in the shape of models.dev's models.json.");
        endpoints.MapDocument("/model_prices_and_context_window.json", LiteLlmShape.Instance, "Prices and limits in the shape of LiteLLM's price map, in dollars for one token.");
    }

    /// <summary>Once as it is, and once under <c>/all</c> for tools that put the file's name behind a base address and can send no parameter.</summary>
    private static void MapDocument(this IEndpointRouteBuilder endpoints, string path, CompatShape shape, string summary)
    {
        endpoints.MapMethods(path, ApiEndpoints.Reading, (HttpContext context, CurrentCatalog catalog, CompatDocuments documents) =>
            {
                var query = new RequestQuery(context, s_document);
                var scope = query.OneOf<ModelScope>(s_scope.Name) ?? ModelScope.Mine;
                return query.Problem is { } problem ? (IResult)problem : documents.Of(catalog.Snapshot, shape, scope);
            }).Takes(s_document)
            .WithSummary(summary)
            .Answers<JsonElement>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter)
            .Requires(Permission.CatalogRead);
        endpoints.MapMethods("/all" + path, ApiEndpoints.Reading, (CurrentCatalog catalog, CompatDocuments documents) => documents.Of(catalog.Snapshot, shape, ModelScope.All))
            .WithSummary(summary + " The same as with scope=all.")
            .Answers<JsonElement>()
            .Requires(Permission.CatalogRead);
    }
}
