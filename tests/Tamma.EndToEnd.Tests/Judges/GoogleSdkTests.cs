using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Judges;

public sealed class GoogleSdkTests(JudgeFixture judges) : IClassFixture<JudgeFixture>
{
    [Fact]
    public async Task It_lists_counts_and_embeds()
    {
        var said = await SayAsync();

        Assert.Equal(3, said.GetProperty("models").GetInt32());
        Assert.Equal(2, said.GetProperty("counted").GetInt32());
        Assert.Equal([8, 8], said.GetProperty("dimensions").EnumerateArray().Select(size => size.GetInt32()));
    }

    [Fact]
    public async Task A_stream_holds_what_a_whole_answer_holds_and_counts_thought_apart()
    {
        var said = await SayAsync();
        var streamed = said.GetProperty("streamed");
        var text = streamed.GetProperty("text").GetString()!;
        var usage = streamed.GetProperty("usage");

        Assert.Equal(JsonValueKind.Null, streamed.GetProperty("error").ValueKind);
        Assert.Equal(said.GetProperty("whole").GetString(), text);
        Assert.Equal("STOP", streamed.GetProperty("finish").GetString());
        Assert.Equal("", streamed.GetProperty("thought").GetString());
        Assert.Equal(JudgeFixture.Words(text), usage.GetProperty("candidatesTokenCount").GetInt32());
        Assert.Equal(16, usage.GetProperty("thoughtsTokenCount").GetInt32());
        Assert.Equal(2 + 16 + JudgeFixture.Words(text), usage.GetProperty("totalTokenCount").GetInt32());
        Assert.Equal("m1", streamed.GetProperty("model").GetString());
    }

    [Fact]
    public async Task Thought_is_shown_to_who_asks_for_it() =>
        Assert.Equal(16, JudgeFixture.Words((await SayAsync()).GetProperty("thought").GetProperty("thought").GetString()!));

    [Fact]
    public async Task A_function_is_called_with_arguments_of_its_schema()
    {
        var call = (await SayAsync()).GetProperty("called").GetProperty("call");

        Assert.Equal("weather", call.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.String, call.GetProperty("args").GetProperty("city").ValueKind);
        Assert.Equal(JsonValueKind.Number, call.GetProperty("args").GetProperty("days").ValueKind);
    }

    [Fact]
    public async Task A_model_that_is_to_go_says_so_when_it_answers()
    {
        var status = (await SayAsync()).GetProperty("old").GetProperty("status");

        Assert.Equal("DEPRECATED", status.GetProperty("modelStage").GetString());
        Assert.Equal("2027-01-31T00:00:00Z", status.GetProperty("retirementTime").GetString());
    }

    [Theory]
    [InlineData("unknown", 404, "NOT_FOUND")]
    [InlineData("unauthorised", 400, "API key not valid")]
    [InlineData("limited", 429, "Please retry in 1s")]
    public async Task A_refusal_is_an_error_with_its_status(string what, int status, string message)
    {
        var error = (await SayAsync()).GetProperty(what);

        Assert.Equal("ApiError", error.GetProperty("name").GetString());
        Assert.Equal(status, error.GetProperty("status").GetInt32());
        Assert.Contains(message, error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task An_error_in_a_stream_is_thrown()
    {
        var error = (await SayAsync()).GetProperty("struck").GetProperty("error");

        Assert.Equal("ApiError", error.GetProperty("name").GetString());
        Assert.Equal(503, error.GetProperty("status").GetInt32());
    }

    private Task<JsonElement> SayAsync() => judges.SayAsync("@google/genai", "google.mjs", "gemini", "m1");
}
