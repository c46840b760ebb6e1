using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Search;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class SimilarTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_for_the_same_comes_first_and_says_what_is_better_and_worse()
    {
        await using var server = await StartAsync();

        var answer = await server.JsonAsync("/api/v1/similar/acme/falcon-coder");

        var first = answer.GetProperty("data")[0];
        Assert.Equal("acme/falcon-coder", answer.GetProperty("model").GetProperty("key").GetString());
        Assert.Equal("acme/hawk-coder", first.GetProperty("model").GetProperty("key").GetString());
        Assert.Equal("coding", first.GetProperty("shared")[0].GetString());
        Assert.Equal(("cost.input", 1m, 2m), Field(first.GetProperty("better")[0]));
        Assert.Equal(("limit.context", 100_000m, 200_000m), Field(first.GetProperty("worse")[0]));
        Assert.DoesNotContain("acme/falcon-coder", Keys(answer));
        Assert.Equal("acme/dove-embed", Keys(answer)[^1]);
    }

    [Fact]
    public async Task What_no_connection_offers_is_counted_and_shown_on_request()
    {
        await using var server = await StartAsync();

        var mine = await server.JsonAsync("/api/v1/similar/acme/falcon-coder?limit=2");
        var all = await server.JsonAsync("/api/v1/similar/acme/falcon-coder?limit=2&scope=all");

        Assert.Equal(1, mine.GetProperty("nearer_elsewhere").GetInt32());
        Assert.DoesNotContain("openrouter/lab/eagle-coder", Keys(mine));
        Assert.Contains("openrouter/lab/eagle-coder", Keys(all));
        Assert.False(all.TryGetProperty("nearer_elsewhere", out _));
    }

    [Theory]
    [InlineData("acme/nothing", "model_not_found")]
    [InlineData("acme/falcon-coder?limit=51", "invalid_parameter")]
    [InlineData("acme/falcon-coder?scope=yours", "invalid_parameter")]
    [InlineData("acme/falcon-coder?q=x", "unknown_parameter")]
    public async Task A_question_that_makes_no_sense_is_refused(string query, string problem)
    {
        await using var server = await StartAsync();

        Assert.Equal(problem, (await server.ProblemAsync("/api/v1/similar/" + query)).Name);
    }

    private static string[] Keys(JsonElement answer) => [.. answer.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("model").GetProperty("key").GetString()!)];

    private static (string, decimal, decimal) Field(JsonElement field) => (field.GetProperty("field").GetString()!, field.GetProperty("value").GetDecimal(), field.GetProperty("instead").GetDecimal());

    private static async Task<RunningServer> StartAsync()
    {
        var server = await RunningServer.StartAsync();
        var acme = server.Stubs.Acme;
        acme.Say(
        [
            acme.Claim("acme/falcon-coder", ("tool_call", true), ("limit.context", 200_000m), ("cost.input", 2m), ("cost.output", 4m)),
            acme.Claim("acme/hawk-coder", ("tool_call", true), ("limit.context", 100_000m), ("cost.input", 1m), ("cost.output", 4m)),
            acme.Claim("acme/owl", ("tool_call", true), ("limit.context", 200_000m), ("cost.input", 2m), ("cost.output", 4m)),
            acme.Claim("acme/dove-embed", ("cost.input", 0.1m)),
        ]);
        var known = server.Stubs.ModelsDev;
        known.Say([known.Claim("openrouter/lab/eagle-coder", ("tool_call", true), ("limit.context", 200_000m), ("cost.input", 2m), ("cost.output", 4m))]);
        await server.DiscoverAsync();
        var search = server.App.Services.GetRequiredService<CurrentSearch>();
        await search.FreshAsync(Cancelled);
        await search.SettleAsync(Cancelled);
        return server;
    }
}
