namespace Tamma.Client.Benchmarks;

/// <summary>A benchmark from the moment it is taken to its report.</summary>
public sealed record BenchmarkResponse
{
    /// <summary>Its id; absent in a dry run, which is none.</summary>
    public Guid? Id { get; init; }

    /// <summary>The model's key.</summary>
    public required string Model { get; init; }

    /// <summary>Which connection it goes through.</summary>
    public string? Connection { get; init; }

    /// <summary><c>queued</c>, <c>running</c>, <c>completed</c>, <c>failed</c>, <c>cancelled</c> or <c>client_limited</c>; <c>estimated</c> in a dry run.</summary>
    public required string State { get; init; }

    /// <summary>Of its report: <c>valid</c>, <c>invalid</c>, <c>over_saturated</c> or <c>client_limited</c>.</summary>
    public string? Verdict { get; init; }

    /// <summary>What became of it, in words.</summary>
    public string? Sentence { get; init; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>When its turn came.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When all of it was stored.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>US dollars that it cannot pass at the prices of its begin; absent where no price is known.</summary>
    public decimal? WorstCost { get; init; }

    /// <summary>No more requests are sent than these; absent where only the plan bounds them.</summary>
    public int? MostRequests { get; init; }

    /// <summary>Requests whose samples are kept.</summary>
    public int? Samples { get; init; }

    /// <summary>Who asked.</summary>
    public string? Actor { get; init; }

    /// <summary>How far it is, while it measures.</summary>
    public LoadProgress? Progress { get; init; }

    /// <summary>What was measured; not in lists.</summary>
    public LoadReportResponse? Report { get; init; }
}
