using System.Collections.Immutable;
using Tamma.Catalog;

namespace Tamma.Discovery;

/// <summary>One discovery of one source, from its start to its end.</summary>
public sealed record Run
{
    public required Guid Id { get; init; }

    public required SourceId Source { get; init; }

    public required RunTrigger Trigger { get; init; }

    public RunState State { get; init; } = RunState.Queued;

    public required DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Snake_case name of the fault, when it failed.</summary>
    public string? Fault { get; init; }

    /// <summary>What happened, in words an operator understands: <c>openai: key rejected (401), from OPENAI_API_KEY. 41 models kept, stale since 09:12.</c></summary>
    public string? Sentence { get; init; }

    public int Pages { get; init; }

    public long Bytes { get; init; }

    public RunCounts Counts { get; init; } = new();

    public ImmutableArray<DocumentHash> Documents { get; init; } = [];

    public ImmutableSortedDictionary<string, int> UnknownFields { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    public ImmutableSortedDictionary<string, int> Rules { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>What was found wrong or worth knowing in the models that it brought or changed, by code.</summary>
    public ImmutableSortedDictionary<string, int> Findings { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>The events that it made, first to last; null when none.</summary>
    public long? FirstPosition { get; init; }

    public long? LastPosition { get; init; }

    /// <summary>The review that holds it.</summary>
    public Guid? Review { get; init; }

    public bool IsOver => State is not (RunState.Queued or RunState.Running);
}

public sealed record RunCounts
{
    /// <summary>Models that the answer lists.</summary>
    public int Listed { get; init; }

    public int Added { get; init; }

    public int Updated { get; init; }

    public int Missing { get; init; }

    public int Returned { get; init; }

    public int Removed { get; init; }

    public int FactsChanged { get; init; }
}

public enum RunTrigger
{
    Schedule,
    Start,
    Manual,

    /// <summary>It answers again.</summary>
    Recovery,
}

public enum RunState
{
    Queued,
    Running,

    /// <summary>The source confirmed what we keep.</summary>
    Unchanged,
    Succeeded,

    /// <summary>A review holds it; nothing was written to the catalogue.</summary>
    Held,
    Failed,
    Cancelled,
}
