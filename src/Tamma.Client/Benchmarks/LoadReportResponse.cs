using System.Collections.ObjectModel;

namespace Tamma.Client.Benchmarks;

/// <summary>What a run under one load says. Times are in milliseconds; what is undefined is absent and never zero. Reports are kept for ever, so a member that a later version adds is never required.</summary>
public sealed record LoadReportResponse
{
    /// <summary><c>valid</c>, <c>invalid</c> (too many failures), <c>over_saturated</c> or <c>client_limited</c>. Only valid runs are compared.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why it is not valid.</summary>
    public IReadOnlyList<string> Reasons { get => field ?? []; init; }

    /// <summary>As in the plan.</summary>
    public required string Protocol { get; init; }

    /// <summary>As in the plan.</summary>
    public required Uri Url { get; init; }

    /// <summary>As the server calls it.</summary>
    public required string Model { get; init; }

    /// <summary>Models that the answers named.</summary>
    public IReadOnlyList<string> ServedModels { get => field ?? []; init; }

    /// <summary>How requests are asked for.</summary>
    public required LoadArrivals Load { get; init; }

    /// <summary>As in the plan.</summary>
    public required int Seed { get; init; }

    /// <summary>Of the window.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Of the window.</summary>
    public required double Seconds { get; init; }

    /// <summary>At the end of a run that a number of requests ends: seconds from the first stream that had nothing left to ask. Throughput and concurrency count them, latencies do not suffer; absent where time ended it.</summary>
    public double? IdleSeconds { get; init; }

    /// <summary>By outcome.</summary>
    public required LoadRequestsResponse Requests { get; init; }

    /// <summary>By name.</summary>
    public required LoadMetricsResponse Metrics { get; init; }

    /// <summary>What came out.</summary>
    public required LoadThroughputResponse Throughput { get; init; }

    /// <summary>Requests under way, weighed by time.</summary>
    public double? InFlightMean { get; init; }

    /// <summary>The most at once.</summary>
    public int? InFlightMax { get; init; }

    /// <summary>Good answers that met every objective, a second; absent without objectives.</summary>
    public double? GoodputPerSecond { get; init; }

    /// <summary>Of all that began in the window and ended by themselves.</summary>
    public double? GoodputShare { get; init; }

    /// <summary>How the time to the first token moved over the window, in milliseconds a second.</summary>
    public double? TtftSlope { get; init; }

    /// <summary>Share of pieces that came in one read with the piece before.</summary>
    public double? CoalescedShare { get; init; }

    /// <summary>As the server counted.</summary>
    public double? TokensPerChunk { get; init; }

    /// <summary>Share of prompt tokens that came from a cache.</summary>
    public double? CachedShare { get; init; }

    /// <summary>What was asked.</summary>
    public LoadWorkloadResponse? Workload { get; init; }

    /// <summary>The model in the server's memory; absent where the server does not say.</summary>
    public LoadRuntimeResponse? Runtime { get; init; }

    /// <summary>What was asked for; absent in reports before it was told.</summary>
    public LoadAskedResponse? Asked { get; init; }

    /// <summary>Whether the run was ended by hand before its time; its figures are of what was measured until then.</summary>
    public bool CutShort { get; init; }

    /// <summary>Curves to draw.</summary>
    public LoadDistributionResponse? Distribution { get; init; }

    /// <summary>The run in slices, the warm-up at negative times.</summary>
    public IReadOnlyList<TimeSliceResponse> Timeline { get => field ?? []; init; }

    /// <summary>How the measuring program fared.</summary>
    public required LoadClientResponse Client { get; init; }
}

/// <summary>Requests that began in the window.</summary>
public sealed record LoadRequestsResponse
{
    /// <summary>All of them.</summary>
    public int Total { get; init; }

    /// <summary>Whole good answers.</summary>
    public int Ok { get; init; }

    /// <summary>Anything but an answer, a timeout and a refusal to be asked so often.</summary>
    public int Errors { get; init; }

    /// <summary>No whole answer in time.</summary>
    public int Timeouts { get; init; }

    /// <summary>429, 503 and 529.</summary>
    public int Throttled { get; init; }

    /// <summary>Cut when the window closed. No failures.</summary>
    public int Cancelled { get; init; }

    /// <summary>Errors by their kind.</summary>
    public IReadOnlyDictionary<string, int> ByError { get => field ?? ReadOnlyDictionary<string, int>.Empty; init; }

    /// <summary>The same in words, the most frequent first; at most ten kinds.</summary>
    public IReadOnlyList<LoadFailureResponse> Failures { get => field ?? []; init; }

    /// <summary>Of all that ended by themselves.</summary>
    public double? FailureRate { get; init; }

    /// <summary>Low and high, 95 %.</summary>
    public IReadOnlyList<double>? FailureInterval { get; init; }
}

/// <summary>Each metric by its name; docs/benchmarks.md defines them.</summary>
public sealed record LoadMetricsResponse
{
    /// <summary>Time to first byte of the body.</summary>
    public required MetricResponse Ttfb { get; init; }

