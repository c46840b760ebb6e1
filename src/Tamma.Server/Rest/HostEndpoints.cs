using Tamma.Catalog;
using Tamma.Client;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Providers.OpenRouter;
using Tamma.Security;
using Tamma.Server.Access;

namespace Tamma.Server.Rest;

/// <summary>The hosts behind a model of a router. Asked for at the router when somebody wants to see them; nothing of it enters the catalogue.</summary>
internal static class HostEndpoints
{
    private const string Router = "openrouter";

    private static readonly QueryParameters s_none = new();

    public static void MapHosts(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/hosts" + KeyPath.Route, ApiEndpoints.Reading, GetAsync).Takes(s_none)
            .WithSummary("The hosts that serve a model of OpenRouter now, each with its limits, prices, uptime and speed. Asks OpenRouter.")
            .Answers<ListResponse<HostResponse>>(ProblemKind.InvalidKey, ProblemKind.UnknownParameter, ProblemKind.ModelNotFound, ProblemKind.HostsUnknown, ProblemKind.ProviderFailed)
            .Requires(Permission.DiscoveryRun);

    private static async Task<IResult> GetAsync(HttpContext context, CurrentCatalog catalog, ConnectionBook book, OpenRouterEndpoints hosts)
    {
        if (!KeyPath.TryRead(context, "hosts", out var key))
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

        var connection = model.Offers.Select(offer => book.Find(offer.Connection)).FirstOrDefault(found => found is { IsRead: true, Options.Type: Router });
        if (connection is null)
        {
            return ProblemKind.HostsUnknown.Because($"'{model.Key}' is offered by no connection of type {Router}, and no other provider says which hosts serve its models.");
        }

        try
        {
            var all = await hosts.ReadAsync(connection.Options, model.Key.Id, context.RequestAborted);
            return JsonAnswer.From(new ListResponse<HostResponse> { Data = [.. all.Select(Project)] }, WireJson.Context.HostList);
        }
        catch (ProviderException ex)
        {
            return ProblemKind.ProviderFailed.Because($"{connection.Id}: {ex.Message}.");
        }
    }

    private static HostResponse Project(OpenRouterEndpoint host) => new()
    {
        Provider = host.Provider,
        Name = host.Name,
        Tag = host.Tag,
        Quantization = host.Quantization,
        Limit = (host.ContextLength, host.MaxPromptTokens, host.MaxCompletionTokens) is (null, null, null)
            ? null
            : new() { Context = host.ContextLength, Input = host.MaxPromptTokens, Output = host.MaxCompletionTokens },
        Cost = (host.InputPrice, host.OutputPrice, host.CacheReadPrice, host.CacheWritePrice) is (null, null, null, null)
            ? null
            : new() { Input = host.InputPrice, Output = host.OutputPrice, CacheRead = host.CacheReadPrice, CacheWrite = host.CacheWritePrice },
        SupportedParameters = host.SupportedParameters.IsEmpty ? null : host.SupportedParameters,
        Status = host.Status,
        Uptime = host.UptimeLastDay,
        LatencyP50 = host.Latency?.P50,
        LatencyP99 = host.Latency?.P99,
        ThroughputP50 = host.Throughput?.P50,
    };
}
