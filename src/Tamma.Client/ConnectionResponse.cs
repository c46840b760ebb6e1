namespace Tamma.Client;

/// <summary>One configured way to reach a provider, and how it fares.</summary>
public sealed record ConnectionResponse
{
    /// <summary>The connection's id.</summary>
    public required string Id { get; init; }

    /// <summary>Which adapter reads it.</summary>
    public required string Type { get; init; }

    /// <summary>The provider that it reaches.</summary>
    public required string Provider { get; init; }

    /// <summary>Base URL.</summary>
    public required string Url { get; init; }

    /// <summary>Name of the variable or file that holds the credential; never its value.</summary>
    public string? Credential { get; init; }

    /// <summary>How often it is asked.</summary>
    public required long IntervalSeconds { get; init; }

    /// <summary>Belongs to the Simulator.</summary>
    public bool Simulated { get; init; }

    /// <summary>Found and not configured: no fault when it is absent.</summary>
    public bool Optional { get; init; }

    /// <summary><c>ok</c>, <c>failing</c>, <c>absent</c>, <c>never_run</c> or <c>not_configured</c>.</summary>
    public required string State { get; init; }

    /// <summary>How it fares.</summary>
    public HealthResponse? Health { get; init; }

    /// <summary>When it last confirmed what is kept.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>It fails, and what it confirmed last is old; its models stay and are marked.</summary>
    public bool? Stale { get; init; }

    /// <summary>When the last run ended.</summary>
    public DateTimeOffset? LastRun { get; init; }

    /// <summary>When the last good run ended.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When the next run is due.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>Models that it lists.</summary>
    public int Models { get; init; }

    /// <summary>Snake_case name of the last run's fault.</summary>
    public string? Fault { get; init; }

    /// <summary>What is wrong, in words an operator understands.</summary>
    public string? Sentence { get; init; }
}
