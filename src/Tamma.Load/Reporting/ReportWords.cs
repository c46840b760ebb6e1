using System.Runtime.InteropServices;
using System.Text.Json;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Samples;
using Tamma.Client.Benchmarks;

namespace Tamma.Load.Reporting;

/// <summary>The report as the wire has it.</summary>
internal static class ReportWords
{
    public static LoadReportResponse Of(LoadReport report, LoadPlan plan, DateTimeOffset startedAt, RunEnd end) => new()
    {
        Verdict = Word(report.Verdict),
        Reasons = Reasons(report, end.IsFull),
        Protocol = plan.Protocol,
        Url = plan.Url,
        Model = plan.Model,
        ServedModels = report.ServedModels,
        Load = plan.Load,
        Seed = plan.Seed,
        StartedAt = startedAt,
        Seconds = report.Window.Seconds,
        Requests = Requests(report),
        Metrics = new()
        {
            Ttfb = Metric(report.Ttfb),
            Ttft = Metric(report.Ttft),
            Ttfo = Metric(report.Ttfo),
            Tpot = Metric(report.Tpot),
            Icl = Metric(report.Icl),
            E2e = Metric(report.E2e),
            User = Metric(report.User),
            DispatchDelay = Metric(report.DispatchDelay),
            SendDelay = Metric(report.SendDelay),
        },
        Throughput = new()
        {
            RequestsPerSecond = report.Throughput.RequestsPerSecond,
            OutputTokensPerSecond = report.Throughput.OutputTokensPerSecond,
            InputTokensPerSecond = report.Throughput.InputTokensPerSecond,
            CharactersPerSecond = report.Throughput.CharactersPerSecond,
            PeakOutputTokensPerSecond = report.Throughput.PeakOutputTokensPerSecond,
        },
        InFlightMean = report.InFlight?.Mean,
        InFlightMax = report.InFlight?.Max,
        GoodputPerSecond = report.Goodput?.RequestsPerSecond,
        GoodputShare = report.Goodput?.Share,
        TtftSlope = report.Steadiness.Ttft?.Slope,
        CoalescedShare = report.Coalesced,
        TokensPerChunk = report.TokensPerChunk,
        CachedShare = report.CachedShare,
        Asked = PlotWords.Asked(plan),
        CutShort = end.IsCutShort,
        Distribution = PlotWords.Distribution(report),
        Timeline = PlotWords.Timeline(report),
        Client = Client(report.Client),
    };

    private static List<string> Reasons(LoadReport report, bool isFull)
    {
        List<string> reasons = [.. report.ClientLimits.Select(limit => $"The measuring program was the limit: {limit}. Take a lower load, or a machine that does nothing else.")];
        if (report.FailureRate > LoadReport.MostFailures)
        {
            reasons.Add(FormattableString.Invariant($"{report.FailureRate:0.0%} of the requests failed; figures of the others say little of the server."));
        }

        if (!report.Outcomes.ContainsKey(RequestOutcome.Ok))
        {
            reasons.Add("No request of the window was answered.");
        }

        if (report.Steadiness.IsOverSaturated)
        {
            reasons.Add("The server fell behind all the while: the number of requests under way rose, and with it the wait for a first token. Its percentiles tell how long it was asked.");
        }

        if (isFull)
        {
            reasons.Add($"It ended early: more than {Ledger.MostHeld >> 30} GiB of answers would have been held. Take fewer requests.");
        }

        return reasons;
    }

    private static LoadRequestsResponse Requests(LoadReport report) => new()
    {
        Total = report.Outcomes.Values.Sum(),
        Ok = report.Outcomes.GetValueOrDefault(RequestOutcome.Ok),
        Errors = report.Outcomes.GetValueOrDefault(RequestOutcome.Error),
        Timeouts = report.Outcomes.GetValueOrDefault(RequestOutcome.Timeout),
        Throttled = report.Outcomes.GetValueOrDefault(RequestOutcome.Throttled),
        Cancelled = report.Outcomes.GetValueOrDefault(RequestOutcome.Cancelled),
        ByError = report.Errors.ToDictionary(pair => Word(pair.Key), pair => pair.Value, StringComparer.Ordinal),
        FailureRate = report.FailureRate,
        FailureInterval = report.FailureInterval is { } interval ? [interval.Low, interval.High] : null,
    };

    private static MetricResponse Metric(Summary summary)
    {
        (string Name, Quantile? Quantile)[] quantiles = [("p50", summary.P50), ("p90", summary.P90), ("p95", summary.P95), ("p99", summary.P99), ("p999", summary.P999)];
        return new()
        {
            Count = summary.Count,
            Mean = summary.Mean,
            Min = summary.Min,
            Max = summary.Max,
            P50 = summary.P50?.Value,
            P90 = summary.P90?.Value,
            P95 = summary.P95?.Value,
            P99 = summary.P99?.Value,
            P999 = summary.P999?.Value,
            Intervals = quantiles.Where(pair => pair.Quantile?.Interval is not null)
                .ToDictionary(pair => pair.Name, pair => (IReadOnlyList<double>)[pair.Quantile!.Interval!.Value.Low, pair.Quantile.Interval.Value.High], StringComparer.Ordinal),
            Bounds = quantiles.Where(pair => pair.Quantile?.Bound is not null).ToDictionary(pair => pair.Name, pair => pair.Quantile!.Bound!.Value, StringComparer.Ordinal),
            Needs = quantiles.Where(pair => pair.Quantile?.Needs is not null).ToDictionary(pair => pair.Name, pair => pair.Quantile!.Needs!.Value, StringComparer.Ordinal),
        };
    }

    private static LoadClientResponse Client(ClientHealth client) => new()
    {
        ProbeP99 = client.ProbeP99,
        SendDelayP99 = client.SendDelayP99,
        DispatchDelayP99 = client.DispatchDelayP99,
        Collections = client.Collections,
        PauseTotal = client.PauseTotal,
        PauseMax = client.PauseMax,
        MostQueued = client.MostQueued,
        CpuCores = client.CpuCores,
        PeakBytes = client.PeakBytes,
        BytesSent = client.BytesSent,
        BytesReceived = client.BytesReceived,
        Version = typeof(ReportWords).Assembly.GetName().Version?.ToString(3) ?? "0",
        Runtime = RuntimeInformation.FrameworkDescription,
        System = RuntimeInformation.OSDescription,
        Processors = Environment.ProcessorCount,
        InlineCompletions = Environment.GetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS") is "1",
    };

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
