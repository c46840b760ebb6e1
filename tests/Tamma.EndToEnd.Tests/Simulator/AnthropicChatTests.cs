using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class AnthropicChatTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Version = "anthropic-version: 2026-10-21";

    [Fact]
    public async Task A_stream_has_its_events_in_order_and_a_ping_among_them()
    {
        var world = await simulator.ChatWorldAsync("order", "anthropic");

        var reply = await simulator.PostAsync($"{world}/v1/messages", $$$"""{"model":"m1","max_tokens":99,"stream":true,"thinking":{"type":"adaptive"},{{{ChatWire.Say}}}}""", Version, "x-sim-tokens: 3", "x-sim-reasoning-tokens: 2");

        Assert.Equal(
            ["message_start", "content_block_start", "ping", "content_block_delta", "content_block_stop", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop"],
            reply.Events);
        Assert.All(reply.Frames.Zip(reply.Data), pair => Assert.StartsWith($"event: {pair.Second.GetProperty("type").GetString()}\n", pair.First));
        Assert.Equal(["thinking_delta", "thinking_delta", "signature_delta", "text_delta", "text_delta", "text_delta"], Deltas(reply).Select(delta => delta.GetProperty("type").GetString()!));
        Assert.DoesNotContain("[DONE]", reply.Body);
        Assert.Equal(4, reply.Data[0].GetProperty("message").GetProperty("usage").GetProperty("input_tokens").GetInt32());
        Assert.Equal(5, reply.Data[^2].GetProperty("usage").GetProperty("output_tokens").GetInt32());
        Assert.Equal("end_turn", reply.Data[^2].GetProperty("delta").GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task Input_for_a_tool_comes_in_pieces_of_json()
    {
        var world = await simulator.ChatWorldAsync("pieces", "anthropic");

        var reply = await simulator.PostAsync(
            $"{world}/v1/messages",
            $$$$$"""{"model":"m2","max_tokens":99,"stream":true,"tool_choice":{"type":"any"},"tools":[{"name":"weather","input_schema":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}}}}],{{{{{ChatWire.Say}}}}}}""",
            Version);

        var input = JsonElement.Parse(string.Concat(Deltas(reply).Select(delta => delta.GetProperty("partial_json").GetString())));
        Assert.Equal("", Deltas(reply).First().GetProperty("partial_json").GetString());
        Assert.Equal(["city", "days"], input.EnumerateObject().Select(member => member.Name));
        Assert.Equal("tool_use", reply.Data[^2].GetProperty("delta").GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task A_prompt_that_is_marked_is_written_to_the_cache_and_read_from_it_after_that()
    {
        var world = await simulator.ChatWorldAsync("cached", "anthropic", ""","chat":{"cache":true} """);
        var words = string.Join(' ', Enumerable.Range(0, 40).Select(number => $"word{number}"));
        var marked = $$$"""{"model":"m2","max_tokens":9,"system":[{"type":"text","text":"{{{words}}}","cache_control":{"type":"ephemeral"}}],{{{ChatWire.Say}}}}""";

        var first = (await simulator.PostAsync($"{world}/v1/messages", marked, Version)).Json.GetProperty("usage");
        var second = (await simulator.PostAsync($"{world}/v1/messages", marked, Version)).Json.GetProperty("usage");
        var unmarked = (await simulator.PostAsync($"{world}/v1/messages", marked.Replace(""","cache_control":{"type":"ephemeral"}""", "", StringComparison.Ordinal), Version)).Json.GetProperty("usage");

        Assert.Equal((12, 32, 0), CountersOf(first));
        Assert.Equal((12, 0, 32), CountersOf(second));
        Assert.Equal((44, 0, 0), CountersOf(unmarked));
    }

    [Theory]
    [InlineData("2026-10-21", "temperature", 400)]
    [InlineData("2026-10-21", "top_p", 400)]
    [InlineData("2026-10-21", "top_k", 400)]
    [InlineData("2023-06-01", "temperature", 200)]
    public async Task What_the_newer_version_has_removed_is_refused_in_it(string version, string name, int status)
    {
        var world = await simulator.ChatWorldAsync("removed", "anthropic");

        var reply = await simulator.PostAsync($"{world}/v1/messages", $$"""{"model":"m2","max_tokens":9,"{{name}}":1,{{ChatWire.Say}}}""", $"anthropic-version: {version}");

        Assert.Equal((HttpStatusCode)status, reply.Status);
        if (status == 400)
        {
            Assert.StartsWith(name, reply.Json.GetProperty("error").GetProperty("message").GetString());
        }
    }

    [Theory]
    [InlineData($$"""{"model":"m2",{{ChatWire.Say}}}""", "max_tokens: Field required")]
    [InlineData("""{"model":"m2","max_tokens":5}""", "messages: Field required")]
    [InlineData($$"""{"max_tokens":5,{{ChatWire.Say}}}""", "model: Field required")]
    public async Task A_request_that_lacks_something_is_refused_with_its_name(string body, string message)
    {
        var world = await simulator.ChatWorldAsync("lacks", "anthropic");

        var reply = await simulator.PostAsync($"{world}/v1/messages", body, Version);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("invalid_request_error", reply.Json.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(message, reply.Json.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_count_is_that_of_the_prompt()
    {
        var world = await simulator.ChatWorldAsync("counted", "anthropic");

        var reply = await simulator.PostAsync($"{world}/v1/messages/count_tokens", $$"""{"model":"m2","system":"Be brief.",{{ChatWire.Say}}}""", Version);

        Assert.Equal(6, reply.Json.GetProperty("input_tokens").GetInt32());
    }

    private static IEnumerable<JsonElement> Deltas(ChatReply reply) =>
        reply.Data.Where(data => data.GetProperty("type").GetString() == "content_block_delta").Select(data => data.GetProperty("delta"));

    private static (int Input, int Written, int Read) CountersOf(JsonElement usage) =>
        (usage.GetProperty("input_tokens").GetInt32(), usage.GetProperty("cache_creation_input_tokens").GetInt32(), usage.GetProperty("cache_read_input_tokens").GetInt32());
}
