using System.Globalization;

namespace Tamma.Cli.Terminal;

/// <summary>A time to come as a person names it.</summary>
internal static class Until
{
    /// <exception cref="RefusedException">The text is none of the forms.</exception>
    public static DateTimeOffset Read(string text, TimeProvider time) =>
        ReadIn(text) is { } span ? time.GetUtcNow() + span
        : DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? new(local, time.LocalTimeZone.GetUtcOffset(local))
        : DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant
        : throw new RefusedException($"'{text}' is no time to come. Write 30d, 12h, 2w, 2027-01-31 or 2027-01-31T09:30:00Z.");

    private static TimeSpan? ReadIn(string text) =>
        text.Length > 1 && ushort.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? text[^1] switch
            {
                'h' => TimeSpan.FromHours(count),
                'd' => TimeSpan.FromDays(count),
                'w' => TimeSpan.FromDays(7 * count),
                _ => null,
            }
            : null;
}
