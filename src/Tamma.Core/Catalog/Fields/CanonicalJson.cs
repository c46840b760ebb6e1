using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tamma.Catalog.Fields;

/// <summary>
/// JSON with sorted members, no white space and plain decimal numbers: two structures that mean the same are the same text.
/// Order inside arrays is kept.
/// </summary>
public sealed class CanonicalJson : IEquatable<CanonicalJson>
{
    private CanonicalJson(string text) => Text = text;

    public string Text { get; }

    public static CanonicalJson From(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, element);
        }

        return new(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>Reads a text that this type wrote earlier; it is not made canonical again.</summary>
    public static CanonicalJson FromStored(string text) => new(text);

    public bool Equals(CanonicalJson? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as CanonicalJson);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Number(element.GetRawText()), skipInputValidation: true);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    /// <summary>A number that decimal cannot hold exactly keeps its source's spelling.</summary>
    private static string Number(string raw) =>
        Decimals.TryParse(raw, out var number) ? number.ToString(CultureInfo.InvariantCulture) : raw;
}
