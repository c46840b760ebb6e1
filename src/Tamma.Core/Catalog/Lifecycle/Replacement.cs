namespace Tamma.Catalog.Lifecycle;

/// <summary>The model to go to.</summary>
/// <param name="Key">Its key where it is in the catalogue, else as it was stated.</param>
/// <param name="IsKnown">Whether the catalogue has it, not removed.</param>
public sealed record Replacement(string Key, ReplacementBy By, bool IsKnown);

/// <summary>Who says so.</summary>
public enum ReplacementBy
{
    /// <summary>Its provider, directly or through a source that repeats it.</summary>
    Provider,

    /// <summary>A person, by an override of <c>replaced_by</c>.</summary>
    Operator,

    /// <summary>Nobody: a rule found the newest active model of the same family at the same provider.</summary>
    Suggested,
}
