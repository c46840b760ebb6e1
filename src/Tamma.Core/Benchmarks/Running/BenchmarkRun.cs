using Tamma.Benchmarks.Plans;
using Tamma.Benchmarks.Reports;

namespace Tamma.Benchmarks.Running;

/// <summary>One plan from the moment it is taken to its report.</summary>
public sealed record BenchmarkRun
{
    public required Guid Id { get; init; }

    public required BenchmarkPlan Plan { get; init; }

    /// <summary>Which connection it goes through.</summary>
    public required string Connection { get; init; }

    public BenchmarkState State { get; init; } = BenchmarkState.Queued;

    public required DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What became of it, for people; null while nothing did.</summary>
    public string? Sentence { get; init; }

    /// <summary>Of its report; null without one.</summary>
    public LoadVerdict? Verdict { get; init; }

    /// <summary>US dollars that it cannot pass at the prices of its begin; null where no price is known.</summary>
    public decimal? WorstCost { get; init; }

    /// <summary>Requests whose samples are kept.</summary>
    public int Samples { get; init; }

    public bool IsOver => State is not (BenchmarkState.Queued or BenchmarkState.Running);
}

public enum BenchmarkState
{
    /// <summary>Another one measures; it waits, so that neither disturbs the other.</summary>
    Queued,
    Running,

    /// <summary>There is a report; whether its figures may be used, its verdict says.</summary>
    Completed,

    /// <summary>There is none, and <see cref="BenchmarkRun.Sentence"/> says why.</summary>
    Failed,
    Cancelled,

    /// <summary>There is a report, and its figures are those of the machine that measured.</summary>
    ClientLimited,
}
