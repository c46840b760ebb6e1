using System.Globalization;

namespace Tamma.Cli.Terminal;

/// <summary>Durations as people write them.</summary>
internal static class Durations
{
    /// <returns>Seconds; null where nothing is written.</returns>
    /// <exception cref="RefusedException">It is none.</exception>
    public static double? Seconds(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => 0 };
        return unit > 0 && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number * unit
            : throw new RefusedException($"'{text}' is no duration; write 30s, 5m, 2h or 1d.");
    }
}
