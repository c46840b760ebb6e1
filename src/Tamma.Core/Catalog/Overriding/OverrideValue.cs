using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Overriding;

/// <summary>
/// Reads a value that an operator wrote as what its field takes. A text is taken for what it spells, <c>200k</c> or <c>yes</c>,
/// because that is what a command line has.
/// </summary>
public static class OverrideValue
{
    private const int LongestText = 4_096;
    private const int LongestWord = 128;
    private const int MostWords = 100;

    private static readonly ImmutableArray<string> s_statuses = ["alpha", "beta", "active", "deprecated", "retired"];

    /// <returns>The value, or what is wrong with it: the end of a sentence that names the field.</returns>
    public static (FieldValue? Value, string? Wrong) Read(Field field, JsonElement value) =>
        value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
            ? (null, "needs a value; an override cannot make a value unknown. End the override that is there to hear the others again")
            : field.Type switch
            {
                FieldType.Flag => Flag(value),
                FieldType.Count or FieldType.Money or FieldType.Number => Number(field, value),
                FieldType.Date => Date(value),
                FieldType.Words => Words(value),
                FieldType.Json => Json(field, value),
                _ => Text(field, value),
            };

    private static (FieldValue?, string?) Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => (FieldValue.Flag(true), null),
        JsonValueKind.False => (FieldValue.Flag(false), null),
        JsonValueKind.String => value.GetString()!.ToUpperInvariant() switch
        {
            "TRUE" or "YES" => (FieldValue.Flag(true), null),
            "FALSE" or "NO" => (FieldValue.Flag(false), null),
            _ => (null, "is neither true nor false"),
        },
        _ => (null, "is neither true nor false"),
    };

    private static (FieldValue?, string?) Number(Field field, JsonElement value)
    {
        var raw = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => Spelt(value.GetString()!.Trim()),
            _ => "",
        };
        if (!Decimals.TryParse(raw, out var number))
        {
            return (null, "is no number");
        }

        var (least, most) = PlausibleRange.Of(field);
        var whole = field.Type is FieldType.Count;
        return whole && number != decimal.Truncate(number) ? (null, "is no whole number")
            : number < least || number > most
                ? (null, string.Create(CultureInfo.InvariantCulture, $"is not between {least} and {most}{(field.Unit is { } unit ? $" {unit}" : "")}"))
                : (FieldValue.Number(number), null);
    }

    /// <summary>200k and 1M, as people write tokens, and $3.</summary>
    private static string Spelt(string text)
    {
        var digits = text.TrimStart('$');
        var unit = digits is [.., 'k' or 'K'] ? 1_000m : digits is [.., 'm' or 'M'] ? 1_000_000m : 1m;
        return unit == 1m || !Decimals.TryParse(digits.AsSpan(0, digits.Length - 1), out var number) || number > 1_000_000_000m
            ? digits
            : (number * unit).ToString(CultureInfo.InvariantCulture);
    }

    private static (FieldValue?, string?) Date(JsonElement value)
    {
        var text = value.ValueKind is JsonValueKind.String ? value.GetString()!.Trim() : value.ValueKind is JsonValueKind.Number ? value.GetRawText() : "";
        return DateOnly.TryParseExact(text, ["yyyy", "yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1990 and < 2100
            ? (FieldValue.Text(text), null)
            : (null, "is no date from 1990 to 2099; write 2026, 2026-09 or 2026-09-29");
    }

    private static (FieldValue?, string?) Words(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Array)
            || (value.ValueKind is JsonValueKind.Array && value.EnumerateArray().Any(item => item.ValueKind is not JsonValueKind.String)))
        {
            return (null, "is no list of words");
        }

        var spelt = value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().Select(item => item.GetString()!) : value.GetString()!.Split(',');
        var words = spelt.Select(word => word.Trim()).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return words.Length > MostWords ? (null, $"has more than {MostWords} words")
            : words.Any(word => word.Length > LongestWord || word.Any(char.IsControl)) ? (null, $"has a word that is longer than {LongestWord} letters or holds more than one line")
            : (FieldValue.Words(words), null);
    }

    private static (FieldValue?, string?) Json(Field field, JsonElement value)
    {
        if (value.GetRawText().Length > LongestText)
        {
            return (null, $"is longer than {LongestText} characters");
        }

        if (field.IsAttribute || value.ValueKind is not JsonValueKind.String)
        {
            return (FieldValue.Json(CanonicalJson.From(value)), null);
        }

        try
        {
            using var document = JsonDocument.Parse(value.GetString()!);
            return (FieldValue.Json(CanonicalJson.From(document.RootElement)), null);
        }
        catch (JsonException)
        {
            return (null, "is no JSON");
        }
    }

    private static (FieldValue?, string?) Text(Field field, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
        {
            return (null, "is no text");
        }

        var text = (value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText()).Trim();
        return text.Length is 0 or > LongestText ? (null, $"is empty or longer than {LongestText} characters")
            : field != OverrideFields.Notes && text.Any(char.IsControl) ? (null, "has more than one line")
            : field.Path is "status" && !s_statuses.Contains(text, StringComparer.Ordinal) ? (null, $"is none of {string.Join(", ", s_statuses)}")
            : (FieldValue.Text(text), null);
    }
}
