using System.Net;
using Tamma.Catalog;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.Zai;

public sealed class ZaiListTests
{
    private const string NotThere = """{"status":404,"error":"Not Found","path":"/api/paas/v4/models"}""";

    [Fact]
    public async Task A_list_that_is_there_is_the_list_and_says_so()
    {
        var listing = await new CannedServer().Answers("""{"object":"list","data":[{"id":"glm-9","object":"model","created":1,"owned_by":"z-ai"}]}""").CompleteAsync(Connections.Known("zai"));

        Assert.Equal("""owned_by=z-ai extra.list="live" """.Trim(), listing.Only().Fields);
        Assert.Empty(listing.Rules);
        Assert.Empty(listing.UnknownFields);
    }

    [Theory]
    [InlineData("zai", 404, NotThere, 17)]
    [InlineData("zai", 200, """{"object":"list","data":[]}""", 17)]
    [InlineData("zai-coding-plan", 404, NotThere, 3)]
    [InlineData("zai-coding-plan", 200, """{"data":[]}""", 3)]
    public async Task Where_there_is_no_list_ours_is_taken_and_every_row_says_so(string id, int status, string body, int models)
    {
        var listing = await new CannedServer().Answers((HttpStatusCode)status, body).CompleteAsync(Connections.Known(id));

        Assert.Equal(models, listing.Claims.Length);
        Assert.Equal(models, listing.Rules["curated_list"]);
        Assert.All(listing.Claims, claim =>
        {
            var fields = listing.Fields(claim.Key.ToString());
            Assert.Equal((ClaimKind.Offer, Access.Unverified), (claim.Kind, claim.Access));
            Assert.Equal("\"curated 2026-11-23\"", fields["extra.list"]);
            Assert.True(fields["extra.source"].Length > 2);
        });
        Assert.Contains(listing.Claims, claim => claim.Key.Id == "glm-5.2" && claim.Key.Provider == id);
    }

    [Fact]
    public async Task Our_own_list_is_the_same_at_each_run()
    {
        var server = new CannedServer().Times(2, it => it.Answers(HttpStatusCode.NotFound, NotThere));
        var first = await server.CompleteAsync(Connections.Known("zai"));

        Assert.IsType<Listing.Unchanged>(await server.ListAsync(Connections.Known("zai"), first.State));
    }

    [Theory]
    [InlineData("https://api.z.ai/api/paas/v4/v1")]
    [InlineData("https://api.z.ai/v1")]
    public async Task At_an_address_that_is_none_of_its_bases_a_404_means_that(string url) =>
        Assert.Equal(
            (ProviderFault.NotFound, $"there is nothing at {url}/models (404); is the base URL right?"),
            await FaultAsync(404, """{"status":404,"error":"Not Found","path":"/v1/models"}""", url));

    [Theory]
    [InlineData(401, """{"error":{"code":"1002","message":"Authorization Token is invalid"}}""", ProviderFault.Unauthorised, "key rejected (401), from TAMMA_TEST_KNOWN_KEY")]
    [InlineData(429, """{"error":{"code":"1113","message":"Insufficient balance"}}""", ProviderFault.QuotaExhausted, "no quota left (429 1113)")]
    [InlineData(429, """{"code":"1309","message":"Your GLM Coding Plan package has expired"}""", ProviderFault.QuotaExhausted, "no quota left (429 1309)")]
    [InlineData(429, """{"error":{"code":"1302","message":"High concurrency"}}""", ProviderFault.RateLimited, "too many requests (429)")]
    [InlineData(500, """{"error":{"code":"1234","message":"x"}}""", ProviderFault.ServerError, "answered 500 (1234)")]
    [InlineData(200, """{"code":1001,"msg":"x","success":false}""", ProviderFault.ServerError, "answered 200 with an error in it (1001)")]
    public async Task Its_errors_are_told_apart(int status, string body, ProviderFault fault, string message) =>
        Assert.Equal((fault, message), await FaultAsync(status, body));

    [Fact]
    public async Task An_answer_that_is_no_list_is_not_replaced_by_ours() =>
        Assert.Equal(ProviderFault.Malformed, (await FaultAsync(200, "{}")).Fault);

    [Fact]
    public async Task Its_words_are_asked_for_in_English()
    {
        var server = new CannedServer().Answers("""{"data":[]}""");
        await server.CompleteAsync(Connections.Known("zai") with { Url = new("https://api.z.ai") });

        Assert.Equal("https://api.z.ai/api/paas/v4/models", server.Asked[0].AbsoluteUri);
        Assert.Equal(($"Bearer {Connections.Key}", "en-US,en"), (server.Headers[0]["Authorization"], server.Headers[0]["Accept-Language"]));
    }

    private static async Task<(ProviderFault Fault, string Message)> FaultAsync(int status, string body, string? url = null)
    {
        var connection = Connections.Known("zai");
        var failure = await new CannedServer(new() { Attempts = 1 }).Answers((HttpStatusCode)status, body).FaultAsync(url is null ? connection : connection with { Url = new(url) });
        return (failure.Fault, failure.Message);
    }
}
