using Tamma.Filters;

namespace Tamma.Search.Filtering;

/// <summary>Finds the values that a comparison of numbers, or a text, holds for by their order, without a look at each.</summary>
internal static class ValueRange
{
    /// <returns>The first code and the one behind the last; null where the condition is another, or a value is no number.</returns>
    public static (int From, int To)? Of(FilterExpression condition, CodedColumn column) => condition switch
    {
        FilterExpression.Compare(_, _, FilterLiteral.Text(var text)) when column.IsText => (Place(column.Values, text, behind: false), Place(column.Values, text, behind: true)),
        FilterExpression.Has(_, var text) when column.IsText => (Place(column.Values, text, behind: false), Place(column.Values, text, behind: true)),
        _ when !column.IsNumeric => null,
        FilterExpression.Compare(_, var comparison, FilterLiteral.Number(var number)) => Of(comparison, number, column.Values),
        FilterExpression.Between(_, FilterLiteral.Number(var low), FilterLiteral.Number(var high)) => (Place(column.Values, low, behind: false), Math.Max(Place(column.Values, low, behind: false), Place(column.Values, high, behind: true))),
        _ => null,
    };

    private static (int From, int To) Of(FilterComparison comparison, decimal number, ReadOnlySpan<FilterValue> values) => comparison switch
    {
        FilterComparison.Less => (0, Place(values, number, behind: false)),
        FilterComparison.AtMost => (0, Place(values, number, behind: true)),
        FilterComparison.Greater => (Place(values, number, behind: true), values.Length),
        FilterComparison.AtLeast => (Place(values, number, behind: false), values.Length),
        _ => (Place(values, number, behind: false), Place(values, number, behind: true)),
    };

    /// <summary>The first value that is not below the number; or, behind it, the first that is above.</summary>
    private static int Place(ReadOnlySpan<FilterValue> values, decimal number, bool behind)
    {
        var (low, high) = (0, values.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            values[middle].TryNumber(out var value);
            if (value < number || (behind && value == number))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The same of a text, without regard to case.</summary>
    private static int Place(ReadOnlySpan<FilterValue> values, string text, bool behind)
    {
        var (low, high) = (0, values.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var order = string.Compare(values[middle].AsText(), text, StringComparison.OrdinalIgnoreCase);
            if (order < 0 || (behind && order == 0))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
