using System.Text.Json;

namespace Tamma.Client;

/// <summary>The operator's own word on one field of one model.</summary>
public sealed record OverrideResponse
{
    /// <summary>The override's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What was said at once shares it and can be taken back at once.</summary>
    public required Guid Batch { get; init; }

    /// <summary><c>value</c>, <c>annotation</c> or <c>rollback</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The model's key.</summary>
    public required string Key { get; init; }

    /// <summary>Dotted path of the field.</summary>
    public required string Field { get; init; }

    /// <summary>What the operator says.</summary>
    public required JsonElement Value { get; init; }

    /// <summary><c>active</c> or <c>ended</c>.</summary>
    public required string State { get; init; }

    /// <summary>Who said it.</summary>
    public required string Author { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends by itself; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What the others said when it was made; null when nobody did.</summary>
    public JsonElement? Upstream { get; init; }

    /// <summary>What the others say now, when that is something else; null when they say nothing any more.</summary>
    public JsonElement? MovedTo { get; init; }

    /// <summary>When the others were last found to say something else; null while they do not.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who ended it; null when it expired.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Why it ended.</summary>
    public string? EndReason { get; init; }
}
