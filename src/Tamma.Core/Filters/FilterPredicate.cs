namespace Tamma.Filters;

/// <summary>Tree → function, which allocates nothing for a row.</summary>
public static class FilterPredicate
{
    /// <param name="today">What <c>30d ago</c> is counted from.</param>
    public static Func<TRow, FilterTruth> Compile<TRow>(FilterExpression expression, FilterReader<TRow> reader, DateOnly today) => expression switch
    {
        FilterExpression.And { Parts: var parts } => And([.. parts.Select(part => Compile(part, reader, today))]),
        FilterExpression.Or { Parts: var parts } => Or([.. parts.Select(part => Compile(part, reader, today))]),
        FilterExpression.Not(var inner) => Not(Compile(inner, reader, today)),
        FilterExpression.Changed(var field) => reader.ChangeOf is { } changes ? Changed(changes(field)) : static _ => FilterTruth.No,
        _ => Leaf(reader.ValueOf(expression.Subject!), FilterCondition.Compile(expression, today)),
    };

    private static Func<TRow, FilterTruth> Leaf<TRow>(Func<TRow, FilterValue> value, Func<FilterValue, FilterTruth> condition) => row => condition(value(row));

    private static Func<TRow, FilterTruth> Changed<TRow>(Func<TRow, bool> change) => row => FilterTruths.Of(change(row));

    private static Func<TRow, FilterTruth> Not<TRow>(Func<TRow, FilterTruth> inner) => row => inner(row).Not();

    private static Func<TRow, FilterTruth> And<TRow>(Func<TRow, FilterTruth>[] parts) => row =>
    {
        var truth = FilterTruth.Yes;
        foreach (var part in parts)
        {
            truth = truth.And(part(row));
            if (truth is FilterTruth.No)
            {
                break;
            }
        }

        return truth;
    };

    private static Func<TRow, FilterTruth> Or<TRow>(Func<TRow, FilterTruth>[] parts) => row =>
    {
        var truth = FilterTruth.No;
        foreach (var part in parts)
        {
            truth = truth.Or(part(row));
            if (truth is FilterTruth.Yes)
            {
                break;
            }
        }

        return truth;
    };
}
