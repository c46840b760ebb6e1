using System.Globalization;

namespace Tamma.Cli.Terminal;

/// <summary>A place in the log as a person names it: a cursor or position, or a time.</summary>
internal sealed record Since(string? After, DateTimeOffset? Time)
{
    private static readonly string[] s_dates = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss"];

    /// <exception cref="RefusedException">The text is none of the forms.</exception>
    public static Since Read(string text, TimeProvider time)
    {
        var today = new DateTimeOffset(time.GetLocalNow().Date, time.GetLocalNow().Offset);
        return text.ToUpperInvariant() switch
        {
            _ when IsPlace(text) => new(text, null),
            "TODAY" => new(null, today),
            "YESTERDAY" => new(null, today.AddDays(-1)),
            _ when Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) => new(null, today.AddDays(-(((int)today.DayOfWeek - (int)day + 7) % 7))),
            _ when ReadAgo(text) is { } ago => new(null, time.GetUtcNow() - ago),
            _ when DateTime.TryParseExact(text, s_dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) =>
                new(null, new DateTimeOffset(local, time.LocalTimeZone.GetUtcOffset(local))),
            _ when DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) =>
                new(null, instant),
            _ => throw new RefusedException($"'{text}' is no time. Write monday, 2d, 12h, 2026-11-20, 2026-11-20T09:30:00Z, or a position."),
        };
    }

    /// <summary>As <c>as_of</c> takes it.</summary>
    public string ToAsOf() => After ?? Figures.Instant(Time!.Value);

    /// <summary>A position, or a cursor: the log's id, a dash and a position.</summary>
    private static bool IsPlace(string text) =>
        text.Length is not 0 && text[(text.IndexOf('-', StringComparison.Ordinal) is 32 ? 33 : 0)..] is { Length: > 0 } position && position.All(char.IsAsciiDigit);

    private static TimeSpan? ReadAgo(string text) =>
        text.Length > 1 && ushort.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? text[^1] switch
            {
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                'd' => TimeSpan.FromDays(count),
                'w' => TimeSpan.FromDays(7 * count),
                _ => null,
            }
            : null;
}