    /// <summary>Time to first token: the first text that is not empty, reasoning and arguments of tools included.</summary>
    public required MetricResponse Ttft { get; init; }

    /// <summary>Time to first output: without reasoning.</summary>
    public required MetricResponse Ttfo { get; init; }

    /// <summary>Time per output token after the first.</summary>
    public required MetricResponse Tpot { get; init; }

    /// <summary>Gaps between tokens that came in different reads.</summary>
    public required MetricResponse Icl { get; init; }

    /// <summary>From the start to the last token.</summary>
    public required MetricResponse E2e { get; init; }

    /// <summary>From the scheduled time to the last token: open loops only.</summary>
    public required MetricResponse User { get; init; }

    /// <summary>How late requests were begun: open loops only.</summary>
    public required MetricResponse DispatchDelay { get; init; }

    /// <summary>From the begin of a request to its last byte given to the system.</summary>
    public required MetricResponse SendDelay { get; init; }
}

/// <summary>Many values of one metric, in milliseconds.</summary>
public sealed record MetricResponse
{
    /// <summary>Values.</summary>
    public required int Count { get; init; }

    /// <summary>Arithmetic.</summary>
    public double? Mean { get; init; }

    /// <summary>The least.</summary>
    public double? Min { get; init; }

    /// <summary>The largest.</summary>
    public double? Max { get; init; }

    /// <summary>The median.</summary>
    public double? P50 { get; init; }

    /// <summary>The 90th percentile; absent below its floor, as all of them.</summary>
    public double? P90 { get; init; }

    /// <summary>The 95th percentile.</summary>
    public double? P95 { get; init; }

    /// <summary>The 99th percentile.</summary>
    public double? P99 { get; init; }

    /// <summary>The 99.9th percentile.</summary>
    public double? P999 { get; init; }

    /// <summary>By quantile: low and high, 95 %.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Intervals { get => field ?? ReadOnlyDictionary<string, IReadOnlyList<double>>.Empty; init; }

    /// <summary>By quantile: what the true one is below with 99 %.</summary>
    public IReadOnlyDictionary<string, double> Bounds { get => field ?? ReadOnlyDictionary<string, double>.Empty; init; }

    /// <summary>By quantile: samples that it needs, where there are fewer.</summary>
    public IReadOnlyDictionary<string, int> Needs { get => field ?? ReadOnlyDictionary<string, int>.Empty; init; }
}

/// <summary>By the time at which it came, within the window.</summary>
public sealed record LoadThroughputResponse
{
    /// <summary>Whole good answers.</summary>
    public double RequestsPerSecond { get; init; }

    /// <summary>As the server counted; absent where it did not.</summary>
    public double? OutputTokensPerSecond { get; init; }

    /// <summary>As the server counted; absent where it did not.</summary>
    public double? InputTokensPerSecond { get; init; }

    /// <summary>Needs no tokenizer: for comparing models of different ones.</summary>
    public double CharactersPerSecond { get; init; }

    /// <summary>The best second.</summary>
    public double? PeakOutputTokensPerSecond { get; init; }
}

/// <summary>The measuring program itself.</summary>
public sealed record LoadClientResponse
{
    /// <summary>How late a timer of 5 ms was, in milliseconds.</summary>
    public double? ProbeP99 { get; init; }

    /// <summary>In milliseconds.</summary>
    public double? SendDelayP99 { get; init; }

    /// <summary>In milliseconds.</summary>
    public double? DispatchDelayP99 { get; init; }

    /// <summary>Of garbage.</summary>
    public int Collections { get; init; }

    /// <summary>Of garbage collections, in milliseconds.</summary>
    public double PauseTotal { get; init; }

    /// <summary>The longest, in milliseconds.</summary>
    public double PauseMax { get; init; }

    /// <summary>The longest queue of the thread pool that was seen.</summary>
    public long MostQueued { get; init; }

    /// <summary>Of one core.</summary>
    public double CpuCores { get; init; }

    /// <summary>Working set.</summary>
    public long PeakBytes { get; init; }

    /// <summary>Bodies.</summary>
    public long BytesSent { get; init; }

    /// <summary>Bodies.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Version of HTTP.</summary>
    public string Http { get; init; } = "1.1";

    /// <summary>Connections that were opened within the window: each made a request wait. 0 where the server keeps those that were opened before.</summary>
    public int ConnectionsOpened { get; init; }

    /// <summary>Of the load worker.</summary>
    public required string Version { get; init; }

    /// <summary>.NET.</summary>
    public required string Runtime { get; init; }

    /// <summary>Operating system.</summary>
    public required string System { get; init; }

    /// <summary>Cores that it may use.</summary>
    public required int Processors { get; init; }

    /// <summary>Whether sockets complete inline, as they should in this program.</summary>
    public bool InlineCompletions { get; init; }
}
