using System.Text;
using Xunit;

namespace Tamma.Server.Tests.Rest;

/// <summary>Reads iCalendar by the letter of RFC 5545 and knows nothing of the writer: every line is checked, then unfolded and unescaped.</summary>
internal static class StrictCalendar
{
    public static IReadOnlyList<Dictionary<string, string>> Parse(byte[] bytes)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var text = strict.GetString(bytes);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var raw = text.Split("\r\n")[..^1];
        Assert.All(raw, line =>
        {
            Assert.DoesNotContain(line, letter => char.IsControl(letter));
            Assert.True(strict.GetByteCount(line) <= 75, $"A line of {strict.GetByteCount(line)} octets: {line}");
        });

        List<string> lines = [];
        foreach (var line in raw)
        {
            if (line.StartsWith(' '))
            {
                lines[^1] += line[1..];
            }
            else
            {
                lines.Add(line);
            }
        }

        Assert.Equal(["BEGIN:VCALENDAR", "VERSION:2.0"], lines[..2]);
        Assert.Equal("END:VCALENDAR", lines[^1]);
        Assert.Single(lines, line => line.StartsWith("PRODID:", StringComparison.Ordinal));
        return Events(lines);
    }

    private static List<Dictionary<string, string>> Events(List<string> lines)
    {
        List<Dictionary<string, string>> events = [];
        Dictionary<string, string>? open = null;
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (line[..colon], line[(colon + 1)..]);
            switch (line)
            {
                case "BEGIN:VEVENT":
                    Assert.Null(open);
                    open = new(StringComparer.Ordinal);
                    break;
                case "END:VEVENT":
                    Assert.All(["UID", "DTSTAMP", "DTSTART;VALUE=DATE"], needed => Assert.Contains(needed, open!.Keys));
                    Assert.Matches("^[0-9]{8}T[0-9]{6}Z$", open!["DTSTAMP"]);
                    events.Add(open);
                    open = null;
                    break;
                default:
                    open?.Add(name, name is "SUMMARY" or "DESCRIPTION" ? Unescaped(value) : value);
                    break;
            }
        }

        Assert.Null(open);
        return events;
    }

    private static string Unescaped(string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            Assert.False(value[i] is ';' or ',', $"Not escaped: {value}");
            text.Append(value[i] is not '\\' ? value[i] : value[++i] switch { 'n' or 'N' => '\n', '\\' or ';' or ',' => value[i], _ => throw new FormatException(value) });
        }

        return text.ToString();
    }
}
