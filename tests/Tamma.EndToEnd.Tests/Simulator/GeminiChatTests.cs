using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class GeminiChatTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Thoughtful = """{"contents":[{"role":"user","parts":[{"text":"Say something."}]}],"generationConfig":{"thinkingConfig":{"includeThoughts":true}}}""";

    [Fact]
    public async Task Events_end_in_crlf_and_without_done_and_count_thought_apart()
    {
        var world = await simulator.ChatWorldAsync("events", "gemini");

        var reply = await simulator.PostAsync($"{world}/v1beta/models/m1:streamGenerateContent?alt=sse", Thoughtful, "x-sim-tokens: 3", "x-sim-reasoning-tokens: 2");

        Assert.Equal("text/event-stream", reply.Type);
        Assert.EndsWith("}\r\n\r\n", reply.Body);
        Assert.DoesNotContain("event:", reply.Body);
        Assert.Equal(6, reply.Data.Count);
        Assert.Equal([true, true, false, false, false, false], reply.Data.Select(chunk => PartOf(chunk).TryGetProperty("thought", out _)));
        var (last, usage) = (reply.Data[^1], reply.Data[^1].GetProperty("usageMetadata"));
        Assert.Equal("STOP", last.GetProperty("candidates")[0].GetProperty("finishReason").GetString());
        Assert.Equal("m1", last.GetProperty("modelVersion").GetString());
        Assert.Equal((2, 3, 2, 7), (Number(usage, "promptTokenCount"), Number(usage, "candidatesTokenCount"), Number(usage, "thoughtsTokenCount"), Number(usage, "totalTokenCount")));
    }

    [Fact]
    public async Task Without_alt_a_stream_is_one_array()
    {
        var world = await simulator.ChatWorldAsync("array", "gemini");

        var reply = await simulator.PostAsync($"{world}/v1beta/models/m2:streamGenerateContent", Thoughtful, "x-sim-tokens: 3");

        Assert.Equal("application/json", reply.Type);
        Assert.Equal(4, reply.Json.GetArrayLength());
        Assert.Equal(3, ChatWire.Words(string.Concat(reply.Json.EnumerateArray().Select(chunk => PartOf(chunk).GetProperty("text").GetString()))));
    }

    [Fact]
    public async Task An_array_that_is_struck_holds_the_error_as_its_last_item()
    {
        var world = await simulator.ChatWorldAsync("struck", "gemini");

        var reply = await simulator.PostAsync($"{world}/v1beta/models/m2:streamGenerateContent", Thoughtful, "x-sim-fault: mid_stream_error", "x-sim-fault-after: 2");

        Assert.Equal(3, reply.Json.GetArrayLength());
        Assert.Equal("UNAVAILABLE", reply.Json[2].GetProperty("error").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Thought_that_is_not_asked_for_is_counted_and_not_shown()
    {
        var world = await simulator.ChatWorldAsync("hidden", "gemini");

        var reply = (await simulator.PostAsync($"{world}/v1beta/models/m1:generateContent", """{"contents":[{"parts":[{"text":"x"}]}]}""", "x-sim-reasoning-tokens: 5")).Json;

        Assert.Equal(1, reply.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts").GetArrayLength());
        Assert.Equal(5, Number(reply.GetProperty("usageMetadata"), "thoughtsTokenCount"));
    }

    [Fact]
    public async Task A_budget_of_none_is_no_thought()
    {
        var world = await simulator.ChatWorldAsync("budget", "gemini");

        var reply = (await simulator.PostAsync($"{world}/v1beta/models/m1:generateContent", """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"maxOutputTokens":4,"thinkingConfig":{"thinkingBudget":0}}}""")).Json;

        Assert.False(reply.GetProperty("usageMetadata").TryGetProperty("thoughtsTokenCount", out _));
        Assert.Equal("MAX_TOKENS", reply.GetProperty("candidates")[0].GetProperty("finishReason").GetString());
    }

    [Fact]
    public async Task A_request_without_contents_is_refused()
    {
        var world = await simulator.ChatWorldAsync("lacks", "gemini");

        var reply = await simulator.PostAsync($"{world}/v1beta/models/m1:generateContent", "{}");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("INVALID_ARGUMENT", reply.Json.GetProperty("error").GetProperty("status").GetString());
    }

    private static JsonElement PartOf(JsonElement chunk) => chunk.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts")[0];

    private static int Number(JsonElement usage, string name) => usage.GetProperty(name).GetInt32();
}
