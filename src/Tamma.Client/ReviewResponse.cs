using System.Text.Json;

namespace Tamma.Client;

/// <summary>A finding that looks wrong and waits for a person or a rule.</summary>
public sealed record ReviewResponse
{
    /// <summary>The review's id.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>removal</c>, <c>price_jump</c>, <c>price_to_zero</c> or <c>limit_halved</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>open</c>, <c>accepted</c>, <c>rejected</c>, <c>withdrawn</c> or <c>flagged</c>.</summary>
    public required string State { get; init; }

    /// <summary>The source that says so.</summary>
    public required string Source { get; init; }

    /// <summary>The provider that it is about.</summary>
    public required string Provider { get; init; }

    /// <summary>The model's key, when it is about one.</summary>
    public string? Model { get; init; }

    /// <summary>Dotted path, when it is about a value.</summary>
    public string? Field { get; init; }

    /// <summary>The value that stands.</summary>
    public JsonElement? Old { get; init; }

    /// <summary>The value that waits.</summary>
    public JsonElement? Proposed { get; init; }

    /// <summary>Keys of the models that would go, for a removal.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The finding in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>When it was first seen.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When a run last said the same.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>How many runs said so.</summary>
    public required int Sightings { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who decided.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>Why it was decided so.</summary>
    public string? Reason { get; init; }

    /// <summary>The run that opened it.</summary>
    public required Guid Run { get; init; }
}

/// <summary>A decision on a review.</summary>
public sealed record ReviewDecisionRequest
{
    /// <summary>Why; kept with the review.</summary>
    public string? Reason { get; init; }
}
