using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class OllamaChatTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task It_streams_lines_unless_it_is_told_not_to()
    {
        var world = await simulator.ChatWorldAsync("lines", "ollama");

        var reply = await simulator.PostAsync($"{world}/api/chat", $$"""{"model":"m1",{{ChatWire.Say}}}""", "x-sim-tokens: 3", "x-sim-reasoning-tokens: 2", "x-sim-ttft-ms: 4", "x-sim-itl-ms: 1");
        var whole = await simulator.PostAsync($"{world}/api/chat", $$"""{"model":"m1","stream":false,{{ChatWire.Say}}}""", "x-sim-tokens: 3", "x-sim-reasoning-tokens: 2");

        Assert.Equal("application/x-ndjson", reply.Type);
        Assert.Equal([false, false, false, false, false, true], reply.Lines.Select(line => line.GetProperty("done").GetBoolean()));
        Assert.Equal(2, reply.Lines.Count(line => line.GetProperty("message").TryGetProperty("thinking", out _)));
        var last = reply.Lines[^1];
        Assert.Equal("stop", last.GetProperty("done_reason").GetString());
        Assert.Equal(4, last.GetProperty("prompt_eval_count").GetInt32());
        Assert.Equal(5, last.GetProperty("eval_count").GetInt32());
        Assert.Equal(4_000_000, last.GetProperty("prompt_eval_duration").GetInt64());
        Assert.Equal(4_000_000, last.GetProperty("eval_duration").GetInt64());
        Assert.Equal(
            whole.Json.GetProperty("message").GetProperty("content").GetString(),
            string.Concat(reply.Lines.Select(line => line.GetProperty("message").GetProperty("content").GetString())));
    }

    [Fact]
    public async Task What_is_zero_is_left_out()
    {
        var world = await simulator.ChatWorldAsync("zero", "ollama", ""","chat":{"cache":true} """);
        var prompt = $$"""{"model":"m2","stream":false,"prompt":"{{string.Join(' ', Enumerable.Repeat("word", 16))}} "}""";

        await simulator.PostAsync($"{world}/api/generate", prompt);
        var second = (await simulator.PostAsync($"{world}/api/generate", prompt)).Json;

        Assert.False(second.TryGetProperty("prompt_eval_count", out _));
        Assert.False(second.TryGetProperty("prompt_eval_duration", out _));
        Assert.Equal(32, second.GetProperty("eval_count").GetInt32());
    }

    [Fact]
    public async Task It_ends_where_the_options_say()
    {
        var world = await simulator.ChatWorldAsync("options", "ollama");

        var reply = (await simulator.PostAsync($"{world}/api/generate", """{"model":"m2","prompt":"x","stream":false,"options":{"num_predict":6}}""")).Json;

        Assert.Equal(6, ChatWire.Words(reply.GetProperty("response").GetString()!));
        Assert.Equal("length", reply.GetProperty("done_reason").GetString());
    }

    [Fact]
    public async Task With_nothing_to_say_it_loads_the_model()
    {
        var world = await simulator.ChatWorldAsync("load", "ollama");

        var reply = (await simulator.PostAsync($"{world}/api/chat", """{"model":"m2","messages":[]}""")).Lines;

        Assert.Equal("load", Assert.Single(reply).GetProperty("done_reason").GetString());
    }

    [Fact]
    public async Task A_schema_as_format_is_satisfied()
    {
        var world = await simulator.ChatWorldAsync("format", "ollama");

        var reply = (await simulator.PostAsync($"{world}/api/chat", $$$$"""{"model":"m2","stream":false,"format":{"type":"object","properties":{"age":{"type":"integer"}}},{{{{ChatWire.Say}}}}}""")).Json;

        Assert.Equal(JsonValueKind.Number, JsonElement.Parse(reply.GetProperty("message").GetProperty("content").GetString()!).GetProperty("age").ValueKind);
    }

    [Fact]
    public async Task A_stream_that_is_struck_ends_in_a_line_with_the_error()
    {
        var world = await simulator.ChatWorldAsync("struck", "ollama");

        var reply = await simulator.PostAsync($"{world}/api/chat", $$"""{"model":"m2",{{ChatWire.Say}}}""", "x-sim-fault: mid_stream_error", "x-sim-fault-after: 2");

        Assert.Equal(3, reply.Lines.Count);
        Assert.Equal(["error"], reply.Lines[2].EnumerateObject().Select(member => member.Name));
    }
}
