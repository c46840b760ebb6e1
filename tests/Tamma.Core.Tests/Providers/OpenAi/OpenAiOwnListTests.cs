using System.Net;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.OpenAi;

public sealed class OpenAiOwnListTests
{
    [Theory]
    [InlineData("""{"id":"gpt-5.5-2026-04-23","object":"model","created":1686935002,"owned_by":"openai","shutdown_date":"2026-10-23"}""", "owned_by=openai created=2023-06-16 shutdown_date=2026-10-23")]
    [InlineData("""{"id":"gpt-5.5","object":"model","created":0,"owned_by":"system","shutdown_date":null}""", "owned_by=system")]
    [InlineData("""{"id":"ft:gpt-4o-mini-2024-07-18:acme:shop:9x","created":1722643200,"owned_by":"acme"}""", "owned_by=acme base_model=gpt-4o-mini-2024-07-18 created=2024-08-03")]
    [InlineData("""{"id":"ft:","owned_by":"acme"}""", "owned_by=acme")]
    [InlineData("""{"id":"m","created":"soon","owned_by":5,"context":{"x":1}}""", """extra.context.x=1 extra.created="soon" extra.owned_by=5""")]
    public async Task Its_few_members_are_facts_here(string row, string fields) =>
        Assert.Equal(fields, (await new CannedServer().Answers($$"""{"object":"list","data":[{{row}}]}""").CompleteAsync(Connections.Known("openai"))).Only().Fields);

    [Theory]
    [InlineData("https://openai.example/v1", false, "owned_by=openai")]
    [InlineData("https://notopenai.com/v1", false, "owned_by=openai")]
    [InlineData("http://127.0.0.1:9/w/openai/v1", true, "owned_by=openai created=2023-06-16")]
    public async Task Its_dates_are_believed_of_itself_and_of_what_stands_in_for_it(string url, bool isSimulated, string fields) =>
        Assert.Equal(fields, (await new CannedServer().Answers("""{"data":[{"id":"m","created":1686935002,"owned_by":"openai"}]}""")
            .CompleteAsync(Connections.Known("openai") with { Url = new(url), Simulated = isSimulated })).Only().Fields);

    [Fact]
    public async Task Another_server_behind_its_variable_is_read_as_such()
    {
        var listing = await new CannedServer().Answers("""{"data":[{"id":"m","created":1763880000,"owned_by":"vllm","max_model_len":4096}]}""")
            .CompleteAsync(Connections.Known("openai") with { Url = new("http://127.0.0.1:8000/v1") });

        Assert.Equal("owned_by=vllm limit.context=4096", listing.Only().Fields);
    }

    [Theory]
    [InlineData("https://api.openai.com/v1", "https://api.openai.com/v1/models")]
    [InlineData("https://api.openai.com/v1/", "https://api.openai.com/v1/models")]
    [InlineData("https://api.openai.com", "https://api.openai.com/v1/models")]
    [InlineData("https://eu.api.openai.com/v1", "https://eu.api.openai.com/v1/models")]
    public async Task A_base_is_taken_with_and_without_the_version(string url, string asked)
    {
        var server = new CannedServer().Answers("""{"data":[]}""");
        await server.CompleteAsync(Connections.Known("openai") with { Url = new(url) });

        Assert.Equal(asked, Assert.Single(server.Asked).AbsoluteUri);
    }

    [Fact]
    public async Task The_organisation_and_the_project_go_along_where_they_are_set()
    {
        var server = new CannedServer().Times(2, it => it.Answers("""{"data":[]}"""));
        await server.CompleteAsync(Connections.Known("openai"));
        await server.CompleteAsync(Connections.Known("openai", settings: [("organization", "org-1"), ("project", "proj_1")]));

        Assert.Equal($"Bearer {Connections.Key}", server.Headers[0]["Authorization"]);
        Assert.False(server.Headers[0].ContainsKey("OpenAI-Organization") || server.Headers[0].ContainsKey("OpenAI-Project"));
        Assert.Equal(("org-1", "proj_1"), (server.Headers[1]["OpenAI-Organization"], server.Headers[1]["OpenAI-Project"]));
    }

    [Theory]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided: sk-CANARY-known-1","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}""", ProviderFault.Unauthorised, "key rejected (401), from TAMMA_TEST_KNOWN_KEY")]
    [InlineData(403, """{"error":{"message":"x","type":"invalid_request_error","param":null,"code":"unsupported_country_region_territory"}}""", ProviderFault.Forbidden, "key may not list models (403), from TAMMA_TEST_KNOWN_KEY")]
    [InlineData(429, """{"error":{"message":"x","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""", ProviderFault.QuotaExhausted, "no quota left (429 insufficient_quota)")]
    [InlineData(429, """{"error":{"message":"x","type":"requests","param":null,"code":"rate_limit_exceeded"}}""", ProviderFault.RateLimited, "too many requests (429)")]
    [InlineData(500, """{"error":{"message":"x","type":"server_error","param":null,"code":null}}""", ProviderFault.ServerError, "answered 500 (server_error)")]
    public async Task Its_errors_are_told_apart(int status, string body, ProviderFault fault, string message)
    {
        var failure = await new CannedServer(new() { Attempts = 1 }).Answers((HttpStatusCode)status, body).FaultAsync(Connections.Known("openai"));

        Assert.Equal((fault, message), (failure.Fault, failure.Message));
    }
}
