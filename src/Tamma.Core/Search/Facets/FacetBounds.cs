using System.Collections.Immutable;

namespace Tamma.Search.Facets;

/// <summary>Where the ranges of numeric fields begin, as data: steps that people use when they speak of windows, prices and sizes.</summary>
internal static class FacetBounds
{
    private static readonly ImmutableArray<decimal> s_tokens = [4_000, 16_000, 32_000, 64_000, 128_000, 200_000, 400_000, 1_000_000];

    /// <summary>What is not free and costs less than the first bound is a range too.</summary>
    private static readonly ImmutableArray<decimal> s_dollars = [0.000_000_1m, 0.1m, 0.5m, 1, 3, 10, 30];

    private static readonly ImmutableArray<decimal> s_billions = [1, 4, 10, 40, 100, 400];

    private static readonly ImmutableArray<decimal> s_any = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    public static ImmutableArray<decimal> Of(string field, string? unit) =>
        field.StartsWith("limit.", StringComparison.Ordinal) ? s_tokens
        : unit?.StartsWith("USD", StringComparison.Ordinal) is true ? s_dollars
        : field is "size_b" ? s_billions
        : s_any;
}
