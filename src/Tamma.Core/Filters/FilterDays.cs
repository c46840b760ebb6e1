using System.Collections.Immutable;
using System.Globalization;

namespace Tamma.Filters;

/// <summary>Units of time that dates are counted in: <c>30d ago</c>, <c>6 months ago</c>, <c>2w from now</c>.</summary>
internal static class FilterDays
{
    /// <summary>In any unit; far enough for every model, near enough for every calendar.</summary>
    public const int Most = 3_650;

    private static readonly ImmutableArray<(string Name, FilterDateUnit Unit)> s_units =
    [
        ("d", FilterDateUnit.Day), ("day", FilterDateUnit.Day), ("days", FilterDateUnit.Day),
        ("w", FilterDateUnit.Week), ("week", FilterDateUnit.Week), ("weeks", FilterDateUnit.Week),
        ("mo", FilterDateUnit.Month), ("month", FilterDateUnit.Month), ("months", FilterDateUnit.Month),
        ("y", FilterDateUnit.Year), ("year", FilterDateUnit.Year), ("years", FilterDateUnit.Year),
    ];

    public static FilterDateUnit? UnitOf(ReadOnlySpan<char> name)
    {
        foreach (var (known, unit) in s_units)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return unit;
            }
        }

        return null;
    }

    public static string NameOf(FilterDateUnit unit) => s_units.First(pair => pair.Unit == unit).Name;

    /// <summary>Reads <c>30d</c> and <c>30</c>; the latter has its unit in the next word.</summary>
    public static bool TryCount(string text, out int count, out FilterDateUnit? unit)
    {
        var end = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? text : text[..end];
        unit = end < 0 ? null : UnitOf(text.AsSpan(end));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count) && (end < 0 || unit is not null);
    }

    /// <summary>Years are counted no further than a lifetime of calendars.</summary>
    public static int MostOf(FilterDateUnit unit) => unit is FilterDateUnit.Year ? 100 : unit is FilterDateUnit.Month ? 1_200 : Most;
}
