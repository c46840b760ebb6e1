namespace Tamma.Client;

/// <summary>How a connection fares.</summary>
public sealed record HealthResponse
{
    /// <summary><c>unknown</c>, <c>healthy</c>, <c>degraded</c>, <c>unhealthy</c>, <c>rate_limited</c> or <c>unauthorised</c>.</summary>
    public required string State { get; init; }

    /// <summary>Since when; null when nothing is known yet.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why, in words an operator understands.</summary>
    public string? Sentence { get; init; }

    /// <summary>Snake_case name of the fault of the last run or check; null when it was an answer.</summary>
    public string? Fault { get; init; }

    /// <summary>Runs and checks in a row without an answer.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>When it last answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Share of the time in which it answered.</summary>
    public UptimeResponse? Uptime { get; init; }

    /// <summary>How long an answer took in the last 24 hours.</summary>
    public ResponseTimeResponse? ResponseTime { get; init; }

    /// <summary>Share of runs and checks of the last 24 hours without an answer, 0 to 1.</summary>
    public double? ErrorRate { get; init; }

    /// <summary>Whether it is asked at all.</summary>
    public required CircuitResponse Circuit { get; init; }

    /// <summary>Bounds that the provider told, as they were when it told them.</summary>
    public IReadOnlyList<RateLimitResponse>? RateLimits { get; init; }

    /// <summary>When it told <see cref="RateLimits"/>.</summary>
    public DateTimeOffset? RateLimitsAt { get; init; }

    /// <summary>Since when its address is deprecated, as it says (RFC 9745).</summary>
    public DateTimeOffset? Deprecated { get; init; }

    /// <summary>When its address stops to answer, as it says (RFC 8594).</summary>
    public DateTimeOffset? Sunset { get; init; }

    /// <summary>Where the provider explains that.</summary>
    public string? DeprecationLink { get; init; }
}

/// <summary>Shares of a time, 0 to 1; null where nothing is known of it.</summary>
public sealed record UptimeResponse
{
    /// <summary>Of the last 24 hours.</summary>
    public double? Day { get; init; }

    /// <summary>Of the last 7 days.</summary>
    public double? Week { get; init; }

    /// <summary>Of the last 30 days.</summary>
    public double? Month { get; init; }
}

/// <summary>How long answers took, in milliseconds.</summary>
public sealed record ResponseTimeResponse
{
    /// <summary>Half of them took no longer.</summary>
    public required double P50Ms { get; init; }

    /// <summary>95 % of them took no longer.</summary>
    public required double P95Ms { get; init; }
}

/// <summary>Whether a connection is asked at all: one that fails again and again is left alone for a while.</summary>
public sealed record CircuitResponse
{
    /// <summary><c>closed</c> (asked as usual), <c>open</c> (left alone) or <c>half_open</c> (one request finds out).</summary>
    public required string State { get; init; }

    /// <summary>Since when it is not closed.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>From when on one request is let through.</summary>
    public DateTimeOffset? HalfOpenAt { get; init; }
}

/// <summary>A bound that a provider sets and tells.</summary>
public sealed record RateLimitResponse
{
    /// <summary>What is counted: <c>requests</c>, <c>input_tokens</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How many in one period.</summary>
    public decimal? Limit { get; init; }

    /// <summary>How many were left.</summary>
    public decimal? Remaining { get; init; }

    /// <summary>Percent that were left, where the provider tells no more.</summary>
    public decimal? RemainingPercent { get; init; }

    /// <summary>The provider says that there is no bound.</summary>
    public bool? Unlimited { get; init; }

    /// <summary>When all are there again.</summary>
    public DateTimeOffset? ResetsAt { get; init; }
}

/// <summary>How a connection fared, newest first.</summary>
public sealed record ConnectionHealthResponse
{
    /// <summary>The connection's id.</summary>
    public required string Connection { get; init; }

    /// <summary>How it fares now.</summary>
    public required HealthResponse Health { get; init; }

    /// <summary>Runs and checks, newest first.</summary>
    public required IReadOnlyList<HealthSampleResponse> Samples { get; init; }
}

/// <summary>What one run or check showed.</summary>
public sealed record HealthSampleResponse
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><c>good</c>, <c>slow</c>, <c>partial</c>, <c>failed</c> or <c>absent</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Snake_case name of the fault.</summary>
    public string? Fault { get; init; }

    /// <summary>How long one answer took on average, in milliseconds.</summary>
    public double? ResponseTimeMs { get; init; }

    /// <summary><c>run</c> or <c>check</c>.</summary>
    public required string Source { get; init; }
}
