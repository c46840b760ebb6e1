using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Overriding;

/// <summary>The operator's word on one field of one model: an entry of the ledger. Entries are never deleted, so that who said what and why is known later.</summary>
public sealed record Override
{
    public required Guid Id { get; init; }

    /// <summary>What was said at once shares it and can be taken back at once.</summary>
    public required Guid Batch { get; init; }

    public OverrideKind Kind { get; init; }

    public required ModelKey Key { get; init; }

    /// <summary>Dotted path of the field.</summary>
    public required string Field { get; init; }

    public required FieldValue Value { get; init; }

    public required string Author { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends by itself; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What the others said when it was made; null when nobody did.</summary>
    public FieldValue? Upstream { get; init; }

    /// <summary>What the others say now, once that has changed; null with a <see cref="MovedAt"/> when nobody says anything any more.</summary>
    public FieldValue? MovedTo { get; init; }

    /// <summary>When the others were last found to say something new; null while they say what they said.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who ended it; null when it expired.</summary>
    public string? EndedBy { get; init; }

    public string? EndReason { get; init; }

    public bool IsInForce => EndedAt is null;
}

/// <summary>How an override came to be.</summary>
public enum OverrideKind
{
    /// <summary>One value, for its own sake.</summary>
    Value,

    /// <summary>Hidden, tags, notes or an attribute.</summary>
    Annotation,

    /// <summary>Part of going back to an earlier version.</summary>
    Rollback,
}
