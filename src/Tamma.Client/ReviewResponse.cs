using System.Text.Json;

namespace Tamma.Client;

/// <summary>A finding that looks wrong and waits for a person or a rule.</summary>
public sealed record ReviewResponse
{
    /// <summary>The review's id.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>removal</c>, <c>source_shrank</c>, <c>price_jump</c>, <c>price_to_zero</c>, <c>limit_halved</c>, <c>limit_jump</c>, <c>flap</c>, <c>mass_edit</c> or <c>capability_lost</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>open</c>, <c>accepted</c>, <c>rejected</c>, <c>withdrawn</c> or <c>flagged</c>.</summary>
    public required string State { get; init; }

    /// <summary>The source that says so.</summary>
    public required string Source { get; init; }

    /// <summary>The provider that it is about; <c>*</c> when it is about a whole document.</summary>
    public required string Provider { get; init; }

    /// <summary>The model's key, when it is about one.</summary>
    public string? Model { get; init; }

    /// <summary>Dotted path, when it is about a value.</summary>
    public string? Field { get; init; }

    /// <summary>The value that stands.</summary>
    public JsonElement? Old { get; init; }

    /// <summary>The value that waits.</summary>
    public JsonElement? Proposed { get; init; }

    /// <summary>The values that it is about when they are several, or when one needs more words; else <see cref="Model"/> and <see cref="Field"/> name the one.</summary>
    public IReadOnlyList<ReviewPartResponse> Parts { get; init; } = [];

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

    /// <summary>Who decided: a key's name, or the rule that closed it, <c>rule:second_sighting</c> for example.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>Why it was decided so.</summary>
    public string? Reason { get; init; }

    /// <summary>The run that opened it.</summary>
    public required Guid Run { get; init; }
}

/// <summary>One of the values that a review is about.</summary>
public sealed record ReviewPartResponse
{
    /// <summary>The model's key.</summary>
    public required string Model { get; init; }

    /// <summary>Dotted path.</summary>
    public required string Field { get; init; }

    /// <summary>The value that stood when it was found; absent when none was known.</summary>
    public JsonElement? Old { get; init; }

    /// <summary>The value that the source gives; absent when it gives none any more.</summary>
    public JsonElement? Proposed { get; init; }

    /// <summary>What is strange about this one for itself; absent when only the crowd is.</summary>
    public string? Kind { get; init; }

    /// <summary>It is what it was shortly before.</summary>
    public bool Returns { get; init; }
}

/// <summary>A decision on a review.</summary>
public sealed record ReviewDecisionRequest
{
    /// <summary>Why; kept with the review.</summary>
    public string? Reason { get; init; }
}
