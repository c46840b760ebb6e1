using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Conflicts;

/// <summary>All that is said of one field, and what was made of it.</summary>
public sealed record FieldVerdict
{
    public required Field Field { get; init; }

    /// <summary>The value that is believed.</summary>
    public required FieldValue Value { get; init; }

    /// <summary>Who is believed.</summary>
    public required SourceId Winner { get; init; }

    public required Standing Standing { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Everybody else who speaks of it, in the order of their sources.</summary>
    public required ImmutableArray<Statement> Others { get; init; }

    /// <summary>What weighs most among the others; null when nobody else speaks of it.</summary>
    public Verdict? Verdict => Others.IsEmpty ? null : Others.Max(other => other.Verdict);

    public bool IsConflict => Others.Any(other => other.Verdict is Conflicts.Verdict.Conflict);

    /// <summary>Those who say the same and did not copy it.</summary>
    public IEnumerable<Statement> Confirmations => Others.Where(other => other.Verdict is Conflicts.Verdict.Agrees);
}

/// <summary>A statement that is not the one believed.</summary>
public sealed record Statement
{
    public required SourceId Source { get; init; }

    public required FieldValue Value { get; init; }

    /// <summary>The field that it was said with, where that is another: <c>modalities.input</c> for <c>vision</c>.</summary>
    public required Field SaidAs { get; init; }

    /// <summary>Since when this source has spoken of the model.</summary>
    public required DateTimeOffset Since { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>How it differs from the value that is believed.</summary>
    public required Difference Difference { get; init; }

    /// <summary>The source whose voice it is, for a copy.</summary>
    public SourceId? CopyOf { get; init; }

    /// <summary>Why it agrees, lost, or is no contradiction; one sentence.</summary>
    public required string Reason { get; init; }
}

/// <summary>What a statement is beside the one that is believed.</summary>
public enum Verdict
{
    /// <summary>Another source, that is no copy, says the same.</summary>
    Agrees,

    /// <summary>It comes from where another statement comes from, so it neither confirms nor contradicts.</summary>
    Copy,

    /// <summary>The number is of another quantity, so it is no contradiction.</summary>
    DifferentMeaning,

    /// <summary>Both speak of the same, and cannot both be right.</summary>
    Conflict,
}
