using Tamma.Client;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Hosting;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>How the service fares, for people and for probes.</summary>
internal static class StatusEndpoints
{
    private static readonly QueryParameters s_none = new();

    public static void MapStatus(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/status", ApiEndpoints.Reading, GetAsync).Takes(s_none)
            .WithSummary("How the service fares: what it knows, what it reads, what waits.")
            .Answers<StatusResponse>(ProblemKind.UnknownParameter)
            .Requires(Permission.CatalogRead);

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/health/live", ApiEndpoints.Reading, () => TypedResults.Text("live\n")).Takes(s_none).WithSummary("The process answers.").AllowsAnyone();
        endpoints.MapMethods("/health/ready", ApiEndpoints.Reading, Ready).Takes(s_none).WithSummary("The first snapshot is served; 503 until then.").AllowsAnyone();
    }

    private static IResult Ready(Readiness readiness) => readiness.IsReady ? TypedResults.Text("ready\n") : readiness.Problem;

    private static async Task<IResult> GetAsync(HttpContext context, StatusView status) =>
        new RequestQuery(context, s_none).Problem is { } problem
            ? problem
            : JsonAnswer.From(await status.ProjectAsync(context.RequestAborted), WireJson.Context.StatusResponse);
}
