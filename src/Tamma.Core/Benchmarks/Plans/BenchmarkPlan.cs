using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Shapes;
using Tamma.Catalog;

namespace Tamma.Benchmarks.Plans;

/// <summary>What is to be measured of one model of the catalogue. Immutable; stored before anything is sent.</summary>
public sealed record BenchmarkPlan
{
    public required ModelKey Model { get; init; }

    /// <summary>Through which connection; null for the first that offers it and may be asked.</summary>
    public string? Connection { get; init; }

    public required LoadShape Load { get; init; }

    /// <summary>A closed loop begins its streams within this time, evenly.</summary>
    public TimeSpan Ramp { get; init; }

    public Workload Workload { get; init; } = new();

    /// <summary>Of the window; null where <see cref="Requests"/> ends it. With both, what comes first does.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>After the warm-up.</summary>
    public int? Requests { get; init; }

    /// <summary>Load before the window, which is not drained.</summary>
    public TimeSpan Warmup { get; init; }

    /// <summary>Longest wait for a whole answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    public Objectives Objectives { get; init; } = new();

    /// <summary>The same gives the same prompts and arrivals.</summary>
    public int Seed { get; init; }

    public bool IsStream { get; init; } = true;

    /// <summary>Most that the run may cost, in US dollars; giving it is the consent to pay.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Most tokens, in and out, of a model whose price nobody knows.</summary>
    public long? TokenCap { get; init; }

    /// <summary>Consent to spend what a plan includes: a subscription is not free.</summary>
    public bool UsesQuota { get; init; }

    /// <summary>Who asked.</summary>
    public string? Actor { get; init; }
}
