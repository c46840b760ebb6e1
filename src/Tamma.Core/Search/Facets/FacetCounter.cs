using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using Tamma.Filters;
using Tamma.Search.Filtering;
using Tamma.Search.Index;

namespace Tamma.Search.Facets;

/// <summary>Counts the values of a field among a set of models. Its working room is rented.</summary>
internal static class FacetCounter
{
    /// <summary>Values of a facet that are kept where it is cut, as people ask.</summary>
    private const int Usual = 256;

    /// <param name="set">One bit for each model of the column.</param>
    /// <param name="limit">Values at most; ranges are never cut.</param>
    public static Facet Count(CodedColumn column, ReadOnlySpan<ulong> set, int limit) => Count(column, set, Bits.Count(set), [], limit);

    /// <param name="column">What is counted.</param>
    /// <param name="set">One bit for each model of the column.</param>
    /// <param name="found">How many are in the set.</param>
    /// <param name="places">The same, one by one; empty where they are too many.</param>
    /// <param name="limit">Values at most; ranges are never cut.</param>
    public static Facet Count(CodedColumn column, ReadOnlySpan<ulong> set, int found, ReadOnlySpan<int> places, int limit)
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
            var unknown = found == places.Length ? CountPlaces(column, places, counts) : CountCodes(column, set, found, counts);
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
        var known = Bits.CountAnd(set, column.Known);
        return Bits.Count(set) - known;
    }

    private static int CountPlaces(CodedColumn column, ReadOnlySpan<int> places, Span<int> counts)
    {
        var unknown = 0;
        var codes = column.Codes;
        foreach (var place in places)
        {
            if (codes[place] is var code && code == CodedColumn.Unknown)
            {
                unknown++;
            }
            else
            {
                counts[code]++;
            }
        }

        return unknown;
    }

    private static int CountCodes(CodedColumn column, ReadOnlySpan<ulong> set, int found, Span<int> counts)
    {
        if (column.Values.Length * (long)set.Length < found)
        {
            return found - CountSets(column, set, counts);
        }

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

    /// <summary>Where many are found and there are few values, each value's models are counted as a set.</summary>
    private static int CountSets(CodedColumn column, ReadOnlySpan<ulong> set, Span<int> counts)
    {
        var known = 0;
        for (var code = 0; code < counts.Length; code++)
        {
            if (column.Order.SetOf(code) is { Length: > 0 } many)
            {
                counts[code] = Bits.CountAnd(set, many);
            }
            else
            {
                foreach (var place in column.Order.Of(code))
                {
                    counts[code] += Bits.Has(set, place) ? 1 : 0;
                }
            }

            known += counts[code];
        }

        return known;
    }

    private static ImmutableArray<FacetValue> Counted(FacetLabels labels, ReadOnlySpan<int> counts)
    {
        var values = ImmutableArray.CreateBuilder<FacetValue>(counts.Length - counts.Count(0));
        for (var label = 0; label < counts.Length; label++)
        {
            if (counts[label] > 0)
            {
                values.Add(new(labels.Values[label], counts[label]));
            }
        }

        return values.MoveToImmutable();
    }

    /// <summary>Most first, then by name: labels stand in the order of their names.</summary>
    private static Facet Largest(string field, FacetLabels labels, ReadOnlySpan<int> counts, int unknown, int limit)
    {
        // Labels come in their order, so one that is no more frequent than the last that is kept stays behind it.
        var room = Math.Min(limit, counts.Length);
        var most = room <= Usual ? stackalloc (int Label, int Count)[room] : new (int Label, int Count)[room];
        var (kept, found) = (0, 0);
        for (var label = 0; label < counts.Length; label++)
        {
            var count = counts[label];
            found += count > 0 ? 1 : 0;
            if (count == 0 || (kept == most.Length && (kept == 0 || count <= most[^1].Count)))
            {
                continue;
            }

            var at = kept < most.Length ? kept++ : kept - 1;
            for (; at > 0 && most[at - 1].Count < count; at--)
            {
                most[at] = most[at - 1];
            }

            most[at] = (label, count);
        }

        var values = ImmutableArray.CreateBuilder<FacetValue>(kept);
        foreach (var (label, count) in most[..kept])
        {
            values.Add(new(labels.Values[label], count));
        }

        return new(field, values.MoveToImmutable(), unknown, found - kept);
    }
}
