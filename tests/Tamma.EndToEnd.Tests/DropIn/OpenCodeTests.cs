using System.Text.Json;
using Tamma.EndToEnd.Tests.OpenCode;
using Xunit;

namespace Tamma.EndToEnd.Tests.DropIn;

/// <summary>The real OpenCode with <c>OPENCODE_MODELS_URL</c> set to us: it lists what we list, and its own schema finds no fault with it.</summary>
public sealed class OpenCodeTests(DropInFixture service) : IClassFixture<DropInFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "openai/lab/m2,openai/m1")] // m3 has no limits, so OpenCode could not take it
    [InlineData("all", "acme/x,openai/elsewhere,openai/lab/m2,openai/m1")]
    public async Task It_knows_the_models_of_the_scope_and_no_others(string folder, string expected)
    {
        var known = await AskAsync(folder);

        Assert.Equal(
            expected,
            string.Join(',', known.SelectMany(provider => provider.GetProperty("models").EnumerateObject().Select(model => $"{provider.GetProperty("id").GetString()}/{model.Name}")).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task It_understands_the_values_as_they_were_meant()
    {
        var model = (await AskAsync("")).Single(provider => provider.GetProperty("id").GetString() == "openai").GetProperty("models").GetProperty("m1");

        Assert.Equal("One", model.GetProperty("name").GetString());
        Assert.Equal((200_000, 64_000), (model.GetProperty("limit").GetProperty("context").GetInt32(), model.GetProperty("limit").GetProperty("output").GetInt32()));
        Assert.Equal((5m, 25m, 0.5m), (Price(model, "input"), Price(model, "output"), model.GetProperty("cost").GetProperty("cache").GetProperty("read").GetDecimal()));
        var capabilities = model.GetProperty("capabilities");
        Assert.True(capabilities.GetProperty("toolcall").GetBoolean());
        Assert.True(capabilities.GetProperty("reasoning").GetBoolean());
        Assert.True(capabilities.GetProperty("input").GetProperty("image").GetBoolean());
        Assert.Equal("@ai-sdk/openai", model.GetProperty("api").GetProperty("npm").GetString());
    }

    private static decimal Price(JsonElement model, string name) => model.GetProperty("cost").GetProperty(name).GetDecimal();

    /// <summary>The providers that a server of it knows, each model of which has passed its schema.</summary>
    private async Task<List<JsonElement>> AskAsync(string folder)
    {
        await using var server = await OpenCodeServer.StartAsync(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["OPENCODE_MODELS_URL"] = new Uri(service.Server.Url, folder).ToString().TrimEnd('/'),
                ["OPENCODE_DISABLE_MODELS_FETCH"] = "0",
                ["OPENAI_API_KEY"] = "any",
            },
            Cancelled);
        using var answer = JsonDocument.Parse(await server.AnswerAsync(Cancelled));
        Assert.Contains("openai", answer.RootElement.GetProperty("connected").EnumerateArray().Select(id => id.GetString()));
        return [.. answer.RootElement.GetProperty("all").EnumerateArray().Select(provider => provider.Clone())];
    }
}
