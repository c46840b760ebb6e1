using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Judges;

public sealed class OpenRouterSdkTests(JudgeFixture judges) : IClassFixture<JudgeFixture>
{
    [Fact]
    public async Task It_lists() => Assert.Equal(3, (await SayAsync()).GetProperty("models").GetInt32());

    [Fact]
    public async Task A_stream_holds_what_a_whole_answer_holds_with_its_thought_and_its_cost()
    {
        var said = await SayAsync();
        var streamed = said.GetProperty("streamed");
        var (text, usage) = (streamed.GetProperty("text").GetString()!, streamed.GetProperty("usage"));
        var output = 16 + JudgeFixture.Words(text);

        Assert.Equal(JsonValueKind.Null, streamed.GetProperty("error").ValueKind);
        Assert.Equal(said.GetProperty("whole").GetString(), text);
        Assert.Equal("stop", streamed.GetProperty("finish").GetString());
        Assert.Equal(16, JudgeFixture.Words(streamed.GetProperty("reasoning").GetString()!));
        Assert.Equal(output, usage.GetProperty("completionTokens").GetInt32());
        Assert.Equal(((2 * 1m) + (output * 2m)) / 1_000_000m, usage.GetProperty("cost").GetDecimal());
    }

    [Fact]
    public async Task A_tool_is_called_with_arguments_of_its_schema()
    {
        var called = (await SayAsync()).GetProperty("called");

        Assert.Equal("weather", called.GetProperty("tool").GetString());
        Assert.Equal("tool_calls", called.GetProperty("finish").GetString());
        Assert.Equal(JsonValueKind.String, JsonElement.Parse(called.GetProperty("arguments").GetString()!).GetProperty("city").ValueKind);
    }

    [Theory]
    [InlineData("unknown", "BadRequestResponseError", 400)]
    [InlineData("unauthorised", "UnauthorizedResponseError", 401)]
    [InlineData("limited", "TooManyRequestsResponseError", 429)]
    public async Task A_refusal_is_of_the_class_that_it_should_be(string what, string name, int status)
    {
        var error = (await SayAsync()).GetProperty(what);

        Assert.Equal(name, error.GetProperty("name").GetString());
        Assert.Equal(status, error.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task An_error_in_a_stream_is_a_chunk_of_its_own()
    {
        var struck = (await SayAsync()).GetProperty("struck");

        Assert.Equal(JsonValueKind.Null, struck.GetProperty("error").ValueKind);
        Assert.Equal("error", struck.GetProperty("finish").GetString());
        Assert.Equal(502, struck.GetProperty("failed").GetProperty("code").GetInt32());
        Assert.Equal("provider_unavailable", struck.GetProperty("failed").GetProperty("metadata").GetProperty("errorType").GetString());
    }

    private Task<JsonElement> SayAsync() => judges.SayAsync("@openrouter/sdk", "openrouter.mjs", "openrouter", "lab/m1", "api/v1");
}
