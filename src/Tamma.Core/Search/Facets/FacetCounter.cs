using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using Tamma.Filters;
using Tamma.Search.Filtering;

namespace Tamma.Search.Facets;

/// <summary>Counts the values of a field among a set of models. Its working room is rented.</summary>
internal static class FacetCounter
{
    /// <param name="set">One bit for each model of the column.</param>
    /// <param name="limit">Values at most; ranges are never cut.</param>
    public static Facet Count(CodedColumn column, ReadOnlySpan<ulong> set, int limit)
    {
        var labels = column.Labels;
        var codes = column.Values.Length;
        var names = labels.Values.Length;
        var rented = ArrayPool<int>.Shared.Rent(codes + names);
        try
        {
            var counts = rented.AsSpan(0, codes);
            var byName = rented.AsSpan(codes, names);
            rented.AsSpan(0, codes + names).Clear();
            var unknown = CountCodes(column, set, counts);
            for (var code = 0; code < codes; code++)
            {
                if (counts[code] > 0)
                {
                    foreach (var label in labels.Of(code))
                    {
                        byName[label] += counts[code];
                    }
                }
            }

            return column.Field.Type is FilterType.Number
                ? new(column.Field.Name, Counted(labels, byName), unknown, 0)
                : Largest(column.Field.Name, labels, byName, unknown, limit);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    /// <summary>How many nobody states it for.</summary>
    public static int CountUnknown(CodedColumn column, ReadOnlySpan<ulong> set)
    {
        var unknown = 0;
        var codes = column.Codes;
        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word]; bits != 0; bits &= bits - 1)
            {
                unknown += codes[(word << 6) + BitOperations.TrailingZeroCount(bits)] == CodedColumn.Unknown ? 1 : 0;
            }
        }

        return unknown;
    }

    private static int CountCodes(CodedColumn column, ReadOnlySpan<ulong> set, Span<int> counts)
    {
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

        return unknown;
    }

    private static ImmutableArray<FacetValue> Counted(FacetLabels labels, ReadOnlySpan<int> counts)
    {
        var values = ImmutableArray.CreateBuilder<FacetValue>();
        for (var label = 0; label < counts.Length; label++)
        {
            if (counts[label] > 0)
            {
                values.Add(labels.Values[label] with { Count = counts[label] });
            }
        }

        return values.DrainToImmutable();
    }

    /// <summary>Most first, then by name: labels stand in the order of their names.</summary>
    private static Facet Largest(string field, FacetLabels labels, ReadOnlySpan<int> counts, int unknown, int limit)
    {
        // The count in the upper half, the place from behind in the lower: the largest of these come first.
        List<long> found = [];
        for (var label = 0; label < counts.Length; label++)
        {
            if (counts[label] > 0)
            {
                found.Add(((long)counts[label] << 32) | (uint)(int.MaxValue - label));
            }
        }

        found.Sort();
        var kept = Math.Min(limit, found.Count);
        var values = ImmutableArray.CreateBuilder<FacetValue>(kept);
        for (var i = 0; i < kept; i++)
        {
            var one = found[^(i + 1)];
            values.Add(labels.Values[int.MaxValue - (int)(uint)one] with { Count = (int)(one >> 32) });
        }

        return new(field, values.DrainToImmutable(), unknown, found.Count - kept);
    }
}
