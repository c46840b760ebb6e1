namespace Tamma.Client;

/// <summary>One discovery of one source.</summary>
public sealed record RunResponse
{
    /// <summary>The run's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The source that is read.</summary>
    public required string Source { get; init; }

    /// <summary><c>schedule</c>, <c>start</c>, <c>manual</c> or <c>recovery</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary><c>queued</c>, <c>running</c>, <c>unchanged</c>, <c>succeeded</c>, <c>held</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Snake_case name of the fault, when it failed.</summary>
    public string? Fault { get; init; }

    /// <summary>What happened, in words an operator understands.</summary>
    public string? Sentence { get; init; }

    /// <summary>Pages read.</summary>
    public int Pages { get; init; }

    /// <summary>Bytes read.</summary>
    public long Bytes { get; init; }

    /// <summary>What it found.</summary>
    public required RunCountsResponse Counts { get; init; }

    /// <summary>Hashes of the raw documents.</summary>
    public IReadOnlyList<string>? Documents { get; init; }

    /// <summary>Leaves that have no field here, with how often each was seen.</summary>
    public IReadOnlyDictionary<string, int>? UnknownFields { get; init; }

    /// <summary>How often each reading rule was applied.</summary>
    public IReadOnlyDictionary<string, int>? Rules { get; init; }

    /// <summary>What was found wrong or worth knowing in the models that it brought or changed: how often, by code.</summary>
    public IReadOnlyDictionary<string, int>? Findings { get; init; }

    /// <summary>The first event that it made.</summary>
    public long? FirstPosition { get; init; }

    /// <summary>The last event that it made.</summary>
    public long? LastPosition { get; init; }

    /// <summary>The review that holds it.</summary>
    public Guid? Review { get; init; }
}

/// <summary>What a run found.</summary>
public sealed record RunCountsResponse
{
    /// <summary>Models that the answer lists.</summary>
    public int Listed { get; init; }

    /// <summary>New rows.</summary>
    public int Added { get; init; }

    /// <summary>Rows with a changed value.</summary>
    public int Updated { get; init; }

    /// <summary>Rows that the answer no longer lists.</summary>
    public int Missing { get; init; }

    /// <summary>Rows that are listed again.</summary>
    public int Returned { get; init; }

    /// <summary>Rows that were taken out.</summary>
    public int Removed { get; init; }

    /// <summary>Rows of which only the claimants changed.</summary>
    public int FactsChanged { get; init; }
}
