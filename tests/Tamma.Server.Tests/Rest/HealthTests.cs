using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

/// <summary>How connections fare, as a caller sees it.</summary>
public sealed class HealthTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_says_how_it_fares_and_fared()
    {
        await using var server = await RunningServer.StartAsync();
        server.Stubs.Acme.Fault = new ProviderException(ProviderFault.TimedOut, "no answer within 30 s");
        for (var i = 0; i < 3; i++)
        {
            await server.DiscoverAsync();
        }

        var answer = await server.JsonAsync("/api/v1/connections/ACME/health?limit=2");

        var health = answer.GetProperty("health");
        Assert.Equal(("acme", "unhealthy", "timed_out", 3), (answer.GetProperty("connection").GetString(), health.GetProperty("state").GetString(), health.GetProperty("fault").GetString(), health.GetProperty("failures_in_a_row").GetInt32()));
        Assert.StartsWith("acme: failed 3 times in a row; no answer within 30 s. ", health.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal("closed", health.GetProperty("circuit").GetProperty("state").GetString());
        Assert.InRange(health.GetProperty("error_rate").GetDouble(), 0.01, 0.99);
        Assert.Equal(["failed", "failed"], answer.GetProperty("samples").EnumerateArray().Select(sample => sample.GetProperty("outcome").GetString()));
        foreach (var path in (string[])["connections", "sources"])
        {
            var listed = (await server.JsonAsync("/api/v1/" + path)).GetProperty("data").EnumerateArray().Single(one => one.GetProperty("id").GetString()!.EndsWith("acme", StringComparison.Ordinal));
            Assert.Equal("unhealthy", listed.GetProperty("health").GetProperty("state").GetString());
        }
    }

    [Theory]
    [InlineData("/api/v1/connections/nobody/health", 404, "source_not_found")]
    [InlineData("/api/v1/connections/acme/health?limit=0", 400, "invalid_parameter")]
    [InlineData("/api/v1/connections/acme/health?more=1", 400, "unknown_parameter")]
    public async Task A_bad_question_is_told(string path, int status, string name)
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal((status, name), await server.ProblemAsync(path) is var (got, problem, _) ? (got, problem) : default);
    }

    [Fact]
    public async Task An_offer_of_a_stale_connection_is_marked_and_its_validator_changes()
    {
        await using var server = await RunningServer.StartAsync();
        server.Stubs.Acme.Say(server.Stubs.Acme.Claim("acme/one", ("name", "One")));
        await server.DiscoverAsync();
        await server.App.Services.GetRequiredService<HealthWatch>().StopAsync(); // it would see at once that all is well
        var (fresh, list) = (await TagAsync(server, "/api/v1/models/acme/one"), await TagAsync(server, "/api/v1/models?include=offers"));
        var confirmed = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var writer = server.App.Services.GetRequiredService<CatalogWriter>();

        await writer.SetStaleAsync(ImmutableSortedDictionary<string, DateTimeOffset>.Empty.Add("acme", confirmed), Cancelled);

        var offer = Assert.Single((await server.JsonAsync("/api/v1/models/acme/one")).GetProperty("offers").EnumerateArray());
        Assert.Equal((true, confirmed), (offer.GetProperty("stale").GetBoolean(), offer.GetProperty("confirmed_at").GetDateTimeOffset()));
        Assert.NotEqual(fresh, await TagAsync(server, "/api/v1/models/acme/one"));
        Assert.NotEqual(list, await TagAsync(server, "/api/v1/models?include=offers"));

        await writer.SetStaleAsync(ImmutableSortedDictionary<string, DateTimeOffset>.Empty, Cancelled);

        Assert.Equal(fresh, await TagAsync(server, "/api/v1/models/acme/one"));
        Assert.Equal(list, await TagAsync(server, "/api/v1/models?include=offers"));
    }

    private static async Task<string> TagAsync(RunningServer server, string path)
    {
        using var response = await server.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response.Headers.ETag!.Tag;
    }
}
