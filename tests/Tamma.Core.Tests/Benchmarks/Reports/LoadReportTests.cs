using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Samples;
using Tamma.Core.Tests.Benchmarks.Samples;
using Tamma.Providers.Chat;
using Xunit;
using static Tamma.Core.Tests.Benchmarks.Samples.Made;

namespace Tamma.Core.Tests.Benchmarks.Reports;

public sealed class LoadReportTests
{
    private static readonly Window s_window = new(Time(0), Time(10_000));

    [Fact]
    public void Latencies_are_of_what_began_in_the_window_and_throughput_is_of_what_came_in_it()
    {
        // Began in the warm-up and answers into the window; begins in it and is cut by its end.
        var early = Made.Of(ChatProtocol.OpenAi, -100, (50, Text("a")), (200, Text("b")), (201, Usage(2) + Made.Done));
        var late = Made.Of(ChatProtocol.OpenAi, 9_900, (50, Text("a")), (99, Text("b")), (200, Text("c"))) with { Outcome = RequestOutcome.Cancelled };

        var report = Report(early, late);

        Assert.Equal(0, report.Ttft.Count);
        Assert.Equal((1, 1), (report.Outcomes[RequestOutcome.Cancelled], report.Outcomes.Count));
        Assert.Null(report.FailureRate);
        Assert.Equal(0.1, report.Throughput.RequestsPerSecond, 1e-9);
        Assert.Equal(0.3, report.Throughput.OutputTokensPerSecond!.Value, 1e-9); // one of the first, two of the second
    }

    [Fact]
    public void A_p99_of_a_hundred_requests_is_not_told()
    {
        var report = Report([.. Enumerable.Range(0, 100).Select(i => Answer(i * 50, 200 + i))]);

        Assert.Equal(249.5, report.Ttft.P50!.Value!.Value, 1e-6);
        Assert.Equal(new Quantile(null, null, null, 662), report.Ttft.P99);
        Assert.Equal(new Quantile(null, null, null, 130), report.Ttft.P95);
        Assert.NotNull(report.Ttft.P90!.Value);
    }

    [Fact]
    public void Failures_are_kept_apart_and_many_make_the_run_invalid()
    {
        var report = Report([.. Enumerable.Range(0, 95).Select(i => Answer(i * 50, 200)), .. Enumerable.Range(0, 5).Select(i => Failed(i * 50, RequestOutcome.Throttled))]);

        Assert.Equal(95, report.Ttft.Count);
        Assert.Equal(0.05, report.FailureRate!.Value, 1e-9);
        Assert.Equal(LoadVerdict.Invalid, report.Verdict);
        Assert.InRange(0.05, report.FailureInterval!.Value.Low, report.FailureInterval.Value.High);
    }

    [Fact]
    public void A_client_that_was_late_is_told_and_compared_with_nothing()
    {
        var samples = Enumerable.Range(0, 50).Select(i => Answer(i * 50, 200)).ToArray();

        var well = LoadReport.Of(samples, s_window, new(), new() { ProbeP99 = 0.9 });
        var late = LoadReport.Of(samples, s_window, new(), new() { ProbeP99 = 12 });
        var slowToSend = LoadReport.Of(samples.Select(sample => sample with { Sent = sample.Started + 11_000_000 }), s_window, new(), new());

        Assert.Equal(LoadVerdict.Valid, well.Verdict);
        Assert.Equal(LoadVerdict.ClientLimited, late.Verdict);
        Assert.Contains("12.0 ms", Assert.Single(late.ClientLimits), StringComparison.Ordinal);
        Assert.Equal(LoadVerdict.ClientLimited, slowToSend.Verdict);
    }

    /// <summary>Without a stream no token has a time; the lateness of the client is then held against whole answers, and not against nothing.</summary>
    [Fact]
    public void A_client_that_was_late_is_told_where_there_is_no_stream_too()
    {
        var samples = Enumerable.Range(0, 50).Select(i => Answer(i * 50, 200) with { IsStream = false }).ToArray();

        Assert.Equal(LoadVerdict.Valid, LoadReport.Of(samples, s_window, new(), new() { ProbeP99 = 10 }).Verdict);
        Assert.Equal(LoadVerdict.ClientLimited, LoadReport.Of(samples, s_window, new(), new() { ProbeP99 = 12 }).Verdict);
    }

