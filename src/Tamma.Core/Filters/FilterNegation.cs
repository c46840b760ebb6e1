namespace Tamma.Filters;

/// <summary>
/// The same filter with every "not" on a condition, by De Morgan's laws, which hold in Kleene's logic too. A scan over columns
/// then needs sets of rows only and no third value: for a condition the rows of which it is true, for a "not" those of which it
/// is false, and "and" and "or" are cut and union.
/// </summary>
public static class FilterNegation
{
    public static FilterExpression PushDown(this FilterExpression expression) => Push(expression, isNot: false);

    private static FilterExpression Push(FilterExpression expression, bool isNot) => expression switch
    {
        FilterExpression.And { Parts: [] } when !isNot => expression,
        FilterExpression.And { Parts: [] } => FilterExpression.Negate(expression),
        FilterExpression.And { Parts: var parts } when !isNot => FilterExpression.All([.. parts.Select(part => Push(part, isNot: false))]),
        FilterExpression.And { Parts: var parts } => FilterExpression.Any([.. parts.Select(part => Push(part, isNot: true))]),
        FilterExpression.Or { Parts: var parts } when !isNot => FilterExpression.Any([.. parts.Select(part => Push(part, isNot: false))]),
        FilterExpression.Or { Parts: var parts } => FilterExpression.All([.. parts.Select(part => Push(part, isNot: true))]),
        FilterExpression.Not(var inner) => Push(inner, !isNot),
        FilterExpression.Compare(var field, not FilterComparison.Equal and var comparison, var value) when isNot => new FilterExpression.Compare(field, Opposite(comparison), value),
        _ => isNot ? FilterExpression.Negate(expression) : expression,
    };

    private static FilterComparison Opposite(FilterComparison comparison) => comparison switch
    {
        FilterComparison.Less => FilterComparison.AtLeast,
        FilterComparison.AtMost => FilterComparison.Greater,
        FilterComparison.Greater => FilterComparison.AtMost,
        _ => FilterComparison.Less,
    };
}
