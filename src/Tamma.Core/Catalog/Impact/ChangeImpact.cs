namespace Tamma.Catalog.Impact;

/// <summary>What a change of a field means for those who use the model.</summary>
/// <param name="Change">The change.</param>
/// <param name="Effect">Whether something that worked may stop to.</param>
/// <param name="Percent">How far a number moved, of what it was; null where that says nothing.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record ChangeImpact(FieldChange Change, Effect Effect, decimal? Percent, string Sentence);

public enum Effect
{
    /// <summary>Nothing that a caller relies on: a name, a note, something that is known now and was unknown.</summary>
    Neutral,
    NonBreaking,

    /// <summary>What worked may fail, or cost more.</summary>
    Breaking,
}

/// <summary>All changes together.</summary>
public enum ImpactLevel
{
    None,

    /// <summary>Nothing breaks.</summary>
    Low,

    /// <summary>Something breaks.</summary>
    High,

    /// <summary>The model is gone, or more than three things break.</summary>
    Critical,
}
