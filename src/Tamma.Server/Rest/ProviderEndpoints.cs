using Tamma.Catalog;
using Tamma.Client;
using Tamma.Providers;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Who sells or serves models.</summary>
internal static class ProviderEndpoints
{
    private static readonly QueryParameters s_none = new();

    public static void MapProviders(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/providers", ApiEndpoints.Reading, List).Takes(s_none)
            .WithSummary("All providers that are known or configured, with how many models each has.")
            .Answers<ListResponse<ProviderResponse>>(ProblemKind.UnknownParameter)
            .Requires(Permission.CatalogRead);
        endpoints.MapMethods("/providers/{id}", ApiEndpoints.Reading, Get).Takes(s_none)
            .WithSummary("One provider.")
            .Answers<ProviderResponse>(ProblemKind.UnknownParameter, ProblemKind.ProviderNotFound)
            .Requires(Permission.CatalogRead);
    }

    private static IResult List(HttpContext context, CurrentCatalog catalog)
    {
        if (new RequestQuery(context, s_none).Problem is { } problem)
        {
            return problem;
        }

        var snapshot = catalog.Snapshot;
        return JsonAnswer.From(
            new ListResponse<ProviderResponse> { Data = ProviderProjection.All(snapshot), Position = snapshot.Head.Position },
            WireJson.Context.ProviderList);
    }

    private static IResult Get(HttpContext context, string id, CurrentCatalog catalog)
    {
        if (new RequestQuery(context, s_none).Problem is { } problem)
        {
            return problem;
        }

        var snapshot = catalog.Snapshot;
        if (ProviderProjection.Find(id, snapshot) is { } provider)
        {
            return JsonAnswer.From(provider, WireJson.Context.ProviderResponse);
        }

        var near = Nearest.To(id, snapshot.Providers.Select(rows => rows.Provider));
        return ProblemKind.ProviderNotFound.Because(near is null
            ? $"No provider '{id}' is known or configured. See GET /api/v1/providers."
            : $"No provider '{id}' is known or configured. Did you mean '{near}'?");
    }
}
