using System.Text;
using Xunit;
using static Tamma.EndToEnd.Tests.Load.Frames;

namespace Tamma.EndToEnd.Tests.Load;

/// <summary>
/// Streams by which load tools are misled, over real HTTP and through the worker's own process. What is counted is exact; of times only what a busy machine cannot
/// turn around: the server is never early, and its steps are far apart. How exact times are is <c>./build.sh perf load</c>.
/// </summary>
public sealed class StreamTrapTests
{
    [Fact]
    public async Task A_role_that_comes_with_the_headers_is_no_token()
    {
        var outcome = await RunAsync(TrapAnswer.Stream(1).Say(1, Role).Say(300, Text("a")).Say(400, Text("b")).Finish(401, Stop(), Usage(2), End));

        Assert.All(outcome.All("ttft"), ttft => Assert.True(ttft >= 300));
        Assert.All(outcome.All("ttfb"), ttfb => Assert.True(ttfb < 250));
        Assert.Equal([2, 2, 2], outcome.All("chunks"));
        Assert.Equal((3, 3, 3), (outcome.Report.Requests.Ok, outcome.Report.Metrics.Ttft.Count, outcome.Report.Metrics.Tpot.Count));
    }

    [Fact]
    public async Task Empty_texts_comments_and_heartbeats_are_no_tokens()
    {
        var outcome = await RunAsync(TrapAnswer.Stream(1)
            .Say(20, ": OPENROUTER PROCESSING\n\n").Say(60, Delta("{\"content\":\"\"}")).Say(100, Delta("{\"content\":null}"), ":\n\n", "event: ping\ndata: {}\n\n")
            .Say(300, Text("a")).Finish(400, Text("b"), Stop(), Usage(2), End));

        Assert.All(outcome.All("ttft"), ttft => Assert.True(ttft >= 300));
        Assert.All(outcome.All("ttfb"), ttfb => Assert.InRange(ttfb, 20, 250));
        Assert.Equal([2, 2, 2], outcome.All("chunks"));
    }

    /// <summary>Five pieces of four tokens: 16 come after the first piece. Who takes a piece for a token divides by 4, who takes the first for one token by 19.</summary>
    [Fact]
    public async Task Pieces_of_several_tokens_are_counted_as_the_server_counts()
    {
        var outcome = await RunAsync(Steps(TrapAnswer.Stream(1), 5, _ => [Text("four tokens in it")]).Finish(520, Stop(), Usage(20), End));

        Assert.Equal(4, outcome.Report.TokensPerChunk);
        Assert.Equal([20, 20, 20], outcome.All("output_tokens"));
        Assert.All(outcome.All("tpot").Zip(outcome.Gaps), pair => Assert.Equal(pair.Second.Sum() / 16, pair.First, 0.01));
        Assert.All(outcome.Gaps, gaps => Assert.Equal(4, gaps.Length));
    }

    [Fact]
    public async Task Pieces_that_are_written_together_have_one_time_and_no_gap_of_zero()
    {
        var outcome = await RunAsync(Steps(TrapAnswer.Stream(1), 4, _ => [Text("a"), Text("b"), Text("c"), Text("d"), Text("e")]).Finish(420, Stop(), Usage(20), End));

        Assert.Equal(0.8, outcome.Report.CoalescedShare);
        Assert.Equal([20, 20, 20], outcome.All("chunks"));
        Assert.Equal(9, outcome.Report.Metrics.Icl.Count);
        Assert.All(outcome.Gaps, gaps => Assert.All(gaps, gap => Assert.InRange(gap, 20, 2_000)));
        Assert.All(outcome.All("tpot").Zip(outcome.Gaps), pair => Assert.Equal(pair.Second.Sum() / 15, pair.First, 0.01));
    }

    [Fact]
    public async Task Usage_in_a_last_chunk_without_choices_counts_and_does_not_make_the_answer_longer()
    {
        var outcome = await RunAsync(TrapAnswer.Stream(1).Say(100, Text("a")).Say(200, Text("b"), Stop()).Say(600, Usage(2)).Finish(700, End));

        Assert.Equal([2, 2, 2], outcome.All("output_tokens"));
        Assert.All(outcome.All("e2e").Zip(outcome.Samples), pair =>
            Assert.True(pair.Second.GetProperty("done").GetDouble() - pair.Second.GetProperty("started").GetDouble() - pair.First >= 250));
    }

    [Fact]
    public async Task Tokens_that_nobody_counted_are_unknown_and_not_zero()
    {
        var outcome = await RunAsync(TrapAnswer.Stream(1).Say(100, Text("a")).Say(200, Text("bcd")).Finish(300, Stop(), End));

        Assert.True(outcome.Lacks("output_tokens") && outcome.Lacks("input_tokens") && outcome.Lacks("reasoning_tokens"));
        Assert.Equal((null, null, null), (outcome.Report.Throughput.OutputTokensPerSecond, outcome.Report.Throughput.InputTokensPerSecond, outcome.Report.TokensPerChunk));
        Assert.Equal(3 * 4, outcome.Report.Throughput.CharactersPerSecond * outcome.Report.Seconds, 1e-6);
        Assert.Equal(3, outcome.Report.Metrics.Tpot.Count);
    }

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    public async Task Reasoning_is_a_first_token_and_no_first_output(string member)
    {
        var outcome = await RunAsync(TrapAnswer.Stream(1)
            .Say(100, Delta($"{{\"{member}\":\"hm\"}}")).Say(200, Delta($"{{\"{member}\":\"so\"}}")).Say(400, Text("yes")).Finish(401, Stop(), Usage(3), End));

        Assert.All(outcome.All("ttft"), ttft => Assert.True(ttft >= 100));
        Assert.All(outcome.All("ttfo").Zip(outcome.All("ttft")), pair => Assert.True(pair.First - pair.Second >= 150));
        Assert.Equal([3, 3, 3], outcome.All("chunks"));
    }

