namespace Tamma.Benchmarks;

/// <summary>Bounds of measuring.</summary>
public sealed record BenchmarkOptions
{
    /// <summary>Runs that wait for their turn; more are refused.</summary>
    public int MostQueued { get; init; } = 100;

    /// <summary>Requests of a run whose samples are kept; of the others only what the report says.</summary>
    public int MostSamples { get; init; } = 100_000;

    /// <summary>How long samples are kept. Runs and reports are kept for ever.</summary>
    public TimeSpan KeepSamples { get; init; } = TimeSpan.FromDays(90);
}
