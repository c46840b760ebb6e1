using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Tamma.Providers.Chat.Protocols;

/// <summary>Members of JSON that nobody promised us: each is there in the form that is asked for, or it is not there.</summary>
internal static class ForeignJson
{
    /// <summary>No request has as many tokens; a larger number is a mistake, and sums of such cannot overflow.</summary>
    private const long MostTokens = 1_000_000_000_000;

    private const double MostTicks = 9e18;

    public static JsonElement? Member(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public static JsonElement? Object(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    /// <summary>What stands in a list; nothing when there is none.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <summary>A text that is not empty.</summary>
    public static string? Text(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.String } value && !value.ValueEquals(""u8) ? JsonText.Of(value) : null;

    public static int? Index(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) && number >= 0 ? number : null;

    /// <summary>A number of tokens.</summary>
    public static long? Count(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) && number is >= 0 and <= MostTokens ? number : null;

    /// <summary>An amount of money, as a number or a text.</summary>
    public static decimal? Amount(this JsonElement parent, ReadOnlySpan<byte> name) => parent.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.TryGetDecimal(out var amount) && amount >= 0 => amount,
        { ValueKind: JsonValueKind.String } value when decimal.TryParse(
            JsonText.Of(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && amount >= 0 => amount,
        _ => null,
    };

    /// <summary>A duration that is written as a number.</summary>
    /// <param name="unit">Ticks (of 100 ns) in one.</param>
    public static TimeSpan? Duration(this JsonElement parent, ReadOnlySpan<byte> name, double unit) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && number * unit is >= 0 and < MostTicks
            ? TimeSpan.FromTicks((long)(number * unit))
            : null;

    public static string Raw(this JsonElement element) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element));
}
