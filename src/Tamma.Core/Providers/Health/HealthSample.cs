namespace Tamma.Providers.Health;

/// <summary>How a connection fared at one time.</summary>
/// <param name="Connection">Its id.</param>
/// <param name="Fault">What went wrong; null when it answered.</param>
/// <param name="ResponseTime">How long one answer took on average; null when there was none.</param>
public sealed record HealthSample(string Connection, DateTimeOffset At, HealthOutcome Outcome, ProviderFault? Fault, TimeSpan? ResponseTime, HealthSource Source)
{
    /// <summary>What was wrong, in its operator's words; not on record, and null where the fault alone is known.</summary>
    internal string? Reason { get; init; }

    /// <summary>Whether there was a whole answer, however it came.</summary>
    public bool IsAnswer => Outcome is not (HealthOutcome.Failed or HealthOutcome.Absent);
}

public enum HealthOutcome
{
    /// <summary>A whole answer, at once.</summary>
    Good,

    /// <summary>A whole answer that took longer than <see cref="HealthRule.SlowAfter"/>.</summary>
    Slow,

    /// <summary>A whole answer after tries that failed.</summary>
    Partial,

    /// <summary>No whole answer.</summary>
    Failed,

    /// <summary>A server of this machine that was looked for and once there does not run now, which is no failure.</summary>
    Absent,
}

public enum HealthSource
{
    /// <summary>A run of discovery.</summary>
    Run,

    /// <summary>A cheap request between runs.</summary>
    Check,
}
