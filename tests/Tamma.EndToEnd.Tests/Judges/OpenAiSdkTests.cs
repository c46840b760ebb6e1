using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Judges;

public sealed class OpenAiSdkTests(JudgeFixture judges) : IClassFixture<JudgeFixture>
{
    [Fact]
    public async Task It_lists_and_embeds()
    {
        var said = await SayAsync();

        Assert.Equal(3, said.GetProperty("models").GetInt32());
        Assert.Equal(8, said.GetProperty("dimensions").GetInt32());
    }

    [Fact]
    public async Task A_stream_holds_what_a_whole_answer_holds_and_counts_thought()
    {
        var said = await SayAsync();
        var streamed = said.GetProperty("streamed");
        var text = streamed.GetProperty("text").GetString()!;
        var usage = streamed.GetProperty("usage");

        Assert.Equal(said.GetProperty("whole").GetString(), text);
        Assert.Equal("stop", streamed.GetProperty("finish").GetString());
        Assert.Equal(JudgeFixture.Words(text) + 16, usage.GetProperty("completion_tokens").GetInt32());
        Assert.Equal(16, usage.GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt32());
        Assert.Equal(JudgeFixture.Words("Say something."), usage.GetProperty("prompt_tokens").GetInt32());
        Assert.Equal("m1", streamed.GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_tool_is_called_with_arguments_of_its_schema()
    {
        var called = (await SayAsync()).GetProperty("called");
        var arguments = JsonElement.Parse(called.GetProperty("arguments").GetString()!);

        Assert.Equal("weather", called.GetProperty("tool").GetString());
        Assert.Equal("tool_calls", called.GetProperty("finish").GetString());
        Assert.Equal(JsonValueKind.String, arguments.GetProperty("city").ValueKind);
        Assert.Equal(JsonValueKind.Number, arguments.GetProperty("days").ValueKind);
    }

    [Theory]
    [InlineData("unknown", "NotFoundError", 404, "model_not_found")]
    [InlineData("unauthorised", "AuthenticationError", 401, "invalid_api_key")]
    [InlineData("limited", "RateLimitError", 429, "rate_limit_exceeded")]
    public async Task A_refusal_is_of_the_class_that_it_should_be(string what, string name, int status, string code)
    {
        var error = (await SayAsync()).GetProperty(what);

        Assert.Equal(name, error.GetProperty("name").GetString());
        Assert.Equal(status, error.GetProperty("status").GetInt32());
        Assert.Equal(code, error.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("struck")]
    [InlineData("respondedStruck")]
    public async Task An_error_in_a_stream_is_thrown_after_what_came_before(string what)
    {
        var struck = (await SayAsync()).GetProperty(what);

        Assert.Equal("APIError", struck.GetProperty("error").GetProperty("name").GetString());
        Assert.Equal("server_error", struck.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(4, JudgeFixture.Words(struck.GetProperty("text").GetString()!));
    }

    [Fact]
    public async Task Responses_stream_their_events_in_order_with_the_thought_in_short()
    {
        var said = await SayAsync();
        var responded = said.GetProperty("responded");

        Assert.Equal(
            [
                "response.created", "response.in_progress", "response.output_item.added", "response.reasoning_summary_part.added",
                "response.reasoning_summary_text.delta", "response.reasoning_summary_text.done", "response.reasoning_summary_part.done",
                "response.output_item.done", "response.output_item.added", "response.content_part.added", "response.output_text.delta",
                "response.output_text.done", "response.content_part.done", "response.output_item.done", "response.completed",
            ],
            responded.GetProperty("events").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal(said.GetProperty("respondedWhole").GetString(), responded.GetProperty("text").GetString());
        Assert.Equal(16, JudgeFixture.Words(responded.GetProperty("reasoning").GetString()!));
        Assert.Equal(16, responded.GetProperty("usage").GetProperty("output_tokens_details").GetProperty("reasoning_tokens").GetInt32());
    }

    [Fact]
    public async Task Responses_call_a_tool() =>
        Assert.Equal(
            JsonValueKind.String,
            JsonElement.Parse((await SayAsync()).GetProperty("respondedCall").GetProperty("arguments").GetString()!).GetProperty("city").ValueKind);

    private Task<JsonElement> SayAsync() => judges.SayAsync("openai", "openai.mjs", "openai", "m1", "v1");
}
