namespace Tamma.Client.Benchmarks;

/// <summary>A line of the load worker's standard output: how far it is, the report at its end, or why there is none.</summary>
public sealed record LoadLine
{
    /// <summary>How far it is.</summary>
    public LoadProgress? Progress { get; init; }

    /// <summary>What was measured; the last line of a run that was.</summary>
    public LoadReportResponse? Report { get; init; }

    /// <summary>Why nothing was measured, and what to do.</summary>
    public string? Refused { get; init; }
}

/// <summary>Counters while it runs, four times a second. Running figures are rough: they are of whole answers alone.</summary>
public sealed record LoadProgress
{
    /// <summary><c>connecting</c>, <c>warming</c>, <c>measuring</c> or <c>reading</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>Of the whole run, from 0 to 1.</summary>
    public double Done { get; init; }

    /// <summary>Since the run began.</summary>
    public double ElapsedSeconds { get; init; }

    /// <summary>Requests that were begun.</summary>
    public int Started { get; init; }

    /// <summary>Whole good answers.</summary>
    public int Ok { get; init; }

    /// <summary>Errors, timeouts and refusals to be asked so often.</summary>
    public int Failed { get; init; }

    /// <summary>Requests under way.</summary>
    public int InFlight { get; init; }

    /// <summary>Median time to the first byte of what has ended, in milliseconds.</summary>
    public double? TtfbP50 { get; init; }

    /// <summary>Median time to the end, in milliseconds.</summary>
    public double? E2eP50 { get; init; }

    /// <summary>The 90th percentile of the same.</summary>
    public double? TtfbP90 { get; init; }

    /// <summary>The 90th percentile of the same.</summary>
    public double? E2eP90 { get; init; }

    /// <summary>What failed, by its kind: of errors theirs, <c>timeout</c> and <c>throttled</c>.</summary>
    public IReadOnlyDictionary<string, int>? ByFailure { get; init; }
}
