using Tamma.Client.Benchmarks;
using Xunit;

namespace Tamma.EndToEnd.Tests.Load;

/// <summary>The same traps in the framing of the other protocols: what comes first is no token, two pieces come in one write, and the count comes at the end.</summary>
public sealed class FramingTrapTests
{
    private static string Claude(string name, string json) => $"event: {name}\ndata: {{\"type\":\"{name}\",{json}}}\n\n";

    private static string ClaudeText(string kind, string text) => Claude("content_block_delta", $"\"index\":0,\"delta\":{{\"type\":\"{kind}_delta\",\"{kind}\":\"{text}\"}}");

    /// <summary>The first count of Anthropic is no count of the answer: it comes before any of it.</summary>
    [Fact]
    public async Task Anthropic() => Check(await RunAsync("anthropic", TrapAnswer.Stream(1)
        .Say(1, Claude("message_start", "\"message\":{\"model\":\"m\",\"usage\":{\"input_tokens\":7,\"output_tokens\":1}}"), Claude("ping", "\"x\":1"))
        .Say(200, ClaudeText("thinking", "hm"))
        .Say(400, ClaudeText("text", "a"), ClaudeText("text", "b"))
        .Say(600, ClaudeText("text", "c"))
        .Finish(650, Claude("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":8}"), Claude("message_stop", "\"x\":1"))));

    [Fact]
    public async Task Gemini()
    {
        static string Part(string part, string more = "") => $"data: {{\"candidates\":[{{\"content\":{{\"parts\":[{part}]}}{more}}}],\"modelVersion\":\"m\"}}\r\n\r\n";
        Check(await RunAsync("gemini", TrapAnswer.Stream(1)
            .Say(1, Part("{\"text\":\"\"}"))
            .Say(200, Part("{\"text\":\"hm\",\"thought\":true}"))
            .Say(400, Part("{\"text\":\"a\"}"), Part("{\"text\":\"b\"}"))
            .Say(600, Part("{\"text\":\"c\"}"))
            .Finish(650, "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}]},\"finishReason\":\"STOP\"}],\"modelVersion\":\"m\",\"usageMetadata\":{\"promptTokenCount\":7,\"candidatesTokenCount\":6,\"thoughtsTokenCount\":2}}\r\n\r\n")));
    }

    [Fact]
    public async Task Ollama()
    {
        static string Line(string member, string text) => $"{{\"model\":\"m\",\"message\":{{\"role\":\"assistant\",\"content\":\"\",\"{member}\":\"{text}\"}},\"done\":false}}\n";
        Check(await RunAsync("ollama", TrapAnswer.Stream(1, "application/x-ndjson")
            .Say(1, Line("x", ""))
            .Say(200, Line("thinking", "hm"))
            .Say(400, "{\"model\":\"m\",\"message\":{\"content\":\"a\"},\"done\":false}\n", "{\"model\":\"m\",\"message\":{\"content\":\"b\"},\"done\":false}\n")
            .Say(600, "{\"model\":\"m\",\"message\":{\"content\":\"c\"},\"done\":false}\n")
            .Finish(650, "{\"model\":\"m\",\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"eval_count\":8,\"prompt_eval_count\":7}\n")));
    }

    /// <summary>Four pieces in three reads, two tokens each: six of the eight come after the first read.</summary>
    private static void Check(LoadOutcome outcome)
    {
        Assert.Equal(["ok", "ok", "ok"], outcome.Ends);
        Assert.All(outcome.All("ttfb"), ttfb => Assert.True(ttfb < 150));
        Assert.All(outcome.All("ttft"), ttft => Assert.InRange(ttft, 200, 399));
        Assert.All(outcome.All("ttfo").Zip(outcome.All("ttft")), pair => Assert.InRange(pair.First - pair.Second, 100, 300));
        Assert.Equal([4, 4, 4], outcome.All("chunks"));
        Assert.Equal([8, 8, 8], outcome.All("output_tokens"));
        Assert.Equal([7, 7, 7], outcome.All("input_tokens"));
        Assert.All(outcome.Gaps, gaps => Assert.Equal(2, gaps.Length));
        Assert.All(outcome.All("tpot").Zip(outcome.Gaps), pair => Assert.Equal(pair.Second.Sum() / 6, pair.First, 0.01));
        Assert.Equal((0.25, 2.0, "m"), (outcome.Report.CoalescedShare, outcome.Report.TokensPerChunk, Assert.Single(outcome.Report.ServedModels)));
    }

    private static async Task<LoadOutcome> RunAsync(string protocol, TrapAnswer answer)
    {
        using var trap = await Trap.StartAsync(answer);
        LoadPlan plan = LoadWorker.Plan(new(trap.Url.GetLeftPart(UriPartial.Authority))) with { Protocol = protocol };
        return await LoadWorker.RunAsync(plan);
    }
}
