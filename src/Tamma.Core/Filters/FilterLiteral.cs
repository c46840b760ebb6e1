namespace Tamma.Filters;

/// <summary>A value as a filter states it.</summary>
public abstract record FilterLiteral
{
    private FilterLiteral()
    {
    }

    public sealed record Number(decimal Value) : FilterLiteral;

    public sealed record Text(string Value) : FilterLiteral;

    public sealed record Date(FilterDate Value) : FilterLiteral;

    /// <summary>A day counted from the day on which the filter is used: <c>30d ago</c>, <c>2w from now</c>, <c>today</c>.</summary>
    /// <param name="Count">Negative for what was.</param>
    public sealed record Relative(int Count, FilterDateUnit Unit) : FilterLiteral
    {
        public FilterDate On(DateOnly today) => FilterDate.OfDay(Unit switch
        {
            FilterDateUnit.Week => today.AddDays(7 * Count),
            FilterDateUnit.Month => today.AddMonths(Count),
            FilterDateUnit.Year => today.AddYears(Count),
            _ => today.AddDays(Count),
        });
    }

    /// <summary>The date that is meant on a day. Only of <see cref="Date"/> and <see cref="Relative"/>.</summary>
    public FilterDate AsDate(DateOnly today) => this switch
    {
        Date(var date) => date,
        Relative relative => relative.On(today),
        _ => throw new InvalidOperationException($"{this} is no date."),
    };

    public sealed override string ToString() => FilterPrinter.Print(this);
}

public enum FilterDateUnit
{
    Day,
    Week,
    Month,
    Year,
}
