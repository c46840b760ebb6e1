using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class LiteLlmPricesWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Path = "model_prices_and_context_window.json";

    [Fact]
    public async Task A_row_has_prices_for_one_token_and_nothing_that_is_not_known()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"map","protocol":"litellm_prices"}""");
        await simulator.Process.AddModelAsync("map", """{"provider":"tidepool","id":"heron-9","cost":{"input":3,"output":15,"long_context":{"from":200000,"input":6,"output":30,"cache_read":0.6}},"limit":{"context":400000,"input":272000,"output":128000},"modalities":{"input":["text","image"]},"retires_at":"2027-01-01"}""");
        await simulator.Process.AddModelAsync("map", """{"provider":"tidepool","id":"bare"}""");

        var document = await simulator.GetJsonAsync($"w/map/{Path}");
        var row = document.GetProperty("tidepool/heron-9");

        Assert.Equal("sample_spec tidepool/heron-9 tidepool/bare", document.Names());
        Assert.Equal("litellm_provider mode supports_vision", document.GetProperty("tidepool/bare").Names());
        Assert.Equal("tidepool chat 2027-01-01", $"{row.GetProperty("litellm_provider").GetString()} {row.GetProperty("mode").GetString()} {row.GetProperty("deprecation_date").GetString()}");
        Assert.Equal(0.000003m, row.GetProperty("input_cost_per_token").GetDecimal());
        Assert.Equal(0.0000006m, row.GetProperty("cache_read_input_token_cost_above_200k_tokens").GetDecimal());
        Assert.Equal("272000 128000", $"{row.GetProperty("max_input_tokens").GetRawText()} {row.GetProperty("max_output_tokens").GetRawText()}");
    }

    [Fact]
    public async Task An_unchanged_map_is_not_sent_again()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"map-etag","protocol":"litellm_prices","generate":{"models":5,"providers":2,"seed":1}}""");
        using var first = await simulator.GetAsync($"w/map-etag/{Path}");

        using var second = await simulator.GetAsync($"w/map-etag/{Path}", "If-None-Match", first.Headers.ETag!.ToString());

        Assert.Equal(6, JsonElement.Parse(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).EnumerateObject().Count());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }
}
