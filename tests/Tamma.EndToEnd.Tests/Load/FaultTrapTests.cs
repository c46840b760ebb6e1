using System.IO.Compression;
using System.Text;
using Tamma.Client.Benchmarks;
using Xunit;
using static Tamma.EndToEnd.Tests.Load.Frames;

namespace Tamma.EndToEnd.Tests.Load;

/// <summary>Answers that are none, over real HTTP: each is counted as what it is, in no latency, and asked for once.</summary>
public sealed class FaultTrapTests
{
    private static readonly TrapAnswer s_good = TrapAnswer.Stream(1).Say(20, Text("a")).Finish(40, Text("b"), Stop(), Usage(2), End);

    public static TheoryData<string> Cuts => ["in a frame", "in a chunk of HTTP", "between frames", "by a reset", "before the first token", "before the first byte", "without a length"];

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_stream_that_is_cut_is_an_error_and_in_no_latency(string where)
    {
        var begun = TrapAnswer.Stream(1).Say(50, Text("a")).Say(80, Text("b"));
        var answer = where switch
        {
            "in a frame" => begun.Say(100, "data: {\"model\":\"m\",\"cho").Close(110),
            "in a chunk of HTTP" => begun.Raw(100, "ff\r\ndata: {").Close(110),
            "between frames" => begun.Close(110),
            "by a reset" => begun.Reset(150),
            "before the first token" => TrapAnswer.Stream(1).Say(50, Role).Close(60),
            "before the first byte" => TrapAnswer.Stream(1).Close(60),
            _ => new TrapAnswer().Raw(1, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n").Raw(50, Text("a")).Raw(80, Text("b")[..20]).Close(100),
        };

        var (outcome, asked) = await RunAsync(4, answer);

        Assert.Equal(Enumerable.Repeat("error stream_broken", 4), outcome.Ends);
        Assert.Equal((4, "invalid"), (outcome.Report.Requests.ByError["stream_broken"], outcome.Report.Verdict));
        var metrics = outcome.Report.Metrics;
        Assert.All([metrics.Ttfb, metrics.Ttft, metrics.Ttfo, metrics.Tpot, metrics.Icl, metrics.E2e], metric => Assert.Equal((0, null, null), (metric.Count, metric.Mean, metric.Max)));
        Assert.Null(outcome.Report.Throughput.OutputTokensPerSecond);
        Assert.Equal(4, asked);
    }

    [Theory]
    [InlineData("429 Too Many Requests")]
    [InlineData("503 Service Unavailable")]
    [InlineData("529 Overloaded")]
    public async Task A_storm_of_refusals_is_throttling_and_none_is_asked_again(string status)
    {
        var (outcome, asked) = await RunAsync(20, TrapAnswer.Whole(1, status, "{\"error\":{\"message\":\"slow down\"}}", "Retry-After: 7\r\n"));

        var requests = outcome.Report.Requests;
        Assert.Equal((20, 20, 0, 0, 0), (requests.Total, requests.Throttled, requests.Ok, requests.Errors, requests.Timeouts));
        Assert.Equal((20, "invalid", 1.0), (asked, outcome.Report.Verdict, requests.FailureRate));
        Assert.All(outcome.All("retry_after"), wait => Assert.Equal(7, wait));
        Assert.Equal(($"HTTP {status[..3]}: asked too often.", 20), (Assert.Single(requests.Failures).What, requests.Failures[0].Count));
    }

    [Fact]
    public async Task A_wait_until_a_time_of_day_is_told_in_seconds()
    {
        var (outcome, _) = await RunAsync(1, TrapAnswer.Whole(1, "429 Too Many Requests", "{}", "Date: Tue, 24 Nov 2026 02:00:00 GMT\r\nRetry-After: Tue, 24 Nov 2026 02:01:30 GMT\r\n"));

        Assert.Equal(90, Assert.Single(outcome.All("retry_after")));
    }

    /// <summary>Blocks of a packed stream are no rhythm of the model. Unpacking it would give times that nobody asked for.</summary>
    [Fact]
    public async Task An_answer_that_is_packed_although_none_was_wished_is_refused_and_said()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(Text("a") + Text("b") + Stop() + Usage(2) + End));
        }

        var (outcome, _) = await RunAsync(3, TrapAnswer.Stream(1, more: "Content-Encoding: gzip\r\n").Say(50, packed.ToArray()).Finish(60));

        Assert.Equal(["error malformed", "error malformed", "error malformed"], outcome.Ends);
        Assert.Contains("gzip", Assert.Single(outcome.Report.Requests.Failures).What, StringComparison.Ordinal);
        Assert.Equal(0, outcome.Report.Metrics.Ttfb.Count);
    }

    [Fact]
    public async Task An_error_within_a_good_answer_is_an_error()
    {
        var (outcome, asked) = await RunAsync(3, TrapAnswer.Stream(1).Say(50, Text("a")).Finish(100, "data: {\"error\":{\"message\":\"the engine died\",\"type\":\"server_error\",\"code\":500}}\n\n"));

        Assert.Equal(["error in_stream", "error in_stream", "error in_stream"], outcome.Ends);
        Assert.Equal((0, 3), (outcome.Report.Metrics.Ttft.Count, asked));
    }

    [Fact]
    public async Task An_answer_that_does_not_end_in_time_is_a_timeout()
    {
        using var trap = await Trap.StartAsync(TrapAnswer.Stream(1).Say(50, Text("a")).Finish(5_000, Text("b"), Stop(), End));

        var outcome = await LoadWorker.RunAsync(LoadWorker.Plan(trap.Url) with { TimeoutSeconds = 0.5 });

        Assert.Equal(["timeout", "timeout", "timeout"], outcome.Ends);
        Assert.Equal((3, 0, 0), (outcome.Report.Requests.Timeouts, outcome.Report.Requests.Errors, outcome.Report.Metrics.E2e.Count));
        Assert.Equal("No whole answer within 0.5 s.", Assert.Single(outcome.Report.Requests.Failures).What);
        Assert.All(outcome.Samples, sample => Assert.InRange(sample.GetProperty("done").GetDouble() - sample.GetProperty("started").GetDouble(), 499, 3_000));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error_of_connecting()
    {
        var outcome = await LoadWorker.RunAsync(LoadWorker.Plan(new("http://127.0.0.1:1/v1")));

        Assert.Equal(["error connect", "error connect", "error connect"], outcome.Ends);
        Assert.True(outcome.Lacks("headers") && outcome.Lacks("sent") && outcome.Lacks("ttfb"));
        Assert.Equal("invalid", outcome.Report.Verdict);
        Assert.Contains("Connection refused", outcome.Report.Reasons[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_its_address_is_said_without_what_may_be_a_key()
    {
        var (outcome, asked) = await RunAsync(2, TrapAnswer.Whole(1, "307 Temporary Redirect", "", "Location: https://elsewhere.example/v1/chat?token=secret\r\n"));

        var what = Assert.Single(outcome.Report.Requests.Failures).What;
        Assert.Equal(["error http_status", "error http_status"], outcome.Ends);
        Assert.Contains("307 to https://elsewhere.example/v1/chat:", what, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", what, StringComparison.Ordinal);
        Assert.Equal(2, asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_and_said(bool preconnect)
    {
        using var trap = await Trap.StartAsync("127.0.0.1", isSecret: true, s_good);

        var outcome = await LoadWorker.RunAsync(LoadWorker.Plan(trap.Url) with { Preconnect = preconnect });

        Assert.Contains("TLS failed: The remote certificate", preconnect ? outcome.Refused! : outcome.Report.Reasons[^1], StringComparison.Ordinal);
        Assert.Equal(preconnect ? [] : ["error tls", "error tls", "error tls"], outcome.Ends);
    }

    /// <summary>Answers are kept until the end: one that never ends must not take all the memory there is.</summary>
    [Fact]
    public async Task An_answer_without_end_is_cut_where_room_ends()
    {
        var frame = Encoding.UTF8.GetBytes(Text(new('x', 60_000)));
        var megabyte = Enumerable.Repeat(Encoding.ASCII.GetBytes($"{frame.Length:x}\r\n").Concat(frame).Concat("\r\n"u8.ToArray()), 17).SelectMany(bytes => bytes).ToArray();

        var (outcome, _) = await RunAsync(1, TrapAnswer.Stream(1).Raw(2, megabyte, times: 100).Finish(3, Stop(), End));

        Assert.Equal(["error malformed"], outcome.Ends);
        Assert.Contains("did not end: more than 64 MiB", Assert.Single(outcome.Report.Requests.Failures).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_said_back_is_not_repeated()
    {
        using var trap = await Trap.StartAsync(TrapAnswer.Whole(1, "308 Permanent Redirect", "", "Location: https://elsewhere.example/sk-my-own-key/v1\r\n"));
        LoadPlan plan = LoadWorker.Plan(trap.Url) with { Key = "sk-my-own-key" };

        var outcome = await LoadWorker.RunAsync(plan);

        Assert.Contains("elsewhere.example/[…]/v1", Assert.Single(outcome.Report.Requests.Failures).What, StringComparison.Ordinal);
    }

    private static async Task<(LoadOutcome Outcome, int Asked)> RunAsync(int requests, TrapAnswer answer)
    {
        using var trap = await Trap.StartAsync(answer);
        var outcome = await LoadWorker.RunAsync(trap.Url, requests);
        return (outcome, (await trap.EndAsync()).Requests);
    }
}
