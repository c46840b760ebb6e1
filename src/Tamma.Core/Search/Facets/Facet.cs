using System.Collections.Immutable;

namespace Tamma.Search.Facets;

/// <summary>How the models that were found fall apart by one field.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Values">Most first, then by name; ranges from low to high.</param>
/// <param name="Unknown">How many of them nobody states it for.</param>
/// <param name="Others">How many different values more there are.</param>
public sealed record Facet(string Field, ImmutableArray<FacetValue> Values, int Unknown, int Others);

/// <summary>One value, or one range of numbers, with how many have it.</summary>
/// <param name="Value">As a filter takes it; of a range as people read it.</param>
public sealed record FacetValue(string Value, int Count)
{
    /// <summary>Of a range: the least that belongs to it; null where it has no bottom.</summary>
    public decimal? From { get; init; }

    /// <summary>Of a range: the least that no longer belongs to it; null where it has no top.</summary>
    public decimal? Below { get; init; }
}
