using System.Net;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class ModelsDevWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task A_listing_is_providers_by_id_and_in_them_models_by_id()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"shape","protocol":"models_dev"}""");
        await simulator.Process.AddModelAsync("shape", """{"provider":"tidepool","id":"heron-9","cost":{"input":1.5,"output":6},"limit":{"context":200000,"output":32000},"release_date":"2026-09-01","status":"beta"}""");

        var provider = (await simulator.GetJsonAsync("w/shape/api.json")).GetProperty("tidepool");
        var model = provider.GetProperty("models").GetProperty("heron-9");

        Assert.Equal("id env npm api name doc models", provider.Names());
        Assert.Equal("id name attachment reasoning tool_call release_date last_updated modalities open_weights limit cost status", model.Names());
        Assert.Equal("""{"input":1.5,"output":6}""", model.GetProperty("cost").GetRawText());
    }

    [Fact]
    public async Task A_price_of_long_prompts_is_a_tier()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"tiers","protocol":"models_dev"}""");
        await simulator.Process.AddModelAsync("tiers", """{"provider":"tidepool","id":"heron-9","cost":{"input":1,"output":4,"long_context":{"from":200000,"input":2,"output":6}}}""");

        var cost = (await simulator.GetJsonAsync("w/tiers/api.json")).GetProperty("tidepool").GetProperty("models").GetProperty("heron-9").GetProperty("cost");

        Assert.Equal("""{"input":1,"output":4,"tiers":[{"input":2,"output":6,"tier":{"type":"context","size":200000}}]}""", cost.GetRawText());
    }

    [Fact]
    public async Task Models_are_listed_once_as_their_laboratory_calls_them_and_without_a_price()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"labs","protocol":"models_dev"}""");
        await simulator.Process.AddModelAsync("labs", """{"provider":"tidepool","id":"heron-9","owned_by":"halcyon","cost":{"input":1.5,"output":6}}""");
        await simulator.Process.AddModelAsync("labs", """{"provider":"switchyard","id":"halcyon/heron-9","owned_by":"halcyon"}""");
        await simulator.Process.AddModelAsync("labs", """{"provider":"tidepool","id":"nobodys"}""");

        var models = await simulator.GetJsonAsync("w/labs/models.json");

        Assert.Equal("halcyon/heron-9", models.Names());
        Assert.Equal("halcyon/heron-9", models.GetProperty("halcyon/heron-9").GetProperty("id").GetString());
        Assert.False(models.GetProperty("halcyon/heron-9").TryGetProperty("cost", out _));
    }

    [Theory]
    [InlineData("strong", false)]
    [InlineData("weak", true)]
    public async Task An_unchanged_listing_is_not_sent_again(string kind, bool isWeak)
    {
        await simulator.Process.CreateWorldAsync($$$"""{"name":"etag-{{{kind}}}","protocol":"models_dev","etag":"{{{kind}}}","generate":{"models":5,"providers":2,"seed":1}}""");
        using var first = await simulator.GetAsync($"w/etag-{kind}/api.json");
        var etag = first.Headers.ETag!;

        using var second = await simulator.GetAsync($"w/etag-{kind}/api.json", "If-None-Match", etag.ToString());
        await simulator.Process.AddModelAsync($"etag-{kind}", """{"id":"new"}""");
        using var third = await simulator.GetAsync($"w/etag-{kind}/api.json", "If-None-Match", etag.ToString());

        Assert.Equal(isWeak, etag.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(etag, second.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        Assert.NotEqual(etag, third.Headers.ETag);
        Assert.Equal(1, (await simulator.Process.RequestsAsync($"etag-{kind}")).GetProperty("not_modified").GetInt32());
    }

    [Fact]
    public async Task A_world_without_a_validator_sends_none()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"none","protocol":"models_dev","etag":"none"}""");

        using var response = await simulator.GetAsync("w/none/api.json");

        Assert.Null(response.Headers.ETag);
    }
}
