using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tamma.Catalog.Fields;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tamma.Sources.Baseline;

/// <summary>YAML → values of our fields. Strict: what is not of the field's type is a mistake, since these files are written for us.</summary>
internal static class BaselineValue
{
    /// <exception cref="Providers.ProviderException">The value is not of the field's type.</exception>
    public static FieldValue Read(YamlNode node, Field field, BaselineText text) => field.Type switch
    {
        FieldType.Text => FieldValue.Text(text.RequireWord(node, field.Path)),
        FieldType.Date => FieldValue.Text(text.RequireDate(node, field.Path)),
        FieldType.Flag => Plain(node) switch
        {
            "true" => FieldValue.Flag(true),
            "false" => FieldValue.Flag(false),
            _ => throw text.Wrong(node, $"'{field.Path}' is neither true nor false"),
        },
        FieldType.Count => Number(node) is { } count && count > 0 && decimal.IsInteger(count)
            ? FieldValue.Number(count)
            : throw text.Wrong(node, $"'{field.Path}' is no whole number above zero"),
        FieldType.Money or FieldType.Number => Number(node) is { } number && number >= 0
            ? FieldValue.Number(number)
            : throw text.Wrong(node, $"'{field.Path}' is no number of zero or more"),
        FieldType.Words => node is YamlSequenceNode list
            ? FieldValue.Words([.. list.Children.Select(child => text.RequireWord(child, field.Path))])
            : throw text.Wrong(node, $"'{field.Path}' is no list of words"),
        _ => FieldValue.Json(Structure(node)),
    };

    private static string? Plain(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: { } value } ? value : null;

    private static decimal? Number(YamlNode node) =>
        Plain(node) is { } text && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) && Decimals.TryParse(text, out var number)
            ? number
            : null;

    private static CanonicalJson Structure(YamlNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, node);
        }

        using var json = JsonDocument.Parse(buffer.WrittenMemory);
        return CanonicalJson.From(json.RootElement);
    }

    private static void Write(Utf8JsonWriter writer, YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                writer.WriteStartObject();
                foreach (var (key, value) in mapping.Children)
                {
                    writer.WritePropertyName(key.ToString());
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case YamlSequenceNode list:
                writer.WriteStartArray();
                foreach (var item in list.Children)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case YamlScalarNode scalar when BaselineText.IsNothing(scalar):
                writer.WriteNullValue();
                break;
            default:
                Scalar(writer, node);
                break;
        }
    }

    private static void Scalar(Utf8JsonWriter writer, YamlNode node)
    {
        switch (Plain(node))
        {
            case "true":
                writer.WriteBooleanValue(true);
                break;
            case "false":
                writer.WriteBooleanValue(false);
                break;
            case not null when Number(node) is { } number:
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue((node as YamlScalarNode)?.Value);
                break;
        }
    }
}
