using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class OpenAiChatTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Streamed = $$"""{"model":"m1","stream":true,"stream_options":{"include_usage":true},{{ChatWire.Say}}}""";

    [Fact]
    public async Task A_stream_begins_with_the_role_and_ends_with_finish_usage_and_done()
    {
        var world = await simulator.ChatWorldAsync("order", "openai");

        var reply = await simulator.PostAsync($"{world}/v1/chat/completions", Streamed, "x-sim-tokens: 5", "x-sim-reasoning-tokens: 2");

        Assert.Equal("text/event-stream", reply.Type);
        Assert.Equal("data: [DONE]", reply.Frames[^1]);
        var data = reply.Data;
        Assert.Equal(8, data.Count);
        Assert.Equal("assistant", data[0].GetProperty("choices")[0].GetProperty("delta").GetProperty("role").GetString());
        Assert.Equal("stop", data[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(JsonValueKind.Null, data[^2].GetProperty("usage").ValueKind);
        Assert.Equal(0, data[^1].GetProperty("choices").GetArrayLength());
        var usage = data[^1].GetProperty("usage");
        Assert.Equal(4, usage.GetProperty("prompt_tokens").GetInt32());
        Assert.Equal(7, usage.GetProperty("completion_tokens").GetInt32());
        Assert.Equal(2, usage.GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt32());
        Assert.Equal(5, ChatWire.Words(reply.Delta()));
    }

    [Fact]
    public async Task Nothing_is_said_of_usage_in_a_stream_that_does_not_ask()
    {
        var world = await simulator.ChatWorldAsync("unasked", "openai");

        var reply = await simulator.PostAsync($"{world}/v1/chat/completions", $$"""{"model":"m2","stream":true,{{ChatWire.Say}}}""");

        Assert.DoesNotContain("usage", reply.Body);
    }

    [Theory]
    [InlineData("openai", "", "v1/chat/completions", null)]
    [InlineData("openai", ""","flavour":"vllm" """, "v1/chat/completions", "reasoning")]
    [InlineData("openai", ""","flavour":"llamacpp" """, "v1/chat/completions", "reasoning_content")]
    [InlineData("openrouter", "", "api/v1/chat/completions", "reasoning")]
    [InlineData("zai", "", "api/paas/v4/chat/completions", "reasoning_content")]
    [InlineData("zai", "", "api/coding/paas/v4/chat/completions", "reasoning_content")]
    [InlineData("copilot", "", "chat/completions", "reasoning_text")]
    [InlineData("ollama", "", "v1/chat/completions", "reasoning")]
    [InlineData("lmstudio", "", "v1/chat/completions", "reasoning_content")]
    [InlineData("litellm", "", "v1/chat/completions", "reasoning_content")]
    [InlineData("mistral", "", "v1/chat/completions", null)]
    [InlineData("zen", "", "v1/chat/completions", "reasoning_content")]
    public async Task Thought_has_the_member_that_its_server_gives_it(string protocol, string more, string path, string? member)
    {
        var world = await simulator.ChatWorldAsync($"key-{protocol}-{path.Length}-{more.Length}", protocol, more);

        var reply = await simulator.PostAsync($"{world}/{path}", Streamed, "x-sim-tokens: 3", "x-sim-reasoning-tokens: 4");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(3, ChatWire.Words(reply.Delta()));
        foreach (var name in new[] { "reasoning", "reasoning_content", "reasoning_text" })
        {
            Assert.Equal(name == member ? 4 : 0, ChatWire.Words(reply.Delta(name)));
        }

        var usage = reply.Data.Last(chunk => chunk.TryGetProperty("usage", out var told) && told.ValueKind == JsonValueKind.Object).GetProperty("usage");
        Assert.Equal(7, usage.GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task A_vllm_tells_usage_on_every_frame_to_who_asks()
    {
        var world = await simulator.ChatWorldAsync("continuous", "openai", ""","flavour":"vllm" """);

        var reply = await simulator.PostAsync(
            $"{world}/v1/chat/completions",
            $$$"""{"model":"m2","stream":true,"stream_options":{"include_usage":true,"continuous_usage_stats":true},{{{ChatWire.Say}}}}""",
            "x-sim-tokens: 4");

        Assert.Equal([0, 1, 2, 3, 4, 4, 4], reply.Data.Select(chunk => chunk.GetProperty("usage").GetProperty("completion_tokens").GetInt32()));
    }

    [Fact]
    public async Task A_llama_cpp_tells_timings()
    {
        var world = await simulator.ChatWorldAsync("timings", "openai", ""","flavour":"llamacpp" """);

        var reply = await simulator.PostAsync($"{world}/v1/chat/completions", Streamed, "x-sim-ttft-ms: 4", "x-sim-itl-ms: 1", "x-sim-tokens: 5", "x-sim-reasoning-tokens: 0");

        var timings = reply.Data[^1].GetProperty("timings");
        Assert.Equal(4, timings.GetProperty("prompt_n").GetInt32());
        Assert.Equal(4, timings.GetProperty("prompt_ms").GetDouble());
        Assert.Equal(5, timings.GetProperty("predicted_n").GetInt32());
        Assert.Equal(4, timings.GetProperty("predicted_ms").GetDouble());
    }

    [Fact]
    public async Task Openrouter_comments_before_it_answers_and_tells_the_cost_unasked()
    {
        var world = await simulator.ChatWorldAsync("comments", "openrouter");

        var reply = await simulator.PostAsync($"{world}/api/v1/chat/completions", $$"""{"model":"m1","stream":true,{{ChatWire.Say}}}""", "x-sim-tokens: 5", "x-sim-reasoning-tokens: 0");

        Assert.StartsWith(": OPENROUTER PROCESSING\n\n", reply.Body);
        Assert.Equal(14e-6m, reply.Data[^1].GetProperty("usage").GetProperty("cost").GetDecimal());
    }

    [Fact]
    public async Task Zen_tells_the_cost_after_done()
    {
        var world = await simulator.ChatWorldAsync("cost", "zen");

        var reply = await simulator.PostAsync($"{world}/v1/chat/completions", Streamed, "x-sim-tokens: 5", "x-sim-reasoning-tokens: 0");

        Assert.Equal("data: [DONE]", reply.Frames[^2]);
        Assert.Equal("0.000014", reply.Data[^1].GetProperty("cost").GetString());
        Assert.Equal(0, reply.Data[^1].GetProperty("choices").GetArrayLength());
    }

    [Fact]
    public async Task A_model_that_another_answers_for_is_named_in_the_answer_alone()
    {
        var world = await simulator.ChatWorldAsync("silent", "zai");
        await simulator.Process.PatchModelAsync(world, "m2", """{"serves_as":"m1"}""");

        var reply = await simulator.PostAsync($"{world}/api/paas/v4/chat/completions", $$"""{"model":"m2",{{ChatWire.Say}}}""");
        var listing = await simulator.GetTextAsync($"w/{world}/api/paas/v4/models");

        Assert.Equal("m1", reply.Json.GetProperty("model").GetString());
        Assert.DoesNotContain("serves_as", listing);
    }

    [Fact]
    public async Task An_answer_that_is_asked_for_in_a_schema_is_of_it()
    {
        var world = await simulator.ChatWorldAsync("schema", "openai");

        var reply = await simulator.PostAsync($"{world}/v1/chat/completions", $$$$$$$$$"""
            {"model":"m2",{{{{{{{{{ChatWire.Say}}}}}}}}},"response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{
              "type":"object","required":["kind","items"],"properties":{
                "kind":{"enum":["a","b"]},"count":{"type":"integer","minimum":5},"sure":{"type":"boolean"},"none":{"type":["null","string"]},
                "items":{"type":"array","minItems":2,"items":{"$ref":"#/$defs/item"}}},"$defs":{"item":{"type":"object","properties":{"name":{"type":"string","minLength":9}}}}}}}}
            """);

        var answer = JsonElement.Parse(reply.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!);
        Assert.Equal("a", answer.GetProperty("kind").GetString());
        Assert.Equal(5, answer.GetProperty("count").GetInt32());
        Assert.True(answer.GetProperty("sure").GetBoolean());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("none").ValueKind);
        Assert.Equal(2, answer.GetProperty("items").GetArrayLength());
        Assert.Equal(9, answer.GetProperty("items")[0].GetProperty("name").GetString()!.Length);
    }

    [Fact]
    public async Task A_tool_is_called_when_the_prompt_names_it_and_not_after_its_result()
    {
        var world = await simulator.ChatWorldAsync("tools", "openai");
        const string tools = """ "tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}] """;

        var named = await simulator.PostAsync($"{world}/v1/chat/completions", $$"""{"model":"m2",{{tools}},"messages":[{"role":"user","content":"Please use get_weather."}]}""");
        var unnamed = await simulator.PostAsync($"{world}/v1/chat/completions", $$"""{"model":"m2",{{tools}},{{ChatWire.Say}}}""");
        var answered = await simulator.PostAsync($"{world}/v1/chat/completions", $$"""{"model":"m2",{{tools}},"messages":[{"role":"user","content":"Please use get_weather."},{"role":"tool","tool_call_id":"x","content":"get_weather says rain"}]}""");

        var call = named.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("tool_calls")[0].GetProperty("function");
        Assert.Equal("get_weather", call.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.String, JsonElement.Parse(call.GetProperty("arguments").GetString()!).GetProperty("city").ValueKind);
        Assert.Equal("tool_calls", named.Json.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal("stop", unnamed.Json.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal("stop", answered.Json.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("max_completion_tokens")]
    public async Task An_answer_ends_where_the_request_says(string name)
    {
        var world = await simulator.ChatWorldAsync($"most-{name}", "openai");

        var reply = (await simulator.PostAsync($"{world}/v1/chat/completions", $$"""{"model":"m2","{{name}}":7,{{ChatWire.Say}}}""")).Json;

        Assert.Equal(7, reply.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.Equal("length", reply.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Theory]
    [InlineData("""{"messages":[]}""", "model")]
    [InlineData("""{"model":"m1"}""", "messages")]
    [InlineData("""{"model":"m1","messages":[]}""", "messages")]
    [InlineData("""{"model":"m1","mess""", "JSON")]
    [InlineData("[]", "JSON")]
    public async Task A_request_that_lacks_something_is_refused_with_its_name(string body, string word)
    {
        var world = await simulator.ChatWorldAsync($"lacks-{body.Length}", "openai");

        var reply = await simulator.PostAsync($"{world}/v1/chat/completions", body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Contains(word, reply.Json.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal("invalid_request_error", reply.Json.GetProperty("error").GetProperty("type").GetString());
    }
}
