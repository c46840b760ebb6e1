using System.Text.Json;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

/// <summary>A review of a third party's value closes by itself when the provider says the same.</summary>
public sealed class ReviewRuleTests
{
    [Fact]
    public async Task What_a_third_party_says_is_held_until_the_provider_that_bills_says_the_same()
    {
        await using var server = await StartAsync();
        Say(server.Stubs.LiteLlm, 12);
        await server.DiscoverAsync();
        Assert.Equal(("open", 1m), (Text(await ReviewAsync(server), "state"), await LiteLlmSaysAsync(server)));

        Say(server.Stubs.Acme, 12);
        await server.DiscoverAsync();
        await server.DiscoverAsync();

        var review = await ReviewAsync(server);
        Assert.Equal(("accepted", "rule:provider_agrees", "The provider that bills says the same. It is connection:acme."), (Text(review, "state"), Text(review, "closed_by"), Text(review, "reason")));
        Assert.Equal(12m, await LiteLlmSaysAsync(server));
    }

    [Fact]
    public async Task Another_third_party_is_named_by_another_rule()
    {
        await using var server = await StartAsync();
        server.Stubs.ModelsDev.Say(server.Stubs.ModelsDev.Claim("acme/one", ("cost.input", 12)));
        await server.DiscoverAsync();
        Say(server.Stubs.LiteLlm, 12);

        await server.DiscoverAsync();

        Assert.Equal("rule:independent_source", Text(await ReviewAsync(server), "closed_by"));
    }

    private static async Task<RunningServer> StartAsync()
    {
        var stubs = new Stubs();
        Say(stubs.Acme, 1);
        Say(stubs.LiteLlm, 1);
        return await RunningServer.StartAsync(stubs);
    }

    private static void Say(StubListing stub, int price) => stub.Say(stub.Claim("acme/one", ("cost.input", price)));

    private static async Task<JsonElement> ReviewAsync(RunningServer server) =>
        Assert.Single((await server.JsonAsync("/api/v1/reviews?source=litellm")).GetProperty("data").EnumerateArray());

    /// <summary>What stands of LiteLLM's word: that of a loser, or of who confirms the provider.</summary>
    private static async Task<decimal> LiteLlmSaysAsync(RunningServer server)
    {
        var fact = (await server.JsonAsync("/api/v1/facts/acme/one")).GetProperty("facts").EnumerateArray().Single(one => Text(one, "field") == "cost.input");
        var said = fact.GetProperty("losers").EnumerateArray().Where(one => Text(one, "source") == "litellm").ToList();
        return (said is [var loser] ? loser : fact).GetProperty("value").GetDecimal();
    }

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
