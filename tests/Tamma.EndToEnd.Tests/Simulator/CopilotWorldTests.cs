using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class CopilotWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string SomeModel = """{"id":"stanza-5","name":"Stanza 5","owned_by":"Quillon","family":"stanza","policy":"enabled","cost":{"input":3,"output":15,"cache_read":0.3,"cache_write":3.75,"long_context":{"from":200000,"input":6,"output":22.5,"cache_read":0.6}},"limit":{"context":1000000,"input":900000,"output":64000},"modalities":{"input":["text","image"]},"reasoning":true,"tool_call":true,"structured_output":true,"release_date":"2026-06-02"}""";

    [Fact]
    public async Task A_row_has_its_policy_its_prices_in_credits_its_limits_and_what_it_supports()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"rows","protocol":"copilot"}""");
        await simulator.Process.AddModelAsync("rows", SomeModel);

        var listing = await simulator.GetJsonAsync("w/rows/models");
        var row = listing.GetProperty("data")[0];
        var capabilities = row.GetProperty("capabilities");

        Assert.Equal("list", listing.GetProperty("object").GetString());
        Assert.Equal("billing capabilities id is_chat_default is_chat_fallback model_picker_enabled name object policy preview supported_endpoints vendor version info_messages warning_messages", row.Names());
        Assert.Equal("""{"batch_size":1000000,"default":{"input_price":300,"output_price":1500,"cache_price":30,"cache_write_price":375,"context_max":200000},"long_context":{"input_price":600,"output_price":2250,"cache_price":60,"context_max":1000000}}""", row.GetProperty("billing").GetProperty("token_prices").GetRawText());
        Assert.Equal("enabled", row.GetProperty("policy").GetProperty("state").GetString());
        Assert.Equal("family limits object supports tokenizer type", capabilities.Names());
        Assert.Equal("1000000 64000 900000", string.Join(' ', capabilities.GetProperty("limits").EnumerateObject().Take(3).Select(limit => limit.Value.GetRawText())));
        Assert.Equal("max_prompt_image_size max_prompt_images supported_media_types", capabilities.GetProperty("limits").GetProperty("vision").Names());
        Assert.Equal("streaming tool_calls parallel_tool_calls structured_outputs vision reasoning_effort min_thinking_budget max_thinking_budget", capabilities.GetProperty("supports").Names());
        Assert.Equal("stanza-5-2026-06-02", row.GetProperty("version").GetString());
        Assert.False(row.GetProperty("model_picker_enabled").GetBoolean());
    }

    [Fact]
    public async Task A_generated_catalogue_has_the_rows_that_clients_stumble_over()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"odd","protocol":"copilot","generate":{"models":40,"seed":3}}""");

        var rows = (await simulator.GetJsonAsync("w/odd/models")).GetProperty("data").EnumerateArray().ToList();
        var twice = Assert.Single(rows.GroupBy(row => row.GetProperty("id").GetString()), group => group.Count() > 1);

        Assert.Equal(2, twice.Select(row => row.GetProperty("version").GetString()).Distinct().Count());
        Assert.Equal(41, rows.Count);
        Assert.Contains(rows, row => row.GetProperty("id").GetString() == "accounts/msft/routers/x");
        Assert.Contains(rows, row => row.GetProperty("capabilities").GetProperty("type").GetString() == "embeddings");
        Assert.Contains(rows, row => row.TryGetProperty("policy", out var policy) && policy.GetProperty("state").GetString() == "disabled");
    }

    [Theory]
    [InlineData("", "Bearer k", HttpStatusCode.OK, "\"object\":\"list\"")]
    [InlineData("", "Bearer other", HttpStatusCode.Unauthorized, "unauthorized: token is invalid")]
    [InlineData(""","entitled":false""", "Bearer k", HttpStatusCode.Forbidden, "not authorized to use this Copilot feature")]
    [InlineData(""","entitled":true""", "Bearer k", HttpStatusCode.OK, "\"object\":\"list\"")]
    public async Task A_token_may_be_wrong_or_without_a_right_to_Copilot(string more, string authorization, HttpStatusCode status, string words)
    {
        await simulator.Process.CreateWorldAsync($$"""{"name":"keyed","protocol":"copilot","key":"k"{{more}}}""");

        using var response = await simulator.GetAsync("w/keyed/models", "Authorization", authorization);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Equal(status != HttpStatusCode.OK, JsonElement.Parse(text).TryGetProperty("error", out _));
    }
}
