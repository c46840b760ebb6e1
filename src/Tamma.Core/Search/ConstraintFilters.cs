using System.Collections.Immutable;
using System.Globalization;
using Tamma.Filters;

namespace Tamma.Search;

/// <summary>
/// Conditions that were found in words, in the filter language, so that a person can change them. What the language has no field
/// for (what a model is made for, another model as a measure) has no filter.
/// </summary>
public static class ConstraintFilters
{
    private const decimal Billion = 1_000_000_000;

    /// <summary>So that as many billions are a number of the language too.</summary>
    private const decimal Most = 1_000_000_000;

    /// <summary>The field of the filter language that a condition is about; null where there is none.</summary>
    public static FilterField? FieldOf(Constraint constraint) => constraint.Field switch
    {
        "cost.blended" => ModelFields.Vocabulary.Find("price"),
        "size_b" => ModelFields.Vocabulary.Find("parameters"),
        "purpose" or "model" or "cache_discount" => null,
        var name => ModelFields.Vocabulary.Find(name),
    };

    /// <summary>The condition as a filter; null of an order, a wish, and what the language cannot say.</summary>
    public static FilterExpression? Of(Constraint constraint)
    {
        if (constraint.IsOrder || constraint.Soft || FieldOf(constraint) is not { } field)
        {
            return null;
        }

        var alternatives = constraint.Value.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(word => Leaf(constraint, field, word)).ToImmutableArray();
        return alternatives is [] || alternatives.Contains(null) ? null
            : constraint.Not ? FilterExpression.Negate(FilterExpression.Any(alternatives.AsSpan()!))
            : FilterExpression.Any(alternatives.AsSpan()!);
    }

    /// <summary>The order that conditions ask for; null where none does.</summary>
    public static SearchSort? SortOf(Constraint constraint) =>
        constraint.IsOrder && FieldOf(constraint) is { } field ? new(field, constraint.Op is ConstraintOp.Descending) : null;

    private static FilterExpression? Leaf(Constraint constraint, FilterField field, string value) => (field.Name, value) switch
    {
        ("pricing_status", "unknown") => FilterExpression.Negate(new FilterExpression.IsKnown(field)),
        ("pricing_status", "known") => new FilterExpression.Flag(ModelFields.Of("paid").Filter),
        ("pricing_status", "free" or "subscription") => new FilterExpression.Flag(ModelFields.Of(value).Filter),
        ("status", "deprecated") => new FilterExpression.Flag(ModelFields.Of("deprecated").Filter),
        _ => field.Type switch
        {
            FilterType.Flag => value is "true" or "yes" or "1" ? new FilterExpression.Flag(field) : FilterExpression.Negate(new FilterExpression.Flag(field)),
            FilterType.Words => new FilterExpression.Has(field, value),
            FilterType.Number => Number(value) is { } number ? new FilterExpression.Compare(field, Comparison(constraint.Op), new FilterLiteral.Number(constraint.Field is "size_b" ? number * Billion : number)) : null,
            FilterType.Date => FilterDate.TryParse(value, out var date) ? new FilterExpression.Compare(field, Comparison(constraint.Op), new FilterLiteral.Date(date)) : null,
            _ => new FilterExpression.Compare(field, FilterComparison.Equal, new FilterLiteral.Text(value)),
        },
    };

    private static decimal? Number(string value) =>
        decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= Most ? number : null;

    private static FilterComparison Comparison(ConstraintOp op) => op switch
    {
        ConstraintOp.AtLeast => FilterComparison.AtLeast,
        ConstraintOp.Above => FilterComparison.Greater,
        ConstraintOp.AtMost => FilterComparison.AtMost,
        ConstraintOp.Below => FilterComparison.Less,
        _ => FilterComparison.Equal,
    };
}
