using System.Net;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class OpenCodeWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task A_listing_has_every_provider_a_default_for_each_and_the_first_connected()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"shape","protocol":"opencode","generate":{"models":12,"providers":3,"seed":4}}""");

        var listing = await simulator.GetJsonAsync("w/shape/provider");

        var providers = listing.GetProperty("all").EnumerateArray().Select(provider => provider.GetProperty("id").GetString()!).ToList();
        Assert.Equal(3, providers.Count);
        Assert.Equal(string.Join(' ', providers), listing.GetProperty("default").Names());
        Assert.Equal(providers[0], Assert.Single(listing.GetProperty("connected").EnumerateArray()).GetString());
        Assert.Equal(12, listing.GetProperty("all").EnumerateArray().Sum(provider => provider.GetProperty("models").EnumerateObject().Count()));
    }

    [Fact]
    public async Task A_provider_and_a_model_have_the_members_of_the_real_server()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"members","protocol":"opencode"}""");
        await simulator.Process.AddModelAsync("members", """{"provider":"tidepool","id":"heron-9","family":"heron","cost":{"input":1.5,"output":6.000001,"cache_read":0.15},"limit":{"context":200000,"output":32000},"modalities":{"input":["text","image"],"output":["text"]},"tool_call":true,"reasoning":true,"release_date":"2026-09-01"}""");

        var provider = (await simulator.GetJsonAsync("w/members/provider")).GetProperty("all")[0];
        var model = provider.GetProperty("models").GetProperty("heron-9");

        Assert.Equal("id name source env options models", provider.Names());
        Assert.Equal("id providerID api name family capabilities cost limit status options headers release_date variants", model.Names());
        Assert.Equal("""{"input":1.5,"output":6.000001,"cache":{"read":0.15,"write":0}}""", model.GetProperty("cost").GetRawText());
        Assert.Equal("""{"context":200000,"output":32000}""", model.GetProperty("limit").GetRawText());
        Assert.Equal("""{"text":true,"audio":false,"image":true,"video":false,"pdf":false}""", model.GetProperty("capabilities").GetProperty("input").GetRawText());
        Assert.True(model.GetProperty("capabilities").GetProperty("toolcall").GetBoolean());
        Assert.Equal("active", model.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_world_with_a_password_asks_for_Basic_authentication()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"basic","protocol":"opencode","password":"p"}""");

        using var without = await simulator.GetAsync("w/basic/provider");
        using var wrong = await simulator.GetAsync("w/basic/global/health", "Authorization", "Basic eDp5");
        using var right = await simulator.GetAsync("w/basic/provider", "Authorization", $"Basic {Convert.ToBase64String("opencode:p"u8)}");

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal("Basic", Assert.Single(without.Headers.WwwAuthenticate).Scheme);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task The_health_is_good_and_no_validator_is_sent()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"health","protocol":"opencode"}""");

        using var listing = await simulator.GetAsync("w/health/provider");

        Assert.Null(listing.Headers.ETag);
        Assert.Equal("""{"healthy":true,"version":"1.18.33"}""", await simulator.GetTextAsync("w/health/global/health"));
        Assert.Equal("""{"all":[],"default":{},"connected":[]}""", await simulator.GetTextAsync("w/health/provider"));
    }

    [Fact]
    public async Task Secrets_and_connections_show_as_control_sets_them()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"secrets","protocol":"opencode"}""");
        await simulator.Process.AddModelAsync("secrets", """{"provider":"tidepool","id":"a","headers":{"x-token":"h"}}""");
        await simulator.Process.SetSecretsAsync("secrets", """{"provider":"tidepool","key":"k","options":{"apiKey":"o"}}""");
        await simulator.Process.SetConnectedAsync("secrets", """["tidepool","elsewhere"]""");

        var listing = await simulator.GetJsonAsync("w/secrets/provider");
        var provider = listing.GetProperty("all")[0];

        Assert.Equal("k", provider.GetProperty("key").GetString());
        Assert.Equal("o", provider.GetProperty("options").GetProperty("apiKey").GetString());
        Assert.Equal("h", provider.GetProperty("models").GetProperty("a").GetProperty("headers").GetProperty("x-token").GetString());
        Assert.Equal("""["tidepool","elsewhere"]""", listing.GetProperty("connected").GetRawText());
    }
}
