using System.Globalization;
using System.Text.Json;

namespace Tamma.Cli.Terminal;

/// <summary>Numbers for people. Unknown is a question mark and never a zero.</summary>
internal static class Figures
{
    public const string Unknown = "?";

    /// <summary>200k, 1M, 8.2k.</summary>
    public static string Tokens(long? tokens) => tokens switch
    {
        null => Unknown,
        >= 1_000_000 => Short(tokens.Value / 1_000_000m, "0.##") + "M",
        >= 100_000 => Short(tokens.Value / 1_000m, "0") + "k",
        >= 1_000 => Short(tokens.Value / 1_000m, "0.#") + "k",
        _ => tokens.Value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>$3.00, $0.075.</summary>
    public static string Price(decimal? price) => price is { } dollars ? "$" + Short(dollars, "0.00########") : Unknown;

    public static string Flag(bool? flag) => flag switch { true => "yes", false => "no", null => Unknown };

    public static string Text(string? text) => text ?? Unknown;

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Models(long count) => count is 1 ? "1 model" : $"{Count(count)} models";

    public static string Time(DateTimeOffset? time) => time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "never";

    public static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan? duration) => duration is { } time
        ? time.TotalSeconds < 1 ? Short((decimal)time.TotalMilliseconds, "0") + " ms" : Short((decimal)time.TotalSeconds, "0.0") + " s"
        : Unknown;

    /// <summary>A field's value, in the unit that its path says.</summary>
    public static string Value(string field, JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => Unknown,
        { ValueKind: JsonValueKind.Number } number when IsPrice(field) => Price(number.GetDecimal()),
        { ValueKind: JsonValueKind.Number } number when field.StartsWith("limit.", StringComparison.Ordinal) && number.TryGetInt64(out var tokens) => Tokens(tokens),
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.True } => "yes",
        { ValueKind: JsonValueKind.False } => "no",
        { ValueKind: JsonValueKind.Array } words when words.EnumerateArray().All(word => word.ValueKind is JsonValueKind.String) =>
            string.Join(", ", words.EnumerateArray().Select(word => word.GetString())),
        { } json => json.GetRawText(),
    };

    /// <summary>As <see cref="Value"/>, but with every token: where two numbers are compared, 65,535 is not 65,536.</summary>
    public static string Exact(string field, JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && field.StartsWith("limit.", StringComparison.Ordinal) && number.TryGetInt64(out var tokens)
            ? Count(tokens)
            : Value(field, value);

    /// <summary>Reads 200000, 200k or 1M.</summary>
    public static bool TryParseTokens(string text, out long tokens)
    {
        var (digits, unit) = text is [.. var start, 'k' or 'K'] ? (start, 1_000m) : text is [.. var millions, 'm' or 'M'] ? (millions, 1_000_000m) : (text, 1m);
        var read = decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue / unit;
        tokens = read ? (long)(number * unit) : 0;
        return read;
    }

    private static bool IsPrice(string field) => field.StartsWith("cost.", StringComparison.Ordinal);

    private static string Short(decimal number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
