using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Lifecycle;

namespace Tamma.Server.Projections;

/// <summary>
/// Announced ends as iCalendar (RFC 5545): a day-long event for each, under an id that stays when the date moves. The stamp is the
/// time of the model's version, so that the same catalogue gives the same bytes.
/// </summary>
internal static class CalendarText
{
    /// <summary>RFC 5545 §3.1: a line holds at most 75 octets before its break.</summary>
    private const int LongestLine = 75;

    private static readonly Field s_name = FieldRegistry.Models["name"];

    public static string Write(IEnumerable<CalendarEntry> entries)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN", "VCALENDAR");
        Line(text, "VERSION", "2.0");
        Line(text, "PRODID", "-//Tamma//Ends of models//EN");
        Line(text, "CALSCALE", "GREGORIAN");
        foreach (var entry in entries)
        {
            Write(text, entry);
        }

        Line(text, "END", "VCALENDAR");
        return text.ToString();
    }

    private static void Write(StringBuilder text, CalendarEntry entry)
    {
        var key = entry.Model.Key.ToString();
        Line(text, "BEGIN", "VEVENT");
        Line(text, "UID", Uid(key));
        Line(text, "DTSTAMP", entry.Model.Since.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        Line(text, "DTSTART;VALUE=DATE", Day(entry.End.Last));
        Line(text, "DTEND;VALUE=DATE", Day(entry.End.Last.AddDays(1)));
        Line(text, "SUMMARY", Escaped($"{key} retires"));
        Line(text, "DESCRIPTION", Escaped(Describe(entry)));
        Line(text, "TRANSP", "TRANSPARENT");
        Line(text, "END", "VEVENT");
    }

    private static string Describe(CalendarEntry entry)
    {
        var lines = new List<string>();
        if (entry.Model.Values[s_name] is { IsText: true } name)
        {
            lines.Add(name.AsText());
        }

        lines.Add(entry.End.First == entry.End.Last ? $"Retires on {entry.End}." : $"Retires in {entry.End}; this is the last day that it may mean.");
        if (entry.Life.Announced is { } announced)
        {
            lines.Add($"{(entry.Life.AnnouncementIsStated ? "Announced" : "First seen")} {announced.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.");
        }

        if (entry.Replacement is { } replacement)
        {
            lines.Add(replacement.By is ReplacementBy.Suggested ? $"Suggested instead: {replacement.Key}." : $"Replaced by {replacement.Key}.");
        }

        return string.Join('\n', lines);
    }

    /// <summary>Of the key alone: a calendar moves the event when the date moves.</summary>
    private static string Uid(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16)) + "@tamma";

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>RFC 5545 §3.3.11. Other control characters may not stand in a text at all.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(letter),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(letter) => escaped.Append(' '),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }

    /// <summary>Folds between characters, never inside one: a broken line goes on with a space.</summary>
    private static void Line(StringBuilder text, string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