    [Fact]
    public async Task A_call_of_a_tool_alone_is_an_answer_with_times()
    {
        static string Call(string inner) => Delta($"{{\"tool_calls\":[{{\"index\":0,{inner}}}]}}");
        var outcome = await RunAsync(TrapAnswer.Stream(1)
            .Say(50, Call("\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}"))
            .Say(250, Call("\"function\":{\"arguments\":\"{\"}")).Say(350, Call("\"function\":{\"arguments\":\"}\"}"))
            .Finish(351, Stop("tool_calls"), Usage(12), End));

        Assert.Equal(3, outcome.Report.Requests.Ok);
        Assert.All(outcome.All("ttft"), ttft => Assert.True(ttft >= 250));
        Assert.Equal(outcome.All("ttft"), outcome.All("ttfo"));
        Assert.Equal([2, 2, 2], outcome.All("chunks"));
    }

    [Fact]
    public async Task Slow_headers_and_a_slow_body_are_two_times()
    {
        var outcome = await RunAsync(TrapAnswer.Stream(300).Say(600, Text("a")).Finish(700, Text("b"), Stop(), Usage(2), End));

        Assert.All(outcome.Samples, sample => Assert.True(sample.GetProperty("headers").GetDouble() - sample.GetProperty("started").GetDouble() >= 300));
        Assert.All(outcome.Samples, sample => Assert.True(sample.GetProperty("started").GetDouble() + sample.GetProperty("ttfb").GetDouble() - sample.GetProperty("headers").GetDouble() >= 200));
        Assert.Equal(outcome.All("ttfb"), outcome.All("ttft"));
    }

    [Fact]
    public async Task Headers_that_come_at_once_are_no_first_byte()
    {
        var outcome = await RunAsync(TrapAnswer.Stream(1).Say(400, Text("a")).Finish(2_000, Text("b"), Stop(), Usage(2), End));

        Assert.All(outcome.Samples, sample => Assert.True(sample.GetProperty("headers").GetDouble() - sample.GetProperty("started").GetDouble() < 300));
        Assert.All(outcome.All("ttfb"), ttfb => Assert.True(ttfb >= 400));
        Assert.All(outcome.All("ttft").Zip(outcome.All("e2e")), pair => Assert.True(pair.First < pair.Second / 2, "The body was waited for as a whole."));
    }

    [Fact]
    public async Task Lines_that_end_with_carriage_returns_are_the_same_frames()
    {
        static string Crlf(string frame) => frame.Replace("\n", "\r\n", StringComparison.Ordinal);
        var outcome = await RunAsync(TrapAnswer.Stream(1).Say(100, Crlf(Text("a"))).Say(200, Crlf(Text("b"))).Finish(300, Crlf(Stop()), Crlf(Usage(2)), Crlf(End)));

        Assert.Equal(3, outcome.Report.Requests.Ok);
        Assert.Equal([2, 2, 2], outcome.All("chunks"));
        Assert.Equal([2, 2, 2], outcome.All("output_tokens"));
        Assert.All(outcome.Gaps, gaps => Assert.Single(gaps));
    }

    /// <summary>The frame is whole with the second read, and has its time. Both halves of the letter are bytes that no text begins or ends with.</summary>
    [Fact]
    public async Task A_letter_that_is_cut_over_two_reads_is_one_letter_at_the_time_of_the_second()
    {
        var bytes = Encoding.UTF8.GetBytes(Text("é"));
        var cut = Array.IndexOf(bytes, (byte)0xC3) + 1;
        var outcome = await RunAsync(TrapAnswer.Stream(1).Say(100, bytes[..cut]).Say(400, bytes[cut..]).Finish(500, Text("b"), Stop(), Usage(2), End));

        Assert.Equal(3, outcome.Report.Requests.Ok);
        Assert.All(outcome.All("ttfb"), ttfb => Assert.InRange(ttfb, 100, 350));
        Assert.All(outcome.All("ttft"), ttft => Assert.True(ttft >= 400));
        Assert.Equal(3 * 2, outcome.Report.Throughput.CharactersPerSecond * outcome.Report.Seconds, 1e-6);
    }

    [Fact]
    public async Task Every_model_that_answered_is_named()
    {
        using var trap = await Trap.StartAsync(
            TrapAnswer.Stream(1).Finish(2, Text("a", "big-2026-01"), End),
            TrapAnswer.Stream(1).Finish(2, Text("a", "small-2026-01"), End));

        var outcome = await LoadWorker.RunAsync(trap.Url, requests: 4, concurrency: 1);

        Assert.Equal(["big-2026-01", "small-2026-01"], outcome.Report.ServedModels);
    }

    private static TrapAnswer Steps(TrapAnswer answer, int count, Func<int, string[]> chunks) =>
        Enumerable.Range(0, count).Aggregate(answer, (said, step) => said.Say(100 + (step * 100), chunks(step)));

    private static async Task<LoadOutcome> RunAsync(TrapAnswer answer)
    {
        using var trap = await Trap.StartAsync(answer);
        return await LoadWorker.RunAsync(trap.Url);
    }
}
