using Tamma.Client.Benchmarks;

namespace Tamma.Server.Tests.Benchmarks;

/// <summary>Reports with known contents.</summary>
internal static class Reports
{
    public static LoadReportResponse Of(int concurrency = 8, string verdict = "valid", string model = "qwen3-8b") => new()
    {
        Verdict = verdict,
        Reasons = verdict is "valid" ? [] : ["Because."],
        Protocol = "openai",
        Url = new("http://name:secret@localhost:8000/v1?key=secret#secret"),
        Model = model,
        ServedModels = [model],
        Load = new() { Concurrency = concurrency },
        Seed = 7,
        StartedAt = new(2026, 11, 24, 2, 10, 0, TimeSpan.Zero),
        Seconds = 3,
        Requests = new() { Total = 104, Ok = 97, Errors = 2, Throttled = 1, Cancelled = 4, ByError = new Dictionary<string, int>(StringComparer.Ordinal) { ["http_status"] = 2 }, FailureRate = 0.03, FailureInterval = [0.01, 0.085] },
        Metrics = new()
        {
            Ttfb = Metric(40),
            Ttft = Metric(42),
            Ttfo = Metric(42),
            Tpot = Metric(10),
            Icl = Metric(10),
            E2e = Metric(240),
            User = new() { Count = 0 },
            DispatchDelay = new() { Count = 0 },
            SendDelay = Metric(0.2),
        },
        Throughput = new() { RequestsPerSecond = 32.3, OutputTokensPerSecond = 100 * Math.Min(concurrency, 8), CharactersPerSecond = 3_160 },
        InFlightMean = concurrency - 0.1,
        InFlightMax = concurrency,
        Asked = new() { Stream = true, Seconds = 3, WarmupSeconds = 1, TimeoutSeconds = 300 },
        Workload = new() { Tokenizer = "estimate", Estimated = true, Input = new() { Mean = 100, Min = 100, Max = 100 }, Output = new() { Mean = 20, Min = 20, Max = 20 }, Forms = 64, Unique = true },
        Distribution = new() { Ttft = Curve(42), Tpot = Curve(10), Icl = Curve(10), E2e = Curve(240) },
        Timeline = [.. Enumerable.Range(-1, 4).Select(second => new TimeSliceResponse { At = second, Seconds = 1, Started = 30 + second, Ok = 29, Failed = second == 1 ? 3 : 0, OutputTokens = 640, InFlightMean = 7.9, TtftMedian = second == 2 ? null : 42 + second })],
        Client = new() { ProbeP99 = 0.5, SendDelayP99 = 0.4, CpuCores = 0.08, PeakBytes = 75_000_000, BytesSent = 40_000, BytesReceived = 900_000, Version = "1.2.3", Runtime = ".NET 10.0.0", System = "Linux", Processors = 2, InlineCompletions = true },
    };

    public static LoadSweepResponse Sweep(params LoadReportResponse[] levels) => Client.Benchmarks.Sweeps.Sweep.Of(levels);

    private static MetricResponse Metric(double middle) => new()
    {
        Count = 97,
        Mean = middle * 1.05,
        Min = middle / 2,
        Max = middle * 3,
        P50 = middle,
        P90 = middle * 1.5,
        Intervals = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal) { ["p50"] = [middle * 0.97, middle * 1.04], ["p90"] = [middle * 1.4, middle * 1.8] },
        Bounds = new Dictionary<string, double>(StringComparer.Ordinal) { ["p50"] = middle * 1.1, ["p90"] = middle * 2 },
        Needs = new Dictionary<string, int>(StringComparer.Ordinal) { ["p95"] = 130, ["p99"] = 662, ["p999"] = 6_636 },
    };

    private static IReadOnlyList<DistributionPoint> Curve(double middle) => [.. Enumerable.Range(0, 97).Select(i => new DistributionPoint(i / 96.0, middle * (0.5 + (2.5 * Math.Pow(i / 96.0, 2)))))];
}
