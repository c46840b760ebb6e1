using System.Globalization;

namespace Tamma.Filters;

/// <summary>A day, a month or a year. Of a month nobody knows the day, so two dates may be neither before nor after each other.</summary>
public readonly record struct FilterDate
{
    private FilterDate(DateOnly first, DateOnly last)
    {
        First = first;
        Last = last;
    }

    /// <summary>The first day that it may mean.</summary>
    public DateOnly First { get; }

    /// <summary>The last day that it may mean.</summary>
    public DateOnly Last { get; }

    public static FilterDate OfDay(DateOnly day) => new(day, day);

    internal static FilterDate Between(int first, int last) => new(DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last));

    /// <summary>Reads <c>2025</c>, <c>2025-06</c> and <c>2025-06-01</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out FilterDate date)
    {
        date = default;
        switch (text.Length)
        {
            case 4 when Exact(text, "yyyy", out var year):
                date = new(year, new(year.Year, 12, 31));
                return true;
            case 7 when Exact(text, "yyyy-MM", out var month):
                date = new(month, new(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)));
                return true;
            case 10 when Exact(text, "yyyy-MM-dd", out var day):
                date = OfDay(day);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// Whether it stands so to a date that is asked for. <c>&gt;= 2025-06</c> is from the first of June on, <c>&gt; 2025-06</c> from the
    /// first of July on, <c>= 2025-06</c> in June; unknown where it depends on a day that this date does not name.
    /// </summary>
    public FilterTruth Is(FilterComparison comparison, FilterDate asked) => comparison switch
    {
        FilterComparison.Less => Order(Last < asked.First, First >= asked.First),
        FilterComparison.AtMost => Order(Last <= asked.Last, First > asked.Last),
        FilterComparison.Greater => Order(First > asked.Last, Last <= asked.Last),
        FilterComparison.AtLeast => Order(First >= asked.First, Last < asked.First),
        _ => Order(First >= asked.First && Last <= asked.Last, Last < asked.First || First > asked.Last),
    };

    public override string ToString() =>
        First.ToString(First == Last ? "yyyy-MM-dd" : First.Month == Last.Month ? "yyyy-MM" : "yyyy", CultureInfo.InvariantCulture);

    private static FilterTruth Order(bool yes, bool no) => yes ? FilterTruth.Yes : no ? FilterTruth.No : FilterTruth.Unknown;

    private static bool Exact(ReadOnlySpan<char> text, string form, out DateOnly date) =>
        DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
