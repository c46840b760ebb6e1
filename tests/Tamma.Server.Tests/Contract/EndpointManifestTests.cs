using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Contract;

public sealed class EndpointManifestTests
{
    [Fact]
    public async Task Every_route_and_the_permission_it_asks_for_is_on_record()
    {
        await using var server = await RunningServer.StartAsync();

        var lines =
            from endpoint in Endpoints(server.App)
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]
            let line = $"{method,-6} {endpoint.RoutePattern.RawText,-45} {AccessOf(endpoint)}"
            orderby endpoint.RoutePattern.RawText, method
            select line;

        await Snapshot.MatchAsync("docs/contract/endpoints.txt", string.Join('\n', lines) + "\n");
    }

    [Fact]
    public async Task A_route_that_asks_for_no_permission_keeps_the_server_from_starting()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        app.MapGet("/closed", () => "").Requires(Permission.CatalogRead);
        app.MapGet("/forgotten", () => "");

        var refusal = Assert.Throws<InvalidOperationException>(() => app.RefuseOpenRoutes());

        Assert.Contains("/forgotten", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/closed", refusal.Message, StringComparison.Ordinal);
    }

    internal static IEnumerable<RouteEndpoint> Endpoints(WebApplication app) => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Anonymous is looked for first: it would open a route of a protected group.</summary>
    private static string AccessOf(RouteEndpoint endpoint)
    {
        var required = endpoint.Metadata.GetOrderedMetadata<RequiredPermission>();
        return required.Any(one => one.Permission is null) ? "anonymous" : string.Join(',', required);
    }
}
