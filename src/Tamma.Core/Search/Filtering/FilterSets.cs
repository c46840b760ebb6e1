using System.Buffers;
using Tamma.Filters;
using Tamma.Search.Index;

namespace Tamma.Search.Filtering;

/// <summary>A filter → the models for which it holds. The same as <see cref="FilterPredicate"/> of each model, and a property test says so.</summary>
internal static class FilterSets
{
    /// <summary>Writes for which models the filter is true.</summary>
    public static void Write(FilterExpression filter, CodedColumns columns, DateOnly today, Span<ulong> set)
    {
        if (filter is not (FilterExpression.And or FilterExpression.Or or FilterExpression.Not or FilterExpression.Changed)
            && columns.Of(filter.Subject!) is var column && ValueRange.Of(filter, column) is var (from, to))
        {
            set.Clear();
            column.Order.Within(from, to, set);
            return;
        }

        var rented = ArrayPool<ulong>.Shared.Rent(Math.Max(1, set.Length));
        Fill(filter, columns, today, set, rented.AsSpan(0, set.Length));
        ArrayPool<ulong>.Shared.Return(rented);
    }

    /// <summary>Writes who is so and who is not; what is in neither is unknown.</summary>
    private static void Fill(FilterExpression filter, CodedColumns columns, DateOnly today, Span<ulong> yes, Span<ulong> no)
    {
        switch (filter)
        {
            case FilterExpression.And { Parts: var parts }:
                Bits.Fill(yes, columns.Count);
                no.Clear();
                Together(parts.AsSpan(), columns, today, all: yes, any: no, swapped: false);
                break;
            case FilterExpression.Or { Parts: var parts }:
                yes.Clear();
                Bits.Fill(no, columns.Count);
                Together(parts.AsSpan(), columns, today, all: no, any: yes, swapped: true);
                break;
            case FilterExpression.Not(var inner):
                Fill(inner, columns, today, yes: no, no: yes);
                break;
            case FilterExpression.Changed:
                yes.Clear(); // a model is no change
                Bits.Fill(no, columns.Count);
                break;
            default:
                var column = columns.Of(filter.Subject!);
                if (ValueRange.Of(filter, column) is var (from, to))
                {
                    column.FillRange(from, to, yes, no);
                }
                else
                {
                    column.Fill(FilterCondition.Compile(filter, today), yes, no);
                }

                break;
        }
    }

    /// <summary>"And" and "or" are each other's mirror: what all parts are, and what any is not.</summary>
    private static void Together(ReadOnlySpan<FilterExpression> parts, CodedColumns columns, DateOnly today, Span<ulong> all, Span<ulong> any, bool swapped)
    {
        var words = all.Length;
        var rented = ArrayPool<ulong>.Shared.Rent(2 * words);
        try
        {
            var yes = rented.AsSpan(0, words);
            var no = rented.AsSpan(words, words);
            foreach (var part in parts)
            {
                Fill(part, columns, today, yes, no);
                Bits.And(all, swapped ? no : yes);
                Bits.Or(any, swapped ? yes : no);
            }
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }
}
