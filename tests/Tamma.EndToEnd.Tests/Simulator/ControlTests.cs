using System.Net;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class ControlTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task A_world_that_is_removed_is_not_found()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"gone","protocol":"openai"}""");
        await simulator.Process.RemoveWorldAsync("gone");

        using var response = await simulator.GetAsync("w/gone/v1/models");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, await simulator.RefusalAsync(HttpMethod.Delete, "worlds/gone"));
    }

    [Fact]
    public async Task Worlds_are_listed_with_their_sizes_and_without_their_keys()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"listed","protocol":"openai","key":"hidden","generate":{"models":7,"seed":1}}""");

        var worlds = await simulator.Process.ControlAsync(HttpMethod.Get, "worlds");
        var listed = Assert.Single(worlds.EnumerateArray(), world => world.GetProperty("name").GetString() == "listed");

        Assert.Equal(7, listed.GetProperty("models").GetInt32());
        Assert.DoesNotContain("hidden", worlds.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_added_changed_and_removed()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"life","protocol":"models_dev"}""");
        await simulator.Process.AddModelAsync("life", """{"provider":"p","id":"lab/m","name":"M","cost":{"input":1,"output":4}}""");
        await simulator.Process.PatchModelAsync("life", "lab/m", """{"name":null,"cost":{"input":0.75}}""");
        var changed = (await simulator.GetJsonAsync("w/life/api.json")).GetProperty("p").GetProperty("models").GetProperty("lab/m");
        await simulator.Process.RemoveModelAsync("life", "lab%2Fm", "p");

        Assert.Equal("lab/m", changed.GetProperty("name").GetString());
        Assert.Equal("""{"input":0.75,"output":4}""", changed.GetProperty("cost").GetRawText());
        Assert.Equal("{}", await simulator.GetTextAsync("w/life/api.json"));
    }

    [Fact]
    public async Task An_id_that_two_providers_have_needs_the_provider()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"twice","protocol":"opencode"}""");
        await simulator.Process.AddModelAsync("twice", """{"provider":"p","id":"m"}""");
        await simulator.Process.AddModelAsync("twice", """{"provider":"q","id":"m"}""");

        Assert.Equal(HttpStatusCode.NotFound, await simulator.RefusalAsync(HttpMethod.Delete, "worlds/twice/models/m"));
        Assert.Equal(HttpStatusCode.Conflict, await simulator.RefusalAsync(HttpMethod.Post, "worlds/twice/models", """{"provider":"q","id":"m"}"""));
        await simulator.Process.RemoveModelAsync("twice", "m", "q");
        Assert.Single(await simulator.Process.ModelIdsAsync("twice"));
    }

    [Theory]
    [InlineData("worlds", """{"name":"bad"}""")]
    [InlineData("worlds", """{"name":"bad","protocol":"soap"}""")]
    [InlineData("worlds", """{"name":"a/b","protocol":"openai"}""")]
    [InlineData("worlds", """{"name":"bad","protocol":"opencode","key":"k"}""")]
    [InlineData("worlds", """{"name":"bad","protocol":"openai","pagesize":3}""")]
    [InlineData("worlds", """{"name":"bad","protocol":"openai","page_size":0}""")]
    [InlineData("worlds", """{"name":"bad",""")]
    [InlineData("worlds", """{"name":"bad","protocol":"models_dev","key":"k"}""")]
    [InlineData("worlds", """{"name":"bad","protocol":"anthropic","flavour":"vllm"}""")]
    [InlineData("worlds", """{"name":"bad","protocol":"copilot","page_size":3}""")]
    [InlineData("worlds", """{"name":"bad","protocol":"zai","entitled":false}""")]
    [InlineData("worlds", """{"name":"bad","protocol":"zen","no_list":true}""")]
    [InlineData("worlds", """{"name":"bad","protocol":"lmstudio","old":true}""")]
    [InlineData("worlds", """{"name":"bad","protocol":"zen","generate":{"models":3,"providers":2}}""")]
    [InlineData("worlds", """{"name":"bad","protocol":"zen","script":[{"at_seconds":1,"fault":{"kind":"truncated_page"}}]}""")]
    [InlineData("advance", """{"seconds":-1}""")]
    [InlineData("worlds/refusing/models", """{"name":"no id"}""")]
    public async Task What_control_does_not_understand_it_refuses(string path, string json)
    {
        await simulator.Process.CreateWorldAsync("""{"name":"refusing","protocol":"openai"}""");

        Assert.Equal(HttpStatusCode.BadRequest, await simulator.RefusalAsync(HttpMethod.Post, path, json));
    }

    [Fact]
    public async Task A_fault_of_an_unknown_kind_is_refused()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"unbroken","protocol":"openai"}""");

        Assert.Equal(HttpStatusCode.BadRequest, await simulator.RefusalAsync(HttpMethod.Put, "worlds/unbroken/fault", """{"kind":"gremlins"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await simulator.RefusalAsync(HttpMethod.Put, "worlds/unbroken/fault", """{"kind":"hang","times":0}"""));
    }

    [Fact]
    public async Task Requests_are_counted_and_shown_without_their_credentials()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"seen","protocol":"openai"}""");
        using var asked = await simulator.GetAsync("w/seen/v1/models?limit=3", "Authorization", "Bearer hidden");
        using var again = await simulator.GetAsync("w/seen/v1/models", "If-None-Match", "\"x\"");

        var requests = await simulator.Process.RequestsAsync("seen");
        await simulator.Process.ClearRequestsAsync("seen");

        Assert.Equal(2, requests.GetProperty("count").GetInt32());
        var (first, second) = (requests.GetProperty("last")[0], requests.GetProperty("last")[1]);
        Assert.Equal("GET /w/seen/v1/models?limit=3", $"{first.GetProperty("method").GetString()} {first.GetProperty("path").GetString()}");
        Assert.True(first.GetProperty("authorization").GetBoolean());
        Assert.False(second.GetProperty("authorization").GetBoolean());
        Assert.Equal("\"x\"", second.GetProperty("if_none_match").GetString());
        Assert.DoesNotContain("hidden", requests.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, (await simulator.Process.RequestsAsync("seen")).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_world_of_ten_thousand_models_is_made_and_listed()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"big","protocol":"opencode","generate":{"models":10000,"providers":40,"seed":9}}""");

        var providers = (await simulator.GetJsonAsync("w/big/provider")).GetProperty("all");

        Assert.Equal(40, providers.GetArrayLength());
        Assert.Equal(10_000, providers.EnumerateArray().Sum(provider => provider.GetProperty("models").EnumerateObject().Count()));
    }
}
