namespace Tamma.Client;

/// <summary>Whoever makes claims, and how it fares: a connection's list or a public document.</summary>
public sealed record SourceResponse
{
    /// <summary>The source's id: <c>connection:openai</c> or <c>models_dev</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>connection</c> or <c>reference</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Which adapter reads it.</summary>
    public required string Type { get; init; }

    /// <summary>The provider that it reaches; null for a public document.</summary>
    public string? Provider { get; init; }

    /// <summary>Where it is read.</summary>
    public required string Url { get; init; }

    /// <summary>Name of the variable or file that holds the credential; never its value.</summary>
    public string? Credential { get; init; }

    /// <summary>How often it is asked.</summary>
    public required long IntervalSeconds { get; init; }

    /// <summary>Belongs to the Simulator.</summary>
    public bool Simulated { get; init; }

    /// <summary>Found and not configured: no fault when it is absent.</summary>
    public bool Optional { get; init; }

    /// <summary>Which reference rows are kept: <c>none</c>, <c>my_providers</c> or <c>all</c>.</summary>
    public string? Listings { get; init; }

    /// <summary><c>ok</c>, <c>failing</c>, <c>absent</c>, <c>never_run</c>, <c>disabled</c> or <c>not_configured</c>.</summary>
    public required string State { get; init; }

    /// <summary>How it fares; null for a public document.</summary>
    public HealthResponse? Health { get; init; }

    /// <summary>It fails, and what it confirmed last is old; its models stay and are marked.</summary>
    public bool? Stale { get; init; }

    /// <summary>When the last run ended.</summary>
    public DateTimeOffset? LastRun { get; init; }

    /// <summary>When the last good run ended.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When it last confirmed what is kept.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When the next run is due.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>Models that it lists.</summary>
    public int Models { get; init; }

    /// <summary>Claims that it makes now.</summary>
    public int Claims { get; init; }

    /// <summary>Claims that wait for removal.</summary>
    public int PendingMissing { get; init; }

    /// <summary>Says in part what this source says, or all of it: agreement between the two confirms nothing.</summary>
    public string? DerivesFrom { get; init; }

    /// <summary>The open review of what its last answer would take away; null where the shrink guard holds nothing.</summary>
    public Guid? HeldBy { get; init; }

    /// <summary>Snake_case name of the last run's fault.</summary>
    public string? Fault { get; init; }

    /// <summary>What is wrong, in words an operator understands; of a source that is off, what switches it on.</summary>
    public string? Sentence { get; init; }

    /// <summary>Leaves of its last answer that have no field here, with how often each was seen.</summary>
    public IReadOnlyDictionary<string, int>? UnknownFields { get; init; }

    /// <summary>How often each reading rule was applied to its last answer.</summary>
    public IReadOnlyDictionary<string, int>? Rules { get; init; }
}
