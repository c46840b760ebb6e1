using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tamma.Simulator.Chat.Engine;

/// <summary>JSON that satisfies a schema in a simple manner: every property, the first choice, the smallest number, one item. Reads the upper-case types of Gemini too.</summary>
internal sealed class SchemaSample(Dice dice, JsonElement root)
{
    private const int Deepest = 12;

    /// <summary>With a blank after every comma and colon, so that it has more than one token.</summary>
    public static string Of(JsonElement schema, Dice dice)
    {
        var text = new StringBuilder();
        new SchemaSample(dice, schema).Write(text, schema, 0);
        return text.ToString();
    }

    private void Write(StringBuilder text, JsonElement schema, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > Deepest)
        {
            text.Append("{}");
        }
        else if (Reference(schema) is { } referred)
        {
            Write(text, referred, depth + 1);
        }
        else if (schema.TryGetProperty("const", out var constant))
        {
            text.Append(constant.GetRawText());
        }
        else if (schema.TryGetProperty("enum", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0)
        {
            text.Append(choices[0].GetRawText());
        }
        else if (Choice(schema) is { } choice)
        {
            Write(text, choice, depth + 1);
        }
        else
        {
            WriteTyped(text, schema, depth);
        }
    }

    private void WriteTyped(StringBuilder text, JsonElement schema, int depth)
    {
        switch (TypeOf(schema))
        {
            case "array":
                WriteArray(text, schema, depth);
                break;
            case "string":
                text.Append(StringOf(schema));
                break;
            case "integer" or "number":
                text.Append(Bound(schema, "minimum") ?? Bound(schema, "maximum") ?? dice.Below(100));
                break;
            case "boolean":
                text.Append("true");
                break;
            case "null":
                text.Append("null");
                break;
            default:
                WriteObject(text, schema, depth);
                break;
        }
    }

    private void WriteObject(StringBuilder text, JsonElement schema, int depth)
    {
        text.Append('{');
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            var isFirst = true;
            foreach (var property in properties.EnumerateObject())
            {
                text.Append(isFirst ? "" : ", ").Append('"').Append(JsonEncodedText.Encode(property.Name)).Append("\": ");
                Write(text, property.Value, depth + 1);
                isFirst = false;
            }
        }

        text.Append('}');
    }

    private void WriteArray(StringBuilder text, JsonElement schema, int depth)
    {
        text.Append('[');
        var count = Math.Clamp(Bound(schema, "minItems") ?? 1, 0, 16);
        for (var index = 0; index < count && schema.TryGetProperty("items", out var items); index++)
        {
            text.Append(index == 0 ? "" : ", ");
            Write(text, items, depth + 1);
        }

        text.Append(']');
    }

    private string StringOf(JsonElement schema)
    {
        var format = schema.TryGetProperty("format", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        return format switch
        {
            "date-time" => "\"2026-01-02T03:04:05Z\"",
            "date" => "\"2026-01-02\"",
            "email" => "\"someone@harbour.example\"",
            "uri" => "\"https://harbour.example/\"",
            "uuid" => "\"00000000-0000-4000-8000-000000000000\"",
            _ => $"\"{WordOf(schema)}\"",
        };
    }

    private string WordOf(JsonElement schema)
    {
        var word = dice.Pick("heron", "harbour", "copper", "winter").PadRight((int)Math.Clamp(Bound(schema, "minLength") ?? 0, 0, 1000), 'x');
        return Bound(schema, "maxLength") is >= 0 and { } most && most < word.Length ? word[..(int)most] : word;
    }

    private JsonElement? Reference(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out var reference) || reference.GetString() is not ['#', '/', .. var path])
        {
            return null;
        }

        var at = root;
        foreach (var step in path.Split('/'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return null;
            }
        }

        return at;
    }

    private static JsonElement? Choice(JsonElement schema)
    {
        foreach (var name in new[] { "anyOf", "oneOf", "allOf" })
        {
            if (schema.TryGetProperty(name, out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0)
            {
                return choices[0];
            }
        }

        return null;
    }

    private static string TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return schema.TryGetProperty("items", out _) ? "array" : "object";
        }

        var name = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().FirstOrDefault() : type;
        return name.ValueKind == JsonValueKind.String ? name.GetString()!.ToLowerInvariant() : "object";
    }

    /// <summary>Gemini writes counts as strings.</summary>
    private static long? Bound(JsonElement schema, string name) => schema.TryGetProperty(name, out var bound)
        ? bound.ValueKind switch
        {
            JsonValueKind.Number when bound.TryGetDouble(out var number) => (long)Math.Ceiling(number),
            JsonValueKind.String when long.TryParse(bound.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        }
        : null;
}
