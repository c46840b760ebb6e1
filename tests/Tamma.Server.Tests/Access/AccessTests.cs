using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tamma.Server.Access;
using Tamma.Server.Tests.Contract;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Access;

public sealed class AccessTests
{
    private const string WrongKey = "tamma_000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Fact]
    public async Task Every_route_keeps_its_permission()
    {
        await using var server = await RunningServer.StartAsync();
        List<string> wrong = [];

        foreach (var (method, path, access) in Routes(server))
        {
            var isOpen = access == "anonymous";
            var isRead = access == "CatalogRead";
            await ExpectAsync("no key, this machine", isOpen || isRead, _ => { });
            await ExpectAsync("wrong key", isOpen, request => request.Headers.Authorization = new("Bearer", WrongKey));
            await ExpectAsync("wrong X-Api-Key", isOpen, request => request.Headers.Add("X-Api-Key", WrongKey));
            await ExpectAsync("Basic", isOpen, request => request.Headers.Authorization = new("Basic", "YTpi"));
            await ExpectAsync("empty key", isOpen, request => request.Headers.TryAddWithoutValidation("Authorization", "Bearer "));
            await ExpectAsync("foreign Host", isOpen, request => request.Headers.Host = "tamma.example.com");
            await ExpectAsync("no loopback Host", isOpen, request => request.Headers.Host = "127.0.0.1.evil.example");
            foreach (var header in new[] { "X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via" })
            {
                await ExpectAsync(header, isOpen, request => request.Headers.TryAddWithoutValidation(header, "1.2.3.4"));
            }

            if (!path.EndsWith("/stop", StringComparison.Ordinal))
            {
                await ExpectAsync("key", true, request => request.Headers.Authorization = new("Bearer", server.Key));
                await ExpectAsync("key, forwarded", true, request =>
                {
                    request.Headers.Add("X-Api-Key", server.Key);
                    request.Headers.TryAddWithoutValidation("X-Forwarded-For", "1.2.3.4");
                });
            }

            async Task ExpectAsync(string how, bool passes, Action<HttpRequestMessage> change)
            {
                using var request = server.Request(new(method), path);
                change(request);
                using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                var refused = response.StatusCode is HttpStatusCode.Unauthorized;
                if (refused == passes || (refused && response.Headers.WwwAuthenticate.Count == 0))
                {
                    wrong.Add($"{method} {path}, {how}: {(int)response.StatusCode}");
                }
            }
        }

        Assert.True(wrong is [], string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("10.0.0.5", "127.0.0.1:5080", false)]
    [InlineData("127.0.0.1", "127.0.0.1:5080", true)]
    [InlineData("127.8.9.1", "127.8.9.1", true)]
    [InlineData("::1", "[::1]:5080", true)]
    [InlineData("::ffff:127.0.0.1", "localhost:5080", true)]
    [InlineData("127.0.0.1", "LOCALHOST", true)]
    [InlineData("127.0.0.1", "localhost.evil.example", false)]
    [InlineData("127.0.0.1", "", false)]
    [InlineData("127.0.0.1", "0.0.0.0", false)]
    public void A_reader_without_a_key_is_on_this_machine(string peer, string host, bool isLocal)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        context.Request.Host = new HostString(host);

        Assert.Equal(isLocal, LocalCaller.Find(context) is not null);
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_nobody_else()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal((404, "route_not_found"), Short(await server.ProblemAsync("/api/v2/models")));
        using var response = await server.SendAsync(HttpMethod.Put, "/api/v1/models", server.Key);
        Assert.Equal((405, "method_not_allowed"), Short(await RunningServer.ProblemAsync(response)));
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    private static (int, string) Short((int Status, string Name, string Detail) problem) => (problem.Status, problem.Name);

    private static IEnumerable<(string Method, string Path, string Access)> Routes(RunningServer server) =>
        from endpoint in EndpointManifestTests.Endpoints(server.App)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        let path = endpoint.RoutePattern.RawText!.Replace("{provider}", "acme", StringComparison.Ordinal).Replace("{**id}", "one", StringComparison.Ordinal).Replace("{id}", "01990000-0000-7000-8000-000000000000", StringComparison.Ordinal)
        orderby path.EndsWith("/stop", StringComparison.Ordinal)
        select (method, path, endpoint.Metadata.GetMetadata<RequiredPermission>()!.ToString());
}
