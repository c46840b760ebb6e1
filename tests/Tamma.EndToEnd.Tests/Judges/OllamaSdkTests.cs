using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Judges;

public sealed class OllamaSdkTests(JudgeFixture judges) : IClassFixture<JudgeFixture>
{
    [Fact]
    public async Task It_lists_and_embeds()
    {
        var said = await SayAsync();

        Assert.Equal(3, said.GetProperty("models").GetInt32());
        Assert.Equal([8, 8], said.GetProperty("dimensions").EnumerateArray().Select(size => size.GetInt32()));
    }

    [Fact]
    public async Task A_stream_holds_what_a_whole_answer_holds()
    {
        var said = await SayAsync();
        var streamed = said.GetProperty("streamed");
        var (text, last) = (streamed.GetProperty("text").GetString()!, streamed.GetProperty("last"));

        Assert.Equal(said.GetProperty("whole").GetString(), text);
        Assert.Equal(said.GetProperty("generated").GetString(), text);
        Assert.Equal("", streamed.GetProperty("thinking").GetString());
        Assert.Equal("stop", last.GetProperty("done_reason").GetString());
        Assert.Equal(JudgeFixture.Words(text), last.GetProperty("eval_count").GetInt32());
        Assert.Equal(2, last.GetProperty("prompt_eval_count").GetInt32());
    }

    [Fact]
    public async Task Thought_comes_before_the_answer_and_is_counted_with_it()
    {
        var thought = (await SayAsync()).GetProperty("thought");

        Assert.Equal(16, JudgeFixture.Words(thought.GetProperty("thinking").GetString()!));
        Assert.Equal(16 + JudgeFixture.Words(thought.GetProperty("text").GetString()!), thought.GetProperty("last").GetProperty("eval_count").GetInt32());
    }

    [Fact]
    public async Task A_tool_that_the_prompt_speaks_of_is_called_with_arguments_of_its_schema()
    {
        var call = (await SayAsync()).GetProperty("called").GetProperty("call");

        Assert.Equal("weather", call.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.String, call.GetProperty("arguments").GetProperty("city").ValueKind);
        Assert.Equal(JsonValueKind.Number, call.GetProperty("arguments").GetProperty("days").ValueKind);
    }

    [Theory]
    [InlineData("unknown", 404, "model 'nothing' not found")]
    [InlineData("unauthorised", 401, "unauthorized")]
    public async Task A_refusal_is_an_error_with_its_status(string what, int status, string message)
    {
        var error = (await SayAsync()).GetProperty(what);

        Assert.Equal("ResponseError", error.GetProperty("name").GetString());
        Assert.Equal(status, error.GetProperty("status").GetInt32());
        Assert.Equal(message, error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task An_error_in_a_stream_is_thrown_after_what_came_before()
    {
        var struck = (await SayAsync()).GetProperty("struck");

        Assert.Contains("unexpected EOF", struck.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(3, struck.GetProperty("events").GetInt32());
    }

    private Task<JsonElement> SayAsync() => judges.SayAsync("ollama", "ollama.mjs", "ollama", "m1:latest");
}
