using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Discovery;

/// <summary>A finding that looks wrong and waits for a person or a rule. Opening and closing one are events.</summary>
public sealed record Review
{
    internal const string RulePrefix = "rule:";

    public required Guid Id { get; init; }

    public required ReviewKind Kind { get; init; }

    public ReviewState State { get; init; } = ReviewState.Open;

    public required SourceId Source { get; init; }

    public required string Provider { get; init; }

    /// <summary>The model, when the finding is about one.</summary>
    public ModelKey? Model { get; init; }

    /// <summary>The field's path, when the finding is about a value.</summary>
    public string? Field { get; init; }

    public FieldValue? Old { get; init; }

    public FieldValue? Proposed { get; init; }

    /// <summary>The values that it is about when they are several, or one with more to say of it than its value.</summary>
    public ImmutableArray<ReviewPart> Parts { get; init; } = [];

    /// <summary>The models that would go, for a removal.</summary>
    public ImmutableArray<ModelKey> Models { get; init; } = [];

    /// <summary>The finding in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Says whether another run proposes the same, so that it is seen again and not opened again.</summary>
    public required string Fingerprint { get; init; }

    public required Guid RunId { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset LastSeenAt { get; init; }

    public int Sightings { get; init; } = 1;

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who or what decided: a principal's name, or <c>rule:NAME</c> of a <see cref="ReviewRule"/>.</summary>
    public string? ClosedBy { get; init; }

    public string? Reason { get; init; }

    internal bool IsClosedByRule => ClosedBy?.StartsWith(RulePrefix, StringComparison.Ordinal) is true;

    internal bool IsRemoval => Kind is ReviewKind.Removal or ReviewKind.SourceShrank;

    /// <summary>All values that it is about; none for a removal.</summary>
    public ImmutableArray<ReviewPart> ReadParts() => Parts.IsEmpty && Model is { } model && Field is { } path ? [new(model, path, Old, Proposed, Kind)] : Parts;
}

public enum ReviewKind
{
    /// <summary>A listing came back empty, or lost more than 30 % of at least ten models.</summary>
    Removal,

    /// <summary>A price moved tenfold or more.</summary>
    PriceJump,

    /// <summary>A price above zero became zero.</summary>
    PriceToZero,

    /// <summary>A limit fell to half or less.</summary>
    LimitHalved,

    /// <summary>A limit rose more than tenfold.</summary>
    LimitJump,

    /// <summary>A value became what it was shortly before.</summary>
    Flap,

    /// <summary>One field changed in a crowd of a provider's models at once; the parts name them.</summary>
    MassEdit,

    /// <summary>Many of a provider's models lost a capability at once; the parts name them.</summary>
    CapabilityLost,

    /// <summary>A document of many providers lost a crowd of them, or of all their models.</summary>
    SourceShrank,
}

public enum ReviewState
{
    Open,
    Accepted,
    Rejected,

    /// <summary>The source took it back before anyone decided.</summary>
    Withdrawn,

    /// <summary>Applied at once, because its source bills or nothing trusted was put aside; kept to be seen.</summary>
    Flagged,
}
