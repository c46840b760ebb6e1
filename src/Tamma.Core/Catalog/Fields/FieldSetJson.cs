using System.Collections.Immutable;
using System.Text.Json;

namespace Tamma.Catalog.Fields;

/// <summary>Fields as a flat JSON object, dotted path → value: the form in which claims, versions and events keep them.</summary>
public static class FieldSetJson
{
    public static void Write(Utf8JsonWriter writer, FieldSet set)
    {
        writer.WriteStartObject();
        for (var i = 0; i < set.Count; i++)
        {
            writer.WritePropertyName(set.Fields[i].Path);
            Write(writer, set.Values[i]);
        }

        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, FieldValue? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case { IsText: true } text:
                writer.WriteStringValue(text.AsText());
                break;
            case { IsFlag: true } flag:
                writer.WriteBooleanValue(flag.AsFlag());
                break;
            case { IsNumber: true } number:
                writer.WriteNumberValue(number.AsNumber());
                break;
            case { IsWords: true } words:
                writer.WriteStartArray();
                foreach (var word in words.AsWords())
                {
                    writer.WriteStringValue(word);
                }

                writer.WriteEndArray();
                break;
            case var json:
                writer.WriteRawValue(json.Value.AsJson().Text, skipInputValidation: true);
                break;
        }
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, FieldSet)"/> wrote; the reader stands on the object's start and ends on its end.</summary>
    /// <remarks>A field that was registered when it was written and is not today is kept as <c>extra.*</c>.</remarks>
    public static FieldSet Read(ref Utf8JsonReader reader, FieldRegistry registry)
    {
        var builder = new FieldSet.Builder();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var field = registry.FindOrExtra(reader.GetString()!);
            reader.Read();
            if (reader.TokenType is JsonTokenType.Null)
            {
                continue;
            }

            if (ReadValue(ref reader, field.Type) is { } value)
            {
                builder.Set(field, value);
            }
        }

        return builder.Build();
    }

    private static FieldValue? ReadValue(ref Utf8JsonReader reader, FieldType type)
    {
        switch (type, reader.TokenType)
        {
            case (FieldType.Text or FieldType.Date, JsonTokenType.String):
                return FieldValue.Text(reader.GetString()!);
            case (FieldType.Flag, JsonTokenType.True or JsonTokenType.False):
                return FieldValue.Flag(reader.GetBoolean());
            case (FieldType.Count or FieldType.Money or FieldType.Number, JsonTokenType.Number):
                return FieldValue.Number(reader.GetDecimal());
            case (FieldType.Words, JsonTokenType.StartArray):
                var words = ImmutableArray.CreateBuilder<string>();
                while (reader.Read() && reader.TokenType is JsonTokenType.String)
                {
                    words.Add(reader.GetString()!);
                }

                return FieldValue.Words(words.DrainToImmutable());
            default:
                using (var document = JsonDocument.ParseValue(ref reader))
                {
                    return FieldValue.Json(CanonicalJson.From(document.RootElement));
                }
        }
    }
}
