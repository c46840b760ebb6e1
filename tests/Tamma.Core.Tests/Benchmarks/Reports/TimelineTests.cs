using CsCheck;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Samples;
using Tamma.Core.Tests.Benchmarks.Samples;
using Tamma.Providers.Chat;
using Xunit;
using static Tamma.Core.Tests.Benchmarks.Samples.Made;

namespace Tamma.Core.Tests.Benchmarks.Reports;

public sealed class TimelineTests
{
    private static readonly RequestOutcome[] s_outcomes = [RequestOutcome.Ok, RequestOutcome.Ok, RequestOutcome.Timeout, RequestOutcome.Throttled, RequestOutcome.Cancelled];

    private static readonly Gen<Sample> s_sample =
        from at in Gen.Double[-3_000, 12_000]
        from first in Gen.Double[1, 4_000]
        from gap in Gen.Double[0, 3_000]
        from outcome in Gen.Int[0, 4].Select(i => s_outcomes[i])
        select Answer(at, first, gap) with { Outcome = outcome };

    [Fact]
    public void Its_sums_are_what_the_report_says_of_the_window() =>
        (from samples in s_sample.List[0, 40] from seconds in Gen.Double[0.2, 300] from warmup in Gen.Double[0, 5] select (samples, seconds, warmup)).Sample(run =>
        {
            var window = new Window(Time(0), Time(run.seconds * 1_000));
            var report = LoadReport.Of(run.samples, window, new(), new(), Time(-run.warmup * 1_000));

            var slices = report.Timeline.Where(slice => slice.At >= 0).ToList();
            Assert.InRange(slices.Count, 1, Timeline.MostSlices);
            Assert.Equal(window.Seconds, slices.Sum(slice => slice.Seconds), 1e-6);
            Assert.Equal(report.Outcomes.Values.Sum(), slices.Sum(slice => slice.Started));
            Assert.Equal(report.Throughput.RequestsPerSecond * window.Seconds, slices.Sum(slice => slice.Ok), 1e-6);
            Assert.Equal(report.Throughput.OutputTokensPerSecond is null, slices.TrueForAll(slice => slice.OutputTokens is null));
            Assert.Equal((report.Throughput.OutputTokensPerSecond ?? 0) * window.Seconds, slices.Sum(slice => slice.OutputTokens ?? 0), 1e-6);
            Assert.Equal(report.InFlight!.Mean * window.Seconds, slices.Sum(slice => slice.InFlightMean * slice.Seconds), 1e-6);
            Assert.Equal(run.samples.Count(sample => window.Has(sample.Done) && sample.Outcome is (RequestOutcome.Timeout or RequestOutcome.Throttled)), slices.Sum(slice => slice.Failed));
            Assert.Equal(run.warmup, report.Timeline.Where(slice => slice.At < 0).Sum(slice => slice.Seconds), 1e-6);
        });

    [Fact]
    public void Each_slice_has_its_own()
    {
        Sample[] samples = [Answer(-500, 100, 100), Answer(100, 200, 20), Answer(300, 400, 20), Answer(2_100, 50, 1_000)];

        var slices = Of(samples, new(Time(0), Time(3_500)), -1_500).ToList();

        Assert.Equal([-1.5, -1, 0, 1, 2, 3], slices.Select(slice => Math.Round(slice.At, 6)));
        Assert.Equal([0.5, 1, 1, 1, 1, 0.5], slices.Select(slice => Math.Round(slice.Seconds, 6)));
        Assert.Equal([0, 1, 2, 0, 1, 0], slices.Select(slice => slice.Started));
        Assert.Equal([0, 1, 2, 0, 0, 1], slices.Select(slice => slice.Ok));
        Assert.Equal([0, 2, 4, 0, 1, 1], slices.Select(slice => slice.OutputTokens!.Value));
        Assert.Equal([null, 100, 300, null, 50, null], slices.Select(slice => slice.TtftMedian is { } ttft ? (double?)Math.Round(ttft, 6) : null));
        Assert.Equal(0.9, slices[4].InFlightMean, 1e-6);
    }

    [Fact]
    public void Tokens_that_the_server_did_not_count_are_not_told()
    {
        var uncounted = Made.Of(ChatProtocol.OpenAi, 100, (50, Text("a")), (60, Text("b")), (70, Made.Done));

        Assert.All(Of([uncounted], new(Time(0), Time(1_000)), 0), slice => Assert.Null(slice.OutputTokens));
        Assert.Empty(Of([uncounted], new(Time(0), Time(0)), 0));
    }

    private static IEnumerable<TimeSlice> Of(IEnumerable<Sample> samples, Window window, double begin) =>
        Timeline.Of([.. samples.Select(sample => (sample, SampleFigures.Of(sample)))], window, Time(begin));

    private static Sample Answer(double at, double first, double gap) =>
        Made.Of(ChatProtocol.OpenAi, at, (first, Text("a")), (first + gap, Text("b")), (first + gap + 1, Usage(2) + Made.Done));
}
