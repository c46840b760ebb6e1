using System.Diagnostics;
using System.Net;
using System.Text;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class SendTimesTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Body = $$"""{"model":"m2","stream":true,"stream_options":{"include_usage":true},{{ChatWire.Say}}}""";

    [Fact]
    public async Task They_increase_and_are_never_before_they_are_due_and_tell_every_byte_and_token()
    {
        var world = await simulator.ChatWorldAsync("times", "openai");

        var reply = await simulator.PostAsync($"{world}/v1/chat/completions", Body, "x-sim-id: mine", "x-sim-ttft-ms: 5", "x-sim-itl-ms: 2", "x-sim-tokens: 7", "x-sim-chunk: 2");
        var sends = await simulator.SendsAsync(world, "mine");

        Assert.Equal("mine", reply.Id);
        var frames = sends.GetProperty("frames").EnumerateArray().ToList();
        var offsets = frames.Select(frame => frame.GetProperty("offset_us").GetDouble()).ToList();
        Assert.Equal(offsets.Order(), offsets);
        Assert.All(frames, frame => Assert.True(frame.GetProperty("offset_us").GetDouble() >= frame.GetProperty("due_us").GetDouble() - 0.2));
        Assert.Equal(["preamble", "text", "text", "text", "text", "finish", "usage", "done"], frames.Select(frame => frame.GetProperty("kind").GetString()!));
        Assert.Equal([0, 5_000, 9_000, 13_000, 17_000, 17_000, 17_000, 17_000], frames.Select(frame => frame.GetProperty("due_us").GetDouble()));
        Assert.Equal([0, 2, 2, 2, 1, 0, 0, 0], frames.Select(frame => frame.GetProperty("tokens").GetInt32()));
        Assert.Equal(reply.Bytes.Length, frames.Sum(frame => frame.GetProperty("bytes").GetInt32()));
        Assert.True(sends.GetProperty("headers_sent").GetDouble() <= offsets[0]);
        Assert.Equal("done", sends.GetProperty("outcome").GetString());
        Assert.Equal(7, sends.GetProperty("usage").GetProperty("output").GetInt32());
    }

    [Fact]
    public async Task Nothing_arrives_before_it_was_sent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Two processes share a clock on Linux alone.");
        var world = await simulator.ChatWorldAsync("clock", "openai");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"w/{world}/v1/chat/completions", UriKind.Relative));
        request.Content = new StringContent(Body, Encoding.UTF8, "application/json");
        request.Headers.Add("x-sim-id", "clocked");
        request.Headers.Add("x-sim-itl-ms", "2");
        request.Headers.Add("x-sim-tokens", "10");

        List<(long At, long Bytes)> arrived = [];
        using (var response = await simulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ChatWire.Cancelled))
        {
            var stream = await response.Content.ReadAsStreamAsync(ChatWire.Cancelled);
            var buffer = new byte[4096];
            for (int read; (read = await stream.ReadAsync(buffer, ChatWire.Cancelled)) > 0;)
            {
                arrived.Add((Stopwatch.GetTimestamp(), read + (arrived is [.., var last] ? last.Bytes : 0)));
            }
        }

        var sends = await simulator.SendsAsync(world, "clocked");
        var (start, sent) = (sends.GetProperty("received_ns").GetInt64(), 0L);
        foreach (var frame in sends.GetProperty("frames").EnumerateArray())
        {
            sent += frame.GetProperty("bytes").GetInt32();
            var arrival = arrived.First(read => read.Bytes >= sent).At;
            Assert.True(arrival >= start + (long)((frame.GetProperty("offset_us").GetDouble() - 0.1) * 1_000));
        }
    }

    [Fact]
    public async Task Jitter_moves_what_is_due_and_the_same_way_for_the_same_seed()
    {
        var world = await simulator.ChatWorldAsync("jitter", "openai");

        var due = new List<string>();
        foreach (var seed in new[] { "1", "1", "2" })
        {
            await simulator.PostAsync($"{world}/v1/chat/completions", Body, "x-sim-id: shaken", $"x-sim-seed: {seed}", "x-sim-itl-ms: 1", "x-sim-jitter: 0.5", "x-sim-tokens: 10");
            due.Add(string.Join(' ', (await simulator.SendsAsync(world, "shaken")).GetProperty("frames").EnumerateArray().Select(frame => frame.GetProperty("due_us").GetRawText())));
        }

        Assert.Equal(due[0], due[1]);
        Assert.NotEqual(due[0], due[2]);
    }

    [Fact]
    public async Task A_thousand_requests_are_kept_and_the_oldest_goes_for_the_next()
    {
        var world = await simulator.ChatWorldAsync("kept", "openai");
        for (var index = 0; index < 1_003; index++)
        {
            await simulator.PostAsync($"{world}/v1/chat/completions", $$"""{"model":"m2","max_tokens":1,{{ChatWire.Say}}}""");
        }

        var all = await simulator.Process.ControlAsync(HttpMethod.Get, $"worlds/{world}/sends");

        Assert.Equal(3, all.GetProperty("dropped").GetInt32());
        Assert.Equal(1_000, all.GetProperty("requests").GetArrayLength());
        Assert.Equal("kept-4", all.GetProperty("requests")[0].GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NotFound, await simulator.RefusalAsync(HttpMethod.Get, $"worlds/{world}/sends?id=kept-3"));
    }

    [Fact]
    public async Task The_same_seed_says_the_same_and_another_something_else()
    {
        var world = await simulator.ChatWorldAsync("seed", "openai");

        async Task<string> SayAsync(params string[] headers) =>
            (await simulator.PostAsync($"{world}/v1/chat/completions", Body, headers)).Delta();

        Assert.Equal(await SayAsync(), await SayAsync());
        Assert.Equal(await SayAsync("x-sim-seed: 9"), await SayAsync("x-sim-seed: 9", "x-sim-chunk: 5"));
        Assert.NotEqual(await SayAsync(), await SayAsync("x-sim-seed: 9"));
    }

    [Fact]
    public async Task A_prompt_that_began_another_is_cached_as_far_as_whole_blocks_go()
    {
        var world = await simulator.ChatWorldAsync("prefix", "openai", ""","chat":{"cache":true} """);
        var words = string.Join(' ', Enumerable.Range(0, 50).Select(number => $"w{number}"));

        async Task<int> CachedAsync(string prompt) =>
            (await simulator.PostAsync($"{world}/v1/chat/completions", $$"""{"model":"m2","messages":[{"role":"user","content":"{{prompt}}"}]}"""))
                .Json.GetProperty("usage").GetProperty("prompt_tokens_details").GetProperty("cached_tokens").GetInt32();

        Assert.Equal(0, await CachedAsync(words));
        Assert.Equal(48, await CachedAsync(words + " and more"));
        Assert.Equal(0, await CachedAsync("but " + words));
    }

    [Fact]
    public async Task Every_format_counts_the_tokens_that_it_sends()
    {
        foreach (var (protocol, path) in new[]
        {
            ("openai", "v1/chat/completions"), ("openai", "v1/responses"), ("anthropic", "v1/messages"), ("gemini", "v1beta/models/m2:streamGenerateContent"),
            ("gemini", "v1beta/models/m2:streamGenerateContent?alt=sse"), ("ollama", "api/chat"), ("ollama", "api/generate"), ("openrouter", "api/v1/chat/completions"),
        })
        {
            var world = await simulator.ChatWorldAsync($"count-{protocol}-{path.Length}", protocol);
            var reply = await simulator.PostAsync(
                $"{world}/{path}",
                $$$"""{"model":"m2","stream":true,"max_tokens":99,"input":"x","prompt":"x","contents":[{"parts":[{"text":"x"}]}],{{{ChatWire.Say}}}}""",
                "anthropic-version: 2026-10-21", "x-sim-tokens: 11", "x-sim-chunk: 3");

            var sends = await simulator.SendsAsync(world, reply.Id);
            Assert.Equal(11, sends.GetProperty("frames").EnumerateArray().Sum(frame => frame.GetProperty("tokens").GetInt32()));
            Assert.Equal(reply.Bytes.Length, sends.GetProperty("frames").EnumerateArray().Sum(frame => frame.GetProperty("bytes").GetInt32()));
        }
    }
}
