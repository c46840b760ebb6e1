using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Judges;

public sealed class AnthropicSdkTests(JudgeFixture judges) : IClassFixture<JudgeFixture>
{
    [Fact]
    public async Task It_lists_and_counts_a_prompt()
    {
        var said = await SayAsync();

        Assert.Equal(3, said.GetProperty("models").GetInt32());
        Assert.Equal(2, said.GetProperty("counted").GetInt32());
    }

    [Fact]
    public async Task A_stream_is_put_together_to_what_a_whole_message_holds()
    {
        var said = await SayAsync();
        var streamed = said.GetProperty("streamed");
        var text = streamed.GetProperty("text").GetString()!;

        Assert.Equal(JsonValueKind.Null, streamed.GetProperty("error").ValueKind);
        Assert.Equal(said.GetProperty("whole").GetString(), text);
        Assert.Equal("end_turn", streamed.GetProperty("finish").GetString());
        Assert.Equal(JudgeFixture.Words(text), streamed.GetProperty("usage").GetProperty("output_tokens").GetInt32());
        Assert.Equal(2, streamed.GetProperty("usage").GetProperty("input_tokens").GetInt32());
        Assert.Equal(
            ["message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop"],
            streamed.GetProperty("events").EnumerateArray().Select(name => name.GetString()!));
    }

    [Fact]
    public async Task Thought_comes_in_a_block_of_its_own_and_counts_as_output()
    {
        var thought = (await SayAsync()).GetProperty("thought");
        var words = JudgeFixture.Words(thought.GetProperty("thinking").GetString()!);

        Assert.Equal(16, words);
        Assert.Equal(words, thought.GetProperty("usage").GetProperty("output_tokens_details").GetProperty("thinking_tokens").GetInt32());
        Assert.Equal(words + JudgeFixture.Words(thought.GetProperty("text").GetString()!), thought.GetProperty("usage").GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task A_tool_is_called_with_input_of_its_schema()
    {
        var called = (await SayAsync()).GetProperty("called");
        var call = called.GetProperty("call");

        Assert.Equal("tool_use", called.GetProperty("finish").GetString());
        Assert.Equal("weather", call.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.String, call.GetProperty("input").GetProperty("city").ValueKind);
        Assert.Equal(JsonValueKind.Number, call.GetProperty("input").GetProperty("days").ValueKind);
    }

    [Theory]
    [InlineData("unknown", "NotFoundError", 404, "not_found_error")]
    [InlineData("unauthorised", "AuthenticationError", 401, "authentication_error")]
    [InlineData("limited", "RateLimitError", 429, "rate_limit_error")]
    [InlineData("overloaded", "OverloadedError", 529, "overloaded_error")]
    [InlineData("removed", "BadRequestError", 400, "invalid_request_error")]
    public async Task A_refusal_is_of_the_class_that_it_should_be(string what, string name, int status, string type)
    {
        var error = (await SayAsync()).GetProperty(what);

        Assert.Equal(name, error.GetProperty("name").GetString());
        Assert.Equal(status, error.GetProperty("status").GetInt32());
        Assert.Equal(type, error.GetProperty("type").GetString());
    }

    [Fact]
    public async Task An_error_in_a_stream_is_thrown()
    {
        var struck = (await SayAsync()).GetProperty("struck");

        Assert.Equal("APIError", struck.GetProperty("error").GetProperty("name").GetString());
        Assert.Equal("overloaded_error", struck.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal("content_block_delta", struck.GetProperty("events").EnumerateArray().Last().GetString());
    }

    private Task<JsonElement> SayAsync() => judges.SayAsync("@anthropic-ai/sdk", "anthropic.mjs", "anthropic", "m1");
}
