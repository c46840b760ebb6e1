using System.Collections.Immutable;

namespace Tamma.Search.Facets;

/// <summary>How the models that were found fall apart by one field.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Values">Most first, then by name; ranges from low to high.</param>
/// <param name="Unknown">How many of them nobody states it for.</param>
/// <param name="Others">How many different values more there are.</param>
public sealed record Facet(string Field, ImmutableArray<FacetValue> Values, int Unknown, int Others);

/// <summary>One value, or one range of numbers, with how many have it.</summary>
public readonly record struct FacetValue(FacetLabel Label, int Count)
{
    /// <summary>As a filter takes it; of a range as people read it.</summary>
    public string Value => Label.Value;

    /// <summary>Of a range: the least that belongs to it; null where it has no bottom.</summary>
    public decimal? From => Label.From;

    /// <summary>Of a range: the least that no longer belongs to it; null where it has no top.</summary>
    public decimal? Below => Label.Below;

    public override string ToString() => $"{Value} {Count}";
}

/// <summary>What a facet calls a value, or a range; made once for a column and shared by all counts of it.</summary>
public sealed record FacetLabel(string Value, decimal? From = null, decimal? Below = null);
