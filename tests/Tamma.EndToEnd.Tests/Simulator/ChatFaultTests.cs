using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class ChatFaultTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Body = $$"""{"model":"m2","stream":true,"stream_options":{"include_usage":true},{{ChatWire.Say}}}""";

    [Fact]
    public async Task An_error_before_has_the_status_that_is_asked_for()
    {
        var reply = await StrikeAsync("error_before", "x-sim-fault-status: 503");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Equal("server_error", reply.Json.GetProperty("error").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Too_many_requests_say_when_to_come_again()
    {
        var reply = await StrikeAsync("rate_limited", "x-sim-retry-after: 7");

        Assert.Equal(HttpStatusCode.TooManyRequests, reply.Status);
        Assert.Equal("7", reply.RetryAfter);
    }

    [Fact]
    public async Task An_error_in_the_midst_comes_after_so_many_tokens_and_is_the_last()
    {
        var reply = await StrikeAsync("mid_stream_error", "x-sim-fault-after: 3");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.False(reply.IsCut);
        Assert.Equal(3, ChatWire.Words(reply.Delta()));
        Assert.True(reply.Data[^1].TryGetProperty("error", out _));
        Assert.DoesNotContain("[DONE]", reply.Body);
    }

    [Theory]
    [InlineData("vllm", 500)]
    [InlineData("gateway", 500)]
    public async Task An_error_in_the_midst_is_in_the_form_of_its_server(string flavour, int code)
    {
        var world = await simulator.ChatWorldAsync($"midst-{flavour}", "openai", $""","flavour":"{flavour}" """);

        var reply = await simulator.PostAsync($"{world}/v1/chat/completions", Body, "x-sim-fault: mid_stream_error");

        Assert.Equal(code, reply.Data[^1].GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_cut_ends_the_connection_after_so_many_tokens()
    {
        var reply = await StrikeAsync("cut", "x-sim-fault-after: 3");

        Assert.True(reply.IsCut);
        Assert.Equal(3, ChatWire.Words(reply.Delta()));
        Assert.Equal("cut", (await simulator.SendsAsync("struck-cut", reply.Id)).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_whole_answer_is_cut_too()
    {
        var world = await simulator.ChatWorldAsync("cut-whole", "openai");

        var reply = await simulator.PostAsync($"{world}/v1/chat/completions", $$"""{"model":"m2",{{ChatWire.Say}}}""", "x-sim-fault: cut");

        Assert.True(reply.IsCut);
    }

    [Fact]
    public async Task A_stall_is_planned_before_the_token_after_it()
    {
        var reply = await StrikeAsync("stall", "x-sim-fault-after: 2", "x-sim-fault-ms: 30", "x-sim-itl-ms: 1", "x-sim-tokens: 4");

        var due = (await simulator.SendsAsync("struck-stall", reply.Id)).GetProperty("frames").EnumerateArray()
            .Where(frame => frame.GetProperty("kind").GetString() == "text").Select(frame => frame.GetProperty("due_us").GetDouble());
        Assert.Equal([0, 1_000, 32_000, 33_000], due);
    }

    [Fact]
    public async Task A_malformed_frame_is_no_json_and_the_stream_goes_on()
    {
        var reply = await StrikeAsync("malformed_frame", "x-sim-fault-after: 2");

        var broken = Assert.Single(reply.Frames, frame => frame.EndsWith("\"con", StringComparison.Ordinal));
        Assert.ThrowsAny<JsonException>(() => JsonElement.Parse(broken["data: ".Length..]));
        Assert.Equal("data: [DONE]", reply.Frames[^1]);
    }

    [Fact]
    public async Task No_usage_leaves_out_what_was_asked_for()
    {
        var reply = await StrikeAsync("no_usage");

        Assert.DoesNotContain("prompt_tokens", reply.Body);
        Assert.Equal("data: [DONE]", reply.Frames[^1]);
    }

    [Fact]
    public async Task An_unknown_event_is_among_the_others()
    {
        var reply = await StrikeAsync("unknown_event", "x-sim-fault-after: 2");

        Assert.Equal(["simulator.unknown"], reply.Events);
        Assert.Equal(32, ChatWire.Words(reply.Delta()));
    }

    [Fact]
    public async Task Lines_may_end_in_crlf()
    {
        var (plain, crlf) = (await StrikeAsync("none"), await StrikeAsync("crlf"));

        Assert.EndsWith("data: [DONE]\r\n\r\n", crlf.Body);
        Assert.Equal(plain.Delta(), crlf.Delta());
    }

    [Fact]
    public async Task Split_frames_are_the_same_bytes_in_more_writes()
    {
        var (plain, split) = (await StrikeAsync("none", "x-sim-id: same"), await StrikeAsync("split_frames", "x-sim-id: same"));

        Assert.Equal(WithoutTime(plain), WithoutTime(split));
    }

    [Fact]
    public async Task Faults_come_together()
    {
        var reply = await StrikeAsync("crlf, split_frames, mid_stream_error", "x-sim-fault-after: 1");

        Assert.Contains("\r\n\r\n", reply.Body);
        Assert.True(reply.Data[^1].TryGetProperty("error", out _));
    }

    [Fact]
    public async Task A_share_of_requests_is_struck_and_always_the_same_ones()
    {
        List<string> rounds = [];
        foreach (var world in new[] { "share-1", "share-2" })
        {
            await simulator.ChatWorldAsync(world, "openai", ""","chat":{"fault":"error_before","probability":0.4,"seed":5} """);
            var struck = new StringBuilder();
            for (var index = 0; index < 30; index++)
            {
                struck.Append((await simulator.PostAsync($"{world}/v1/chat/completions", Body)).Status == HttpStatusCode.OK ? '.' : 'x');
            }

            rounds.Add(struck.ToString());
        }

        Assert.Equal(rounds[0], rounds[1]);
        Assert.InRange(rounds[0].Count(mark => mark == 'x'), 5, 20);
    }

    [Fact]
    public async Task A_header_says_otherwise_than_the_model_and_the_model_than_the_world()
    {
        var world = await simulator.ChatWorldAsync("layers", "openai", ""","chat":{"tokens":4} """);
        await simulator.Process.PatchModelAsync(world, "m1", """{"chat":{"tokens":5,"reasoning_tokens":0}}""");

        Assert.Equal(4, await TokensAsync(world, "m2"));
        Assert.Equal(5, await TokensAsync(world, "m1"));
        Assert.Equal(6, await TokensAsync(world, "m1", "x-sim-tokens: 6"));
        await simulator.Process.ControlAsync(HttpMethod.Put, $"worlds/{world}/chat", """{"tokens":7}""");
        Assert.Equal(7, await TokensAsync(world, "m2"));
        Assert.DoesNotContain("chat", await simulator.GetTextAsync($"w/{world}/v1/models"));
    }

    [Theory]
    [InlineData("x-sim-ttft-ms: soon")]
    [InlineData("x-sim-fault: fire")]
    [InlineData("x-sim-jitter: 2")]
    public async Task A_header_that_says_nothing_sensible_is_refused(string header)
    {
        var world = await simulator.ChatWorldAsync("senseless", "openai");

        Assert.Equal(HttpStatusCode.BadRequest, (await simulator.PostAsync($"{world}/v1/chat/completions", Body, header)).Status);
    }

    [Fact]
    public async Task A_world_that_says_nothing_sensible_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, await simulator.RefusalAsync(HttpMethod.Post, "worlds", """{"name":"x","protocol":"openai","chat":{"fault":"fire"}}"""));

    private static string WithoutTime(ChatReply reply) => string.Join('\n', reply.Data.Select(chunk => chunk.GetProperty("choices").GetRawText()));

    private async Task<int> TokensAsync(string world, string model, params string[] headers) =>
        (await simulator.PostAsync($"{world}/v1/chat/completions", $$"""{"model":"{{model}}",{{ChatWire.Say}}}""", headers))
            .Json.GetProperty("usage").GetProperty("completion_tokens").GetInt32();

    private async Task<ChatReply> StrikeAsync(string fault, params string[] headers)
    {
        var world = await simulator.ChatWorldAsync(string.Create(CultureInfo.InvariantCulture, $"struck-{fault.Split(',')[0]}"), "openai");
        return await simulator.PostAsync($"{world}/v1/chat/completions", Body, [$"x-sim-fault: {fault}", .. headers]);
    }
}
