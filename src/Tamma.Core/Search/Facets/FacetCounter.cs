using System.Buffers;
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
        var values = column.Values.Length;
        var rented = ArrayPool<int>.Shared.Rent(values + 1);
        try
        {
            // One more in front: the unknown.
            var counts = rented.AsSpan(0, values + 1);
            CountCodes(column.Codes, set, counts);
            return column.Field.Type is FilterType.Number
                ? new(column.Field.Name, Ranges(column, counts[1..]), counts[0], 0)
                : Named(column, counts[1..], counts[0], limit);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    private static void CountCodes(ReadOnlySpan<int> codes, ReadOnlySpan<ulong> set, Span<int> counts)
    {
        counts.Clear();
        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word]; bits != 0; bits &= bits - 1)
            {
                counts[codes[(word << 6) + BitOperations.TrailingZeroCount(bits)] + 1]++;
            }
        }
    }

    private static Facet Named(CodedColumn column, ReadOnlySpan<int> counts, int unknown, int limit)
    {
        var names = column.Names;
        var rented = ArrayPool<int>.Shared.Rent(names.Count);
        try
        {
            var byName = rented.AsSpan(0, names.Count);
            byName.Clear();
            for (var code = 0; code < counts.Length; code++)
            {
                if (counts[code] > 0)
                {
                    foreach (var name in names.Of(code))
                    {
                        byName[name] += counts[code];
                    }
                }
            }

            return Most(column.Field.Name, names, byName, unknown, limit);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    /// <summary>Names come in their order, so one that is no more frequent than the last that is kept stays behind it.</summary>
    private static Facet Most(string field, ValueNames names, ReadOnlySpan<int> counts, int unknown, int limit)
    {
        var most = new (int Name, int Count)[Math.Min(limit, counts.Length)];
        var (kept, different) = (0, 0);
        for (var name = 0; name < counts.Length; name++)
        {
            var count = counts[name];
            different += count > 0 ? 1 : 0;
            if (count == 0 || (kept == most.Length && (kept == 0 || count <= most[^1].Count)))
            {
                continue;
            }

            var at = kept < most.Length ? kept++ : kept - 1;
            for (; at > 0 && most[at - 1].Count < count; at--)
            {
                most[at] = most[at - 1];
            }

            most[at] = (name, count);
        }

        var values = ImmutableArray.CreateBuilder<FacetValue>(kept);
        foreach (var (name, count) in most.AsSpan(0, kept))
        {
            values.Add(new(names[name], count));
        }

        return new(field, values.MoveToImmutable(), unknown, different - kept);
    }

    private static ImmutableArray<FacetValue> Ranges(CodedColumn column, ReadOnlySpan<int> counts)
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
}
