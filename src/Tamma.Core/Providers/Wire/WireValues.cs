using System.Globalization;
using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Providers.Wire;

/// <summary>Values of foreign answers as values of ours. What is not of the expected kind is kept under its own path, and counted.</summary>
internal static class WireValues
{
    private const string NegativePrice = "negative_price_is_unknown";
    private const string EpochDate = "epoch_is_unknown";

    public static void Text(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is not JsonValueKind.String)
        {
            row.Unknown(value, member.Path);
        }
        else if (value.ValueEquals(""u8))
        {
            row.Draft.Apply(LeafFields.EmptyText);
        }
        else
        {
            row.Set(member.Targets[0], FieldValue.Text(row.Draft.Pool.Text(value)), value, member);
        }
    }

    public static void Flag(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            row.Set(member.Targets[0], FieldValue.Flag(value.GetBoolean()), value, member);
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }

    public static void Words(JsonElement value, WireField member, WireRow row) => Typed(value, member, row, FieldType.Words);

    public static void Json(JsonElement value, WireField member, WireRow row) => Typed(value, member, row, FieldType.Json);

    public static void Limit(JsonElement value, WireField member, WireRow row)
    {
        if (Decimal(value) is not { } number)
        {
            row.Unknown(value, member.Path);
        }
        else if (row.IsLimit(number))
        {
            row.Set(member.Targets[0], FieldValue.Number(number), value, member);
        }
    }

    public static void Number(JsonElement value, WireField member, WireRow row)
    {
        if (Decimal(value) is { } number)
        {
            row.Set(member.Targets[0], FieldValue.Number(number), value, member);
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }

    public static void Date(JsonElement value, WireField member, WireRow row)
    {
        var text = value.ValueKind is JsonValueKind.String ? value.GetString() : null;
        if (text is "")
        {
            row.Draft.Apply(LeafFields.EmptyText);
        }
        else if (text is null || Day(text) is not { } day)
        {
            row.Unknown(value, member.Path);
        }
        else if (day.StartsWith("1970-01-01", StringComparison.Ordinal))
        {
            row.Draft.Apply(EpochDate);
        }
        else
        {
            row.Set(member.Targets[0], FieldValue.Text(row.Share(day)), value, member);
        }
    }

    public static void UnixDate(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetDecimal(out var seconds) || seconds is < -62_135_596_800m or > 253_402_300_799m)
        {
            row.Unknown(value, member.Path);
        }
        else if (seconds <= 0)
        {
            row.Draft.Apply(EpochDate);
        }
        else
        {
            var day = DateTimeOffset.FromUnixTimeSeconds((long)seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            row.Set(member.Targets[0], FieldValue.Text(row.Share(day)), value, member);
        }
    }

    public static void PricePerToken(JsonElement value, WireField member, WireRow row) => Price(value, member, row, PriceUnit.DollarsPerToken);

    /// <summary>A price that is in its field's own unit already.</summary>
    public static void Price(JsonElement value, WireField member, WireRow row) => Price(value, member, row, PriceUnit.DollarsPerMillionTokens);

    /// <summary>A number, or a text that holds one.</summary>
    public static decimal? Decimal(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Decimals.TryParse(value.GetRawText(), out var number) ? number : null,
        JsonValueKind.String => Decimals.TryParse(value.GetString(), out var number) ? number : null,
        _ => null,
    };

    /// <summary>A price in dollars, in our unit; null for what is none, is unknown, or would have to be rounded.</summary>
    public static decimal? Price(JsonElement value, PriceUnit unit) => Decimal(value) is >= 0 and var price ? unit.ToCatalog(price) : null;

    private static void Price(JsonElement value, WireField member, WireRow row, PriceUnit unit)
    {
        if (Decimal(value) is not { } price || unit.ToCatalog(price) is not { } ours)
        {
            row.Unknown(value, member.Path);
        }
        else if (price < 0)
        {
            // OpenRouter's -1: "depends on where it is routed".
            row.Draft.Apply(NegativePrice);
        }
        else
        {
            row.Draft.Weigh(FieldRegistry.Models[member.Targets[0]], ours);
            row.Set(member.Targets[0], FieldValue.Number(ours), value, member);
        }
    }

    private static void Typed(JsonElement value, WireField member, WireRow row, FieldType type)
    {
        if (LeafReader.ReadValue(value, type) is { } typed)
        {
            row.Set(member.Targets[0], typed, value, member);
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }

    /// <summary>A day as precise as it is given; of an instant its day in UTC.</summary>
    private static string? Day(string text)
    {
        foreach (var form in (ReadOnlySpan<string>)["yyyy-MM-dd", "yyyy-MM", "yyyy"])
        {
            if (DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                return text;
            }
        }

        return text.Length > 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }
}
