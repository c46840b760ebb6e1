using System.Collections.Frozen;
using System.Globalization;

namespace Tamma.Search.Reading;

/// <summary>Days, months and years as people write them, and <c>this year</c>, which depends on the day of the question.</summary>
internal static class Dates
{
    private static readonly FrozenDictionary<string, int> s_months =
        CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Where(name => name.Length > 0)
            .SelectMany((name, index) => new[] { (name.ToLowerInvariant(), index + 1), (name[..3].ToLowerInvariant(), index + 1) })
            .DistinctBy(pair => pair.Item1, StringComparer.Ordinal)
            .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>A period that begins at a word: its first day, and the first day behind it.</summary>
    public static (DateOnly From, DateOnly To)? At(ReadOnlySpan<QueryWord> words, int at, DateOnly today, out int end)
    {
        end = at + 1;
        if (at >= words.Length)
        {
            return null;
        }

        var word = words[at].Meant;
        if (word.Length == 8 && DateOnly.TryParseExact(word, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return (day, day.AddDays(1));
        }

        if (Year(word) is { } year)
        {
            if (end < words.Length && words[end].Before == "-" && words[end].Text.Length == 2 && int.TryParse(words[end].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 12)
            {
                end++;
                return Month(year, number);
            }

            return (new(year, 1, 1), new(year + 1, 1, 1));
        }

        if (s_months.TryGetValue(word, out var month))
        {
            if (end < words.Length && Year(words[end].Meant) is { } of)
            {
                end++;
                return Month(of, month);
            }

            return word.Length > 3 && word is not "march" ? Month(month <= today.Month ? today.Year : today.Year - 1, month) : null;
        }

        return Spoken(words, at, today, ref end);
    }

    private static (DateOnly From, DateOnly To)? Spoken(ReadOnlySpan<QueryWord> words, int at, DateOnly today, ref int end)
    {
        if (at + 1 >= words.Length)
        {
            return words[at].Meant == "today" ? (today, today.AddDays(1)) : null;
        }

        var isThis = words[at].Meant == "this";
        if (!isThis && words[at].Meant is not ("last" or "past"))
        {
            return null;
        }

        end = at + 2;
        var tomorrow = today.AddDays(1);
        if (int.TryParse(words[at + 1].Meant, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 1_000 && at + 2 < words.Length)
        {
            end = at + 3;
            return words[at + 2].Meant switch
            {
                "day" or "days" => (today.AddDays(-count), tomorrow),
                "week" or "weeks" => (today.AddDays(-7 * count), tomorrow),
                "month" or "months" => (today.AddMonths(-count), tomorrow),
                "year" or "years" => (today.AddYears(-count), tomorrow),
                _ => null,
            };
        }

        return (words[at + 1].Meant, isThis) switch
        {
            ("year", true) => (new(today.Year, 1, 1), new(today.Year + 1, 1, 1)),
            ("year", false) => (new(today.Year - 1, 1, 1), new(today.Year, 1, 1)),
            ("month", true) => (new(today.Year, today.Month, 1), tomorrow),
            ("month", false) => (today.AddMonths(-1), tomorrow),
            ("week", _) => (today.AddDays(-7), tomorrow),
            ("quarter", _) => (today.AddMonths(-3), tomorrow),
            _ => null,
        };
    }

    private static (DateOnly From, DateOnly To) Month(int year, int month) => (new(year, month, 1), new DateOnly(year, month, 1).AddMonths(1));

    private static int? Year(string word) => word.Length == 4 && word[..2] is "20" && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2015 and < 2100 ? year : null;
}
