namespace Tamma.Client.Benchmarks;

/// <summary>The empirical quantile functions of a run, at most some 200 points each: to draw. Figures to tell are in the metrics, which withhold those of too few samples.</summary>
public sealed record LoadDistributionResponse
{
    /// <summary>Time to first token.</summary>
    public IReadOnlyList<DistributionPoint> Ttft { get => field ?? []; init; }

    /// <summary>Time per output token.</summary>
    public IReadOnlyList<DistributionPoint> Tpot { get => field ?? []; init; }

    /// <summary>Gaps between tokens.</summary>
    public IReadOnlyList<DistributionPoint> Icl { get => field ?? []; init; }

    /// <summary>Whole answers.</summary>
    public IReadOnlyList<DistributionPoint> E2e { get => field ?? []; init; }

    /// <summary>From the schedule: open loops only.</summary>
    public IReadOnlyList<DistributionPoint> User { get => field ?? []; init; }
}

/// <summary>A point of a quantile function. The first is the least sample and the last the largest.</summary>
/// <param name="P">From 0 to 1.</param>
/// <param name="Value">In milliseconds.</param>
public readonly record struct DistributionPoint(double P, double Value);

/// <summary>What happened in a slice of a run; summed over the window it is what the report says of the window.</summary>
public sealed record TimeSliceResponse
{
    /// <summary>Seconds from the opening of the window to the begin of the slice; negative in the warm-up.</summary>
    public required double At { get; init; }

    /// <summary>Its length.</summary>
    public required double Seconds { get; init; }

    /// <summary>Requests that began in it.</summary>
    public int Started { get; init; }

    /// <summary>Whole good answers that ended in it.</summary>
    public int Ok { get; init; }

    /// <summary>Errors, timeouts and refusals that ended in it.</summary>
    public int Failed { get; init; }

    /// <summary>That came in it; absent where the server did not count.</summary>
    public double? OutputTokens { get; init; }

    /// <summary>Requests under way, weighed by time.</summary>
    public double InFlightMean { get; init; }

    /// <summary>Of good answers that began in it, in milliseconds; absent where none did.</summary>
    public double? TtftMedian { get; init; }
}
