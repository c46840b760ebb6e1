using System.Text.Json;
using Tamma.Client;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class AnnotationTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hidden_model_is_left_out_of_lists_counted_and_shown_when_asked_for()
    {
        await using var server = await OverrideTests.StartAsync();
        using var http = new HttpClient();
        var client = OverrideTests.Client(server, http);

        Assert.True((await client.AnnotateAsync(new() { Key = "acme/two", Hidden = true, Reason = "nobody uses it" }, Cancelled)).Hidden);

        Assert.Equal("acme/one", await KeysAsync(client, null));
        Assert.Equal("acme/one,acme/two", await KeysAsync(client, "include"));
        Assert.Equal("acme/one,acme/two", await KeysAsync(client, "true"));
        Assert.Equal("acme/two", await KeysAsync(client, "only"));
        Assert.Equal(1, (await client.ListModelsAsync(new(), Cancelled)).Hidden);
        Assert.Null((await client.ListModelsAsync(new() { Hidden = "include" }, Cancelled)).Hidden);
        Assert.True((await client.GetModelAsync("acme/two", cancellationToken: Cancelled)).Hidden);

        Assert.False((await client.AnnotateAsync(new() { Key = "acme/two", Hidden = false }, Cancelled)).Hidden);
        Assert.Equal("acme/one,acme/two", await KeysAsync(client, null));
        Assert.Null((await client.GetModelAsync("acme/two", cancellationToken: Cancelled)).Hidden);
    }

    [Fact]
    public async Task Tags_are_added_taken_away_and_asked_for()
    {
        await using var server = await OverrideTests.StartAsync();
        using var http = new HttpClient();
        var client = OverrideTests.Client(server, http);

        await client.AnnotateAsync(new() { Key = "acme/one", Tags = ["prod", "eu"] }, Cancelled);
        await client.AnnotateAsync(new() { Key = "acme/two", AddTags = ["prod"] }, Cancelled);
        var after = await client.AnnotateAsync(new() { Key = "acme/one", AddTags = ["fast", "eu"], RemoveTags = ["prod"] }, Cancelled);

        Assert.Equal(["eu", "fast"], after.Tags);
        Assert.Equal(["eu", "fast"], (await client.GetModelAsync("acme/one", cancellationToken: Cancelled)).Tags);
        Assert.Equal("acme/two", string.Join(',', (await client.ListModelsAsync(new() { Tag = "prod" }, Cancelled)).Data.Select(model => model.Key)));
        Assert.Equal("acme/one", string.Join(',', (await client.ListModelsAsync(new() { Tag = "eu,fast" }, Cancelled)).Data.Select(model => model.Key)));
        Assert.Empty((await client.AnnotateAsync(new() { Key = "acme/one", RemoveTags = ["eu", "fast"] }, Cancelled)).Tags);
        Assert.Null((await client.GetModelAsync("acme/one", cancellationToken: Cancelled)).Tags);
    }

    [Fact]
    public async Task Notes_and_attributes_stand_beside_the_facts_and_are_taken_back_by_nothing()
    {
        await using var server = await OverrideTests.StartAsync();
        using var http = new HttpClient();
        var client = OverrideTests.Client(server, http);
        using var owner = JsonDocument.Parse("""{"team":"search","since":2026}""");

        await client.AnnotateAsync(new() { Key = "acme/one", Notes = "ask Ada\nfirst", Attributes = new Dictionary<string, JsonElement?> { ["owner"] = owner.RootElement } }, Cancelled);

        var model = await client.GetModelAsync("acme/one", cancellationToken: Cancelled);
        Assert.Equal("ask Ada\nfirst", model.Notes);
        Assert.Equal("search", model.Attributes!["owner"].GetProperty("team").GetString());
        Assert.Null(model.Extra);
        Assert.Equal("search", (await server.JsonAsync("/api/v1/models/acme/one?fields=attributes")).GetProperty("attributes").GetProperty("owner").GetProperty("team").GetString());

        var after = await client.AnnotateAsync(new() { Key = "acme/one", Notes = "", Attributes = new Dictionary<string, JsonElement?> { ["owner"] = null } }, Cancelled);

        Assert.Null(after.Notes);
        Assert.Empty(after.Attributes);
        Assert.Null((await client.GetModelAsync("acme/one", cancellationToken: Cancelled)).Attributes);
    }

    private static async Task<string> KeysAsync(TammaClient client, string? hidden) =>
        string.Join(',', (await client.ListModelsAsync(new() { Hidden = hidden }, Cancelled)).Data.Select(model => model.Key));
}
