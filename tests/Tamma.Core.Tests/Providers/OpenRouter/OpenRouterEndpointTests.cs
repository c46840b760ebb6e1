using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Providers;
using Tamma.Providers.OpenRouter;
using Xunit;

namespace Tamma.Core.Tests.Providers.OpenRouter;

public sealed class OpenRouterEndpointTests
{
    [Fact]
    public async Task Each_host_of_a_model_is_a_row_with_what_it_states()
    {
        var server = new CannedServer().Answers(
            """
            {"data":{"id":"a/m","name":"M","endpoints":[
              {"name":"Fast | a/m","tag":"fast/fp8","provider_name":"Fast","model_id":"a/m","context_length":131072,"max_completion_tokens":8192,"max_prompt_tokens":100000,
               "quantization":"fp8","pricing":{"prompt":"0.0000005","completion":"0.000001","input_cache_read":"0.0000001","input_cache_write":"-1"},
               "supported_parameters":["tools"],"supports_implicit_caching":true,"status":-2,"uptime_last_5m":99.5,"uptime_last_30m":98,"uptime_last_1d":null,
               "latency_last_30m":{"p50":310,"p75":400,"p90":800,"p99":2000},"throughput_last_30m":{"p50":80.5}},
              {"name":"Slow | a/m","provider_name":"Slow","quantization":"unknown","context_length":0,"latency_last_30m":null},
              "odd"]}}
            """);

        var rows = await ReadAsync(server, "a/m:free");

        Assert.Equal("https://openrouter.ai/api/v1/models/a/m%3Afree/endpoints", server.Asked[0].AbsoluteUri);
        Assert.Equal(2, rows.Length);
        Assert.Equal(("fast/fp8", "Fast", "fp8", 131072L, 100000L, 8192L), (rows[0].Tag, rows[0].Provider, rows[0].Quantization, rows[0].ContextLength, rows[0].MaxPromptTokens, rows[0].MaxCompletionTokens));
        Assert.Equal((0.5m, 1m, 0.1m, null), (rows[0].InputPrice, rows[0].OutputPrice, rows[0].CacheReadPrice, rows[0].CacheWritePrice));
        Assert.Equal((-2, 99.5m, 98m, null), (rows[0].Status, rows[0].UptimeLast5Minutes, rows[0].UptimeLast30Minutes, rows[0].UptimeLastDay));
        Assert.Equal(new OpenRouterPercentiles(310, 400, 800, 2000), rows[0].Latency);
        Assert.Equal(new OpenRouterPercentiles(80.5m, null, null, null), rows[0].Throughput);
        Assert.Equal((true, "tools"), (rows[0].SupportsImplicitCaching, Assert.Single(rows[0].SupportedParameters)));
        Assert.Equal(new OpenRouterEndpoint { Name = "Slow | a/m", Provider = "Slow" } with { SupportedParameters = rows[1].SupportedParameters }, rows[1]);
    }

    [Theory]
    [InlineData("""{}""", ProviderFault.Malformed)]
    [InlineData("""{"data":{}}""", ProviderFault.Malformed)]
    [InlineData("""{"error":{"code":404,"message":"Not found"}}""", ProviderFault.NotFound)]
    public async Task An_answer_without_rows_is_none(string body, ProviderFault fault) =>
        Assert.Equal(fault, (await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(new CannedServer().Answers(body), "a/m"))).Fault);

    [Theory]
    [InlineData("../../../key")]
    [InlineData("a//m")]
    [InlineData("")]
    public async Task An_id_that_is_a_path_is_not_asked_for(string id)
    {
        var server = new CannedServer();

        Assert.Equal(ProviderFault.NotFound, (await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(server, id))).Fault);
        Assert.Empty(server.Asked);
    }

    private static Task<ImmutableArray<OpenRouterEndpoint>> ReadAsync(CannedServer server, string id) =>
        server.RunAsync(server.Services.GetRequiredService<OpenRouterEndpoints>().ReadAsync(Connections.Known("openrouter"), id, TestContext.Current.CancellationToken));
}
