using System.Collections.Immutable;
using System.Globalization;
using Tamma.Filters;
using Tamma.Search.Filtering;

namespace Tamma.Search;

/// <summary>Conditions that were found in words, in the filter language: what they mean there is what they mean, and a person can change them.</summary>
public static class ConstraintFilters
{
    private const int Decimals = 10;

    private static readonly FilterExpression s_never = FilterExpression.Negate(FilterExpression.Everything);

    /// <summary>The field of the filter language that a condition is about; null where there is none, or several.</summary>
    public static FilterField? FieldOf(Constraint constraint) => constraint.IsOrder ? Named(constraint.Field) : Of(constraint) is { } filter ? FilterSelection.FieldOf(filter) : null;

    /// <summary>The condition as a filter, be it a wish or not; null of an order, and of what no model can be.</summary>
    public static FilterExpression? Of(Constraint constraint)
    {
        if (constraint.IsOrder || Named(constraint.Field) is not { } field)
        {
            return null;
        }

        var alternatives = constraint.Alternatives.Select(word => Leaf(constraint, field, word)).OfType<FilterExpression>().ToImmutableArray();
        if (alternatives.Length < Math.Max(1, constraint.Alternatives.Length))
        {
            return null;
        }

        var any = OneOf(alternatives);
        return !constraint.Not ? any

            // Most say nothing of their status because there is nothing to say.
            : field.Name is "status" && alternatives.All(one => one.Subject == field) ? FilterExpression.Any(FilterExpression.Negate(any), FilterExpression.Negate(new FilterExpression.IsKnown(field)))
            : FilterExpression.Negate(any);
    }

    /// <summary>The order that conditions ask for; null where none does.</summary>
    public static SearchSort? SortOf(Constraint constraint) =>
        constraint.IsOrder && Named(constraint.Field) is { } field ? new(field, constraint.Op is ConstraintOp.Descending) : null;

    /// <summary>The condition, or what never holds where it asks for what no model can be.</summary>
    internal static FilterExpression Surely(Constraint constraint) => Of(constraint) ?? s_never;

    private static FilterField? Named(string name) => ModelFields.Vocabulary.Find(name);

    private static FilterExpression OneOf(ImmutableArray<FilterExpression> alternatives) =>
        alternatives.Length > 1 && alternatives.All(one => one is FilterExpression.Compare { Comparison: FilterComparison.Equal } && one.Subject == alternatives[0].Subject)
            ? new FilterExpression.In(alternatives[0].Subject!, [.. alternatives.Select(one => ((FilterExpression.Compare)one).Value)])
            : FilterExpression.Any(alternatives.AsSpan());

    private static FilterExpression? Leaf(Constraint constraint, FilterField field, string value) => (field.Name, value.ToLowerInvariant()) switch
    {
        ("pricing_status", "unknown") => FilterExpression.Negate(new FilterExpression.IsKnown(field)),
        ("called", _) when constraint.Op is ConstraintOp.Has => new FilterExpression.Matches(field, CalledSets.PatternOf(value)),
        (_, "true" or "yes" or "1") when field.Type is FilterType.Flag => new FilterExpression.Flag(field),
        (_, "false" or "no" or "0") when field.Type is FilterType.Flag => FilterExpression.Negate(new FilterExpression.Flag(field)),
        _ => field.Type switch
        {
            FilterType.Number => Number(value) is { } number ? new FilterExpression.Compare(field, Comparison(constraint.Op), new FilterLiteral.Number(number)) : null,
            FilterType.Date => FilterDate.TryParse(value, out var date) ? new FilterExpression.Compare(field, Comparison(constraint.Op), new FilterLiteral.Date(date)) : null,
            FilterType.Flag => null,
            _ when !field.Values.IsEmpty && !field.Values.Contains(value, StringComparer.OrdinalIgnoreCase) => null,
            FilterType.Words => new FilterExpression.Has(field, value),
            _ => new FilterExpression.Compare(field, FilterComparison.Equal, new FilterLiteral.Text(value)),
        },
    };

    /// <summary>As near as the language has it.</summary>
    private static decimal? Number(string value) =>
        !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var near) || double.IsNaN(near) || near < 0 ? null
        : near >= (double)FilterNumbers.Largest ? FilterNumbers.Largest
        : decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? decimal.Round(exact, Decimals)
        : null;

    private static FilterComparison Comparison(ConstraintOp op) => op switch
    {
        ConstraintOp.AtLeast => FilterComparison.AtLeast,
        ConstraintOp.Above => FilterComparison.Greater,
        ConstraintOp.AtMost => FilterComparison.AtMost,
        ConstraintOp.Below => FilterComparison.Less,
        _ => FilterComparison.Equal,
    };
}
