using System.Text.RegularExpressions;
using Tamma.Filters;

namespace Tamma.Core.Tests.Filters;

/// <summary>Evaluation written a second time, from the words of the documentation: null is unknown, dates are sets of days.</summary>
internal static class NaiveFilter
{
    public static bool? Holds(FilterExpression expression, Dictionary<FilterField, FilterValue> row) => Holds(expression, row, row.ContainsKey);

    public static bool? Holds(FilterExpression expression, Dictionary<FilterField, FilterValue> row, Func<FilterField, bool> isChanged) => expression switch
    {
        FilterExpression.And { Parts: var parts } => parts.Aggregate((bool?)true, (truth, part) => truth & Holds(part, row, isChanged)),
        FilterExpression.Or { Parts: var parts } => parts.Aggregate((bool?)false, (truth, part) => truth | Holds(part, row, isChanged)),
        FilterExpression.Not(var inner) => !Holds(inner, row, isChanged),
        FilterExpression.IsKnown(var field) => row.ContainsKey(field),
        FilterExpression.Changed(var field) => isChanged(field),
        _ => row.TryGetValue(expression.Subject!, out var value) ? OfKnown(expression, value) : null,
    };

    private static bool? OfKnown(FilterExpression leaf, FilterValue value) => leaf switch
    {
        FilterExpression.Flag => value.AsFlag() is FilterTruth.Yes,
        FilterExpression.Between(_, var low, var high) => Compare(value, FilterComparison.AtLeast, low) & Compare(value, FilterComparison.AtMost, high),
        FilterExpression.Compare(_, var comparison, var asked) => Compare(value, comparison, asked),
        FilterExpression.In(_, var values) => values.Aggregate((bool?)false, (truth, asked) => truth | Compare(value, FilterComparison.Equal, asked)),
        FilterExpression.Has(_, var word) => Texts(value).Any(text => string.Equals(text, word, StringComparison.OrdinalIgnoreCase)),
        FilterExpression.Like(_, FilterPart.Start, var part) => Texts(value).Any(text => text.StartsWith(part, StringComparison.OrdinalIgnoreCase)),
        FilterExpression.Like(_, FilterPart.End, var part) => Texts(value).Any(text => text.EndsWith(part, StringComparison.OrdinalIgnoreCase)),
        FilterExpression.Like(_, _, var part) => Texts(value).Any(text => text.Contains(part, StringComparison.OrdinalIgnoreCase)),
        FilterExpression.Matches(_, var pattern) => Texts(value).Any(text => Regex.IsMatch(text, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10))),
        _ => throw new InvalidOperationException(leaf.ToString()),
    };

    private static bool? Compare(FilterValue value, FilterComparison comparison, FilterLiteral asked)
    {
        if (value.TryNumber(out var number))
        {
            var other = ((FilterLiteral.Number)asked).Value;
            return comparison switch
            {
                FilterComparison.Less => number < other,
                FilterComparison.AtMost => number <= other,
                FilterComparison.Greater => number > other,
                FilterComparison.AtLeast => number >= other,
                _ => number == other,
            };
        }

        if (!value.TryDate(out var date))
        {
            return Texts(value).Any(text => string.Equals(text, ((FilterLiteral.Text)asked).Value, StringComparison.OrdinalIgnoreCase));
        }

        // What holds of every day that may be meant holds, what holds of none does not, and what holds of some is unknown.
        var day = asked is FilterLiteral.Relative relative ? relative.On(Asked.Today) : ((FilterLiteral.Date)asked).Value;
        var days = Enumerable.Range(date.First.DayNumber, date.Last.DayNumber - date.First.DayNumber + 1).ToArray();
        bool Holds(int known) => comparison switch
        {
            FilterComparison.Less => known < day.First.DayNumber,
            FilterComparison.AtMost => known <= day.Last.DayNumber,
            FilterComparison.Greater => known > day.Last.DayNumber,
            FilterComparison.AtLeast => known >= day.First.DayNumber,
            _ => known >= day.First.DayNumber && known <= day.Last.DayNumber,
        };
        return days.All(Holds) ? true : days.Any(Holds) ? null : false;
    }

    private static string[] Texts(FilterValue value) => value.AsText() is { } text ? [text] : value.TryWords(out var words) ? [.. words] : [];
}
