using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class LiteLlmWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static readonly (string, string) s_key = ("Authorization", "Bearer k");

    [Fact]
    public async Task A_route_has_where_it_leads_and_prices_for_one_token_as_numbers()
    {
        await MakeAsync("rows");
        await simulator.Process.AddModelAsync("rows", """{"id":"fast","owned_by":"quillon","cost":{"input":0.05,"output":15,"long_context":{"from":200000,"input":0.1,"output":30}},"limit":{"context":200000,"output":32000},"modalities":{"input":["text","image"]},"tool_call":true,"reasoning":false,"retires_at":"2027-01-01"}""");

        var row = (await simulator.AnswerAsync("w/rows/model/info", s_key)).GetProperty("data")[0];
        var info = row.GetProperty("model_info");

        Assert.Equal("model_name litellm_params model_info", row.Names());
        Assert.Equal("fast quillon/fast", $"{row.GetProperty("model_name").GetString()} {row.GetProperty("litellm_params").GetProperty("model").GetString()}");
        Assert.Equal("chat quillon 2027-01-01", $"{info.GetProperty("mode").GetString()} {info.GetProperty("litellm_provider").GetString()} {info.GetProperty("deprecation_date").GetString()}");
        Assert.Equal(0.00000005m, info.GetProperty("input_cost_per_token").GetDecimal());
        Assert.Equal(0.00003m, info.GetProperty("output_cost_per_token_above_200k_tokens").GetDecimal());
        Assert.Equal(JsonValueKind.Null, info.GetProperty("cache_read_input_token_cost").ValueKind);
        Assert.Equal("200000 32000", $"{info.GetProperty("max_input_tokens").GetRawText()} {info.GetProperty("max_output_tokens").GetRawText()}");
        Assert.True(info.GetProperty("supports_function_calling").GetBoolean());
        Assert.False(info.GetProperty("supports_reasoning").GetBoolean());
        Assert.Equal(JsonValueKind.Null, info.GetProperty("supports_response_schema").ValueKind);
    }

    [Fact]
    public async Task The_compatible_listing_has_names_alone()
    {
        await MakeAsync("names");
        await simulator.Process.AddModelAsync("names", """{"id":"fast"}""");

        Assert.Equal("""{"data":[{"id":"fast","object":"model","created":1677610602,"owned_by":"openai"}],"object":"list"}""", (await simulator.AnswerAsync("w/names/v1/models", s_key)).GetRawText());
    }

    [Fact]
    public async Task A_wrong_key_is_refused_with_a_code_in_a_text()
    {
        await MakeAsync("keyed");

        using var response = await simulator.GetAsync("w/keyed/model/info");
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("error");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("message type param code", error.Names());
        Assert.Equal("auth_error None 401", $"{error.GetProperty("type").GetString()} {error.GetProperty("param").GetString()} {error.GetProperty("code").GetString()}");
    }

    private Task MakeAsync(string world) => simulator.Process.CreateWorldAsync($$"""{"name":"{{world}}","protocol":"litellm","key":"k"}""");
}