    /// <summary>Anthropic counts one token at the begin and the rest at the end. Five pieces of four tokens that the window cut are twenty tokens and not one.</summary>
    [Fact]
    public void An_answer_that_was_cut_has_the_tokens_of_its_pieces_and_not_those_that_were_counted_until_then()
    {
        static string Claude(string name, string json) => $"event: {name}\ndata: {{\"type\":\"{name}\",{json}}}\n\n";
        var begin = Claude("message_start", "\"message\":{\"model\":\"m\",\"usage\":{\"input_tokens\":4,\"output_tokens\":1}}");
        var piece = Claude("content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"four tokens in it\"}");
        var end = Claude("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":20}") + Claude("message_stop", "\"x\":1");
        (double, string)[] pieces = [(1, begin), .. Enumerable.Range(0, 5).Select(i => (200.0 + (i * 80), piece))];
        var whole = Made.Of(ChatProtocol.Anthropic, 0, [.. pieces, (600, end)]);
        var cut = Made.Of(ChatProtocol.Anthropic, 9_000, pieces) with { Outcome = RequestOutcome.Cancelled };

        Assert.Equal(4, Report(whole, cut).Throughput.OutputTokensPerSecond!.Value, 1e-9);
        Assert.Null(Report(cut).Throughput.OutputTokensPerSecond);
    }

    [Fact]
    public void A_server_that_falls_behind_all_the_while_is_told()
    {
        // Each begins 100 ms after the last and waits 30 ms longer: they pile up.
        var report = Report([.. Enumerable.Range(0, 95).Select(i => Answer(i * 100, 200 + (i * 30)))]);

        Assert.True(report.Steadiness.IsOverSaturated);
        Assert.Equal(LoadVerdict.OverSaturated, report.Verdict);
        Assert.Equal(LoadVerdict.Valid, Report([.. Enumerable.Range(0, 95).Select(i => Answer(i * 100, 200 + (i % 7)))]).Verdict);
    }

    [Fact]
    public void Concurrency_is_weighed_by_time()
    {
        var inFlight = InFlight.Of([Span(0, 5_000), Span(0, 10_000), Span(9_000, 20_000), Span(-500, 0)], s_window)!;

        Assert.Equal(1.6, inFlight.Mean, 1e-9);
        Assert.Equal(2, inFlight.Max);
    }

    [Fact]
    public void Good_is_what_meets_every_objective()
    {
        var report = LoadReport.Of([Answer(0, 200), Answer(100, 400), Failed(200, RequestOutcome.Timeout)], s_window, new(Ttft: 300, Tpot: 25), new());

        Assert.Equal(0.1, report.Goodput!.RequestsPerSecond, 1e-9);
        Assert.Equal(1 / 3.0, report.Goodput.Share!.Value, 1e-9);
        Assert.Null(Report(Answer(0, 200)).Goodput);
    }

    [Fact]
    public void Cached_prompt_tokens_are_told()
    {
        var report = Report(Made.Of(ChatProtocol.OpenAi, (200, Text("a")), (220, Text("b")), (221, Usage(2, input: 40, cached: 30) + Made.Done)));

        Assert.Equal(0.75, report.CachedShare);
    }

    private static LoadReport Report(params Sample[] samples) => LoadReport.Of(samples, s_window, new(), new());

    /// <summary>Two tokens, 20 ms from each other.</summary>
    private static Sample Answer(double at, double ttft) => Made.Of(ChatProtocol.OpenAi, at, (ttft, Text("a")), (ttft + 20, Text("b")), (ttft + 21, Usage(2) + Made.Done));

    private static Sample Failed(double at, RequestOutcome outcome) => Made.Of(ChatProtocol.OpenAi, at) with { Outcome = outcome, Done = Time(at + 10) };

    private static Sample Span(double from, double to) => Made.Of(ChatProtocol.OpenAi, from) with { Done = Time(to) };
}
