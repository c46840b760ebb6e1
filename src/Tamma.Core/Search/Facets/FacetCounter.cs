using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Tamma.Filters;
using Tamma.Search.Filtering;

namespace Tamma.Search.Facets;

/// <summary>Counts the values of a field among a set of models.</summary>
internal static class FacetCounter
{
    /// <param name="set">One bit for each model of the column.</param>
    /// <param name="limit">Values at most; ranges are never cut.</param>
    public static Facet Count(CodedColumn column, ReadOnlySpan<ulong> set, int limit)
    {
        var (counts, unknown) = CountCodes(column, set);
        if (column.Field.Type is FilterType.Number)
        {
            return new(column.Field.Name, Ranges(column, counts), unknown, 0);
        }

        Dictionary<string, int> byName = new(StringComparer.OrdinalIgnoreCase);
        for (var code = 0; code < counts.Length; code++)
        {
            if (counts[code] == 0)
            {
                continue;
            }

            foreach (var name in Names(column.Values[code]))
            {
                byName[name] = byName.GetValueOrDefault(name) + counts[code];
            }
        }

        var values = byName.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(limit).Select(pair => new FacetValue(pair.Key, pair.Value)).ToImmutableArray();
        return new(column.Field.Name, values, unknown, byName.Count - values.Length);
    }

    private static (int[] Counts, int Unknown) CountCodes(CodedColumn column, ReadOnlySpan<ulong> set)
    {
        var counts = new int[column.Values.Length];
        var unknown = 0;
        var codes = column.Codes;
        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word]; bits != 0; bits &= bits - 1)
            {
                var code = codes[(word << 6) + BitOperations.TrailingZeroCount(bits)];
                if (code == CodedColumn.Unknown)
                {
                    unknown++;
                }
                else
                {
                    counts[code]++;
                }
            }
        }

        return (counts, unknown);
    }

    private static ImmutableArray<FacetValue> Ranges(CodedColumn column, int[] counts)
    {
        var bounds = FacetBounds.Of(column.Field.Name, column.Field.Unit);
        var within = new int[bounds.Length + 1];
        for (var code = 0; code < counts.Length; code++)
        {
            if (counts[code] > 0 && column.Values[code].TryNumber(out var number))
            {
                var range = 0;
                while (range < bounds.Length && number >= bounds[range])
                {
                    range++;
                }

                within[range] += counts[code];
            }
        }

        var ranges = ImmutableArray.CreateBuilder<FacetValue>(within.Length);
        for (var range = 0; range < within.Length; range++)
        {
            if (within[range] > 0)
            {
                ranges.Add(Range(range == 0 ? null : bounds[range - 1], range == bounds.Length ? null : bounds[range], within[range]));
            }
        }

        return ranges.DrainToImmutable();
    }

    private static FacetValue Range(decimal? from, decimal? below, int count) => new(
        (from, below) switch
        {
            (null, { } top) => string.Create(CultureInfo.InvariantCulture, $"< {top}"),
            ({ } bottom, null) => string.Create(CultureInfo.InvariantCulture, $">= {bottom}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{from}..{below}"),
        },
        count) { From = from, Below = below };

    private static string[] Names(FilterValue value) =>
        value.TryWords(out var words) ? [.. words.ToArray().Distinct(StringComparer.OrdinalIgnoreCase)]
        : value.AsText() is { } text ? [text]
        : value.TryDate(out var date) ? [date.First.Year.ToString(CultureInfo.InvariantCulture)]
        : [value.AsFlag() is FilterTruth.Yes ? "yes" : "no"];
}
