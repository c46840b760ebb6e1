using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Tamma.Filters;

/// <summary>A condition as a function of a field's value; unknown of what is unknown, but for <see cref="FilterExpression.IsKnown"/>.</summary>
public static class FilterCondition
{
    private const StringComparison NoCase = StringComparison.OrdinalIgnoreCase;

    /// <param name="leaf">A condition on one field's value.</param>
    /// <param name="today">What <c>30d ago</c> is counted from.</param>
    public static Func<FilterValue, FilterTruth> Compile(FilterExpression leaf, DateOnly today) => leaf switch
    {
        FilterExpression.IsKnown => static value => FilterTruths.Of(value.IsKnown),
        FilterExpression.Flag => static value => value.AsFlag(),
        FilterExpression.Compare(_, _, FilterLiteral.Text(var text)) => OfText(found => found.Equals(text, NoCase)),
        FilterExpression.Compare(_, var comparison, FilterLiteral.Number(var number)) => OfNumber(Bound(comparison, number)),
        FilterExpression.Compare(_, var comparison, var date) => OfDate(comparison, date.AsDate(today)),
        FilterExpression.Between(_, FilterLiteral.Number(var low), FilterLiteral.Number(var high)) => OfNumber(found => found >= low && found <= high),
        FilterExpression.Between(_, var low, var high) => Within(low.AsDate(today), high.AsDate(today)),
        FilterExpression.In { Field.Type: FilterType.Number } list => OneOf(list.Values.Select(value => ((FilterLiteral.Number)value).Value).ToFrozenSet()),
        FilterExpression.In { Field.Type: FilterType.Date } list => OneOf([.. list.Values.Select(value => value.AsDate(today))]),
        FilterExpression.In list => OneOf(list.Values.Select(value => ((FilterLiteral.Text)value).Value).ToFrozenSet(StringComparer.OrdinalIgnoreCase)),
        FilterExpression.Has(_, var word) => OfText(found => found.Equals(word, NoCase)),
        FilterExpression.Like(_, FilterPart.Start, var text) => OfText(found => found.StartsWith(text, NoCase)),
        FilterExpression.Like(_, FilterPart.End, var text) => OfText(found => found.EndsWith(text, NoCase)),
        FilterExpression.Like(_, _, var text) => OfText(found => found.Contains(text, NoCase)),
        FilterExpression.Matches(_, var pattern) => OfPattern(FilterPattern.Compile(pattern)),
        _ => throw new ArgumentException($"'{leaf}' is no condition on a value.", nameof(leaf)),
    };

    /// <summary>Of words one is enough.</summary>
    private static Func<FilterValue, FilterTruth> OfText(Func<string, bool> holds) => value =>
    {
        if (value.AsText() is { } text)
        {
            return FilterTruths.Of(holds(text));
        }

        if (!value.TryWords(out var words))
        {
            return FilterTruth.Unknown;
        }

        foreach (var word in words)
        {
            if (holds(word))
            {
                return FilterTruth.Yes;
            }
        }

        return FilterTruth.No;
    };

    private static Func<FilterValue, FilterTruth> OfPattern(Regex pattern) => OfText(pattern.IsMatch);

    private static Func<FilterValue, FilterTruth> OneOf(FrozenSet<string> texts) => OfText(texts.Contains);

    private static Func<FilterValue, FilterTruth> OneOf(FrozenSet<decimal> numbers) => OfNumber(numbers.Contains);

    private static Func<FilterValue, FilterTruth> OneOf(FilterDate[] dates) => value =>
    {
        if (!value.TryDate(out var found))
        {
            return FilterTruth.Unknown;
        }

        var truth = FilterTruth.No;
        foreach (var date in dates)
        {
            truth = truth.Or(found.Is(FilterComparison.Equal, date));
        }

        return truth;
    };

    private static Func<FilterValue, FilterTruth> OfNumber(Func<decimal, bool> holds) =>
        value => value.TryNumber(out var number) ? FilterTruths.Of(holds(number)) : FilterTruth.Unknown;

    private static Func<decimal, bool> Bound(FilterComparison comparison, decimal asked) => comparison switch
    {
        FilterComparison.Less => found => found < asked,
        FilterComparison.AtMost => found => found <= asked,
        FilterComparison.Greater => found => found > asked,
        FilterComparison.AtLeast => found => found >= asked,
        _ => found => found == asked,
    };

    private static Func<FilterValue, FilterTruth> OfDate(FilterComparison comparison, FilterDate asked) =>
        value => value.TryDate(out var found) ? found.Is(comparison, asked) : FilterTruth.Unknown;

    private static Func<FilterValue, FilterTruth> Within(FilterDate low, FilterDate high) =>
        value => value.TryDate(out var found) ? found.Is(FilterComparison.AtLeast, low).And(found.Is(FilterComparison.AtMost, high)) : FilterTruth.Unknown;
}
