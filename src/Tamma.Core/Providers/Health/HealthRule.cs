namespace Tamma.Providers.Health;

/// <summary>When a connection counts as what.</summary>
public sealed record HealthRule
{
    public static HealthRule Default { get; } = new();

    /// <summary>Failures in a row that make it unhealthy, and imperfect answers in a row that make it degraded.</summary>
    public int FailureThreshold { get; init; } = 3;

    /// <summary>Answers in a row that make it healthy again.</summary>
    public int RecoveryThreshold { get; init; } = 2;

    /// <summary>An answer that takes longer on average is slow.</summary>
    public TimeSpan SlowAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Samples of one connection that are kept at most.</summary>
    public int MostSamples { get; init; } = 4_000;

    /// <summary>How long a sample is kept.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(30);
}
