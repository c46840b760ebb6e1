using System.Buffers;
using System.Globalization;

namespace Tamma.Providers.Http;

/// <summary>Numbers and times as providers write them into headers. What cannot be read is null.</summary>
internal static class HeaderTimes
{
    /// <summary>Above this an epoch is in milliseconds: as seconds it would be the year 5138.</summary>
    private const decimal FirstMilliseconds = 100_000_000_000;

    /// <summary>Below this a number is a wait and no epoch: 2001.</summary>
    private const decimal FirstEpoch = 1_000_000_000;

    private const decimal LastMilliseconds = 253_402_300_799_999;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789.");

    private static readonly TimeSpan s_longest = TimeSpan.FromDays(366);

    public static decimal? Number(string? text) =>
        decimal.TryParse(text?.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>RFC 9110's date, in any of its forms.</summary>
    public static DateTimeOffset? Http(string? text) =>
        DateTimeOffset.TryParseExact(text?.Trim(), ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var time)
            ? time
            : null;

    /// <summary>RFC 9651's date: an at sign and seconds since 1970.</summary>
    public static DateTimeOffset? Structured(string? text) => text?.Trim() is ['@', .. var seconds] && Number(seconds) is { } number ? Epoch(number) : null;

    public static DateTimeOffset? Rfc3339(string? text) =>
        text is { Length: >= 10 } && char.IsAsciiDigit(text.TrimStart()[0]) && text.Contains('-', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    /// <summary>A reset in any of the forms that are in use: a duration, an RFC 3339 time, an epoch, seconds to wait.</summary>
    public static DateTimeOffset? Reset(string? text, DateTimeOffset now) =>
        Number(text) is { } number ? number >= FirstEpoch ? Epoch(number) : After(now, Seconds(number))
        : Rfc3339(text) ?? After(now, Duration(text));

    /// <summary>Go's form: <c>12ms</c>, <c>6m0s</c>, <c>1h2m3.5s</c>.</summary>
    public static TimeSpan? Duration(string? text)
    {
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            return null;
        }

        var total = 0d;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(s_digits);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            {
                return null;
            }

            rest = rest[digits..];
            var letters = rest.IndexOfAny(s_digits);
            var unit = letters < 0 ? rest : rest[..letters];
            double? milliseconds = unit switch { "ns" => 1e-6, "us" or "µs" => 1e-3, "ms" => 1, "s" => 1e3, "m" => 60e3, "h" => 3600e3, "d" => 86400e3, _ => null };
            if (milliseconds is not { } each)
            {
                return null;
            }

            total += count * each;
            rest = rest[unit.Length..];
        }

        return total <= s_longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(total) : null;
    }

    /// <summary>A wait that somebody may mean.</summary>
    public static TimeSpan? Seconds(decimal number) => number >= 0 && number <= (decimal)s_longest.TotalSeconds ? TimeSpan.FromSeconds((double)number) : null;

    private static DateTimeOffset? After(DateTimeOffset now, TimeSpan? wait) => wait is { } time && time <= s_longest ? now + time : null;

    private static DateTimeOffset? Epoch(decimal number)
    {
        var milliseconds = Math.Abs(number) < FirstMilliseconds ? number * 1_000 : number;
        return milliseconds is > 0 and <= LastMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
    }
}
