namespace Tamma.Client;

/// <summary>One way to reach a provider, and how it fares.</summary>
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

    /// <summary><c>ok</c>, <c>failing</c>, <c>absent</c>, <c>never_run</c>, <c>disabled</c> or <c>not_configured</c>.</summary>
    public required string State { get; init; }

    /// <summary>How it fares.</summary>
    public HealthResponse? Health { get; init; }

    /// <summary>When it last confirmed what is kept.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>It fails, and what it confirmed last is old; its models stay and are marked.</summary>
    public bool? Stale { get; init; }

    /// <summary><c>configured</c>, <c>stored</c> for one that was added while the server ran, or <c>found</c> on its machine; null where it is only in the record.</summary>
    public string? Origin { get; init; }

    /// <summary>Where it is configured, for people.</summary>
    public string? ConfiguredIn { get; init; }

    /// <summary>False for one that is switched off: it is not read, and what it said stands.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>When it was added or found.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed or switched.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Who added it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>For HTTP Basic.</summary>
    public string? Username { get; init; }

    /// <summary>Names of the headers that go with each request; their values are never shown.</summary>
    public IReadOnlyList<string>? Headers { get; init; }

    /// <summary>Which reference rows are kept.</summary>
    public string? Listings { get; init; }

    /// <summary>It is the API of who sends the bill.</summary>
    public bool? Bills { get; init; }

    /// <summary>Patterns of the native ids that are kept; all when null.</summary>
    public IReadOnlyList<string>? Include { get; init; }

    /// <summary>Patterns of the native ids that are left out.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>Its own bounds.</summary>
    public ConnectionBoundsResponse? Limits { get; init; }

    /// <summary>What its type takes beyond all this, by name.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

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
