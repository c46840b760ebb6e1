using System.Text.Json;
using Tamma.EndToEnd.Tests.Judges;
using Xunit;

namespace Tamma.EndToEnd.Tests.DropIn;

/// <summary>The official SDKs list and retrieve from our own <c>/v1/models</c>.</summary>
public sealed class SdkTests(DropInFixture service) : IClassFixture<DropInFixture>
{
    [Fact]
    public async Task OpenAI_s_lists_and_retrieves()
    {
        var said = await Judge.AskAsync("openai", "dropin-openai.mjs", $"{service.Server.Url}v1", service.Key, "openai/lab/m2", "m3");

        Assert.Equal(["openai/lab/m2", "openai/m1", "openai/m3"], Words(said.GetProperty("ids")));
        Assert.Equal("openai/lab/m2", said.GetProperty("retrieved").GetProperty("id").GetString());
        Assert.Equal(8000, said.GetProperty("retrieved").GetProperty("context_length").GetInt32());
        Assert.Equal("openai/m3", said.GetProperty("bare").GetProperty("id").GetString());
        Assert.False(said.GetProperty("bare").TryGetProperty("context_length", out _));
        Assert.Equal("NotFoundError", said.GetProperty("unknown").GetProperty("name").GetString());
        Assert.Equal("model_not_found", said.GetProperty("unknown").GetProperty("code").GetString());
        Assert.Equal("AuthenticationError", said.GetProperty("unauthorised").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Anthropic_s_pages_and_retrieves()
    {
        var said = await Judge.AskAsync("@anthropic-ai/sdk", "dropin-anthropic.mjs", service.Server.Url.ToString().TrimEnd('/'), service.Key, "openai/m1");

        Assert.Equal(["openai/lab/m2", "openai/m1", "openai/m3"], Words(said.GetProperty("ids")));
        Assert.Equal(2, said.GetProperty("first").GetInt32());
        Assert.Equal(
            ("model", "One", 200_000, 64_000),
            (Text(said, "type"), Text(said, "display_name"), said.GetProperty("retrieved").GetProperty("max_input_tokens").GetInt32(), said.GetProperty("retrieved").GetProperty("max_tokens").GetInt32()));
        Assert.True(said.GetProperty("retrieved").GetProperty("capabilities").GetProperty("image_input").GetProperty("supported").GetBoolean());
        Assert.Equal("NotFoundError", said.GetProperty("unknown").GetProperty("name").GetString());
        Assert.Equal("not_found_error", said.GetProperty("unknown").GetProperty("type").GetString());
    }

    private static string? Text(JsonElement said, string member) => said.GetProperty("retrieved").GetProperty(member).GetString();

    private static IEnumerable<string> Words(JsonElement array) => array.EnumerateArray().Select(word => word.GetString()!);
}
