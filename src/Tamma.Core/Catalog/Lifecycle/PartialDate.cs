using System.Globalization;

namespace Tamma.Catalog.Lifecycle;

/// <summary>
/// A day, a month or a year as a source wrote it. Where one day is needed it is the last one that the text may mean: a model that
/// retires in <c>2026-05</c> is there until 2026-05-31 at the latest.
/// </summary>
/// <param name="Text">As it was written, without a time of day.</param>
/// <param name="First">The first day that it may mean.</param>
/// <param name="Last">The last day that it may mean.</param>
public readonly record struct PartialDate(string Text, DateOnly First, DateOnly Last)
{
    private const int DayLength = 10;

    public static PartialDate OfDay(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day, day);

    /// <summary>Reads <c>2026</c>, <c>2026-05</c>, <c>2026-05-31</c>, and a day with a time behind it. Null for anything else.</summary>
    public static PartialDate? Read(string text)
    {
        var day = text.Length > DayLength && text[DayLength] is 'T' or ' ' ? text[..DayLength] : text;
        return day.Length switch
        {
            4 when TryRead(day, "yyyy", out var year) => new(day, year, year.AddYears(1).AddDays(-1)),
            7 when TryRead(day, "yyyy-MM", out var month) => new(day, month, month.AddMonths(1).AddDays(-1)),
            DayLength when TryRead(day, "yyyy-MM-dd", out var exact) => new(day, exact, exact),
            _ => null,
        };
    }

    public override string ToString() => Text;

    /// <summary>The last year has no day after it, and no model ends in it.</summary>
    private static bool TryRead(string text, string form, out DateOnly date) =>
        DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && date.Year < DateOnly.MaxValue.Year;
}
