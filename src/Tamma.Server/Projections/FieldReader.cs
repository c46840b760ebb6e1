using System.Buffers;
using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>Reads known fields by path; what is unknown is null.</summary>
internal readonly struct FieldReader(FieldSet values, FieldRegistry? registry = null)
{
    private readonly FieldRegistry _registry = registry ?? FieldRegistry.Models;

    public string? Text(string path) => values.TryGet(_registry[path], out var value) ? value.AsText() : null;

    public bool? Flag(string path) => values.TryGet(_registry[path], out var value) ? value.AsFlag() : null;

    public decimal? Money(string path) => values.TryGet(_registry[path], out var value) ? value.AsNumber() : null;

    /// <summary>A count that no 64-bit number can hold exactly is left to the facts.</summary>
    public long? Count(string path) =>
        values.TryGet(_registry[path], out var value) && value.AsNumber() is var number && number == decimal.Truncate(number) && number is > long.MinValue and < long.MaxValue
            ? (long)number
            : null;

    public IReadOnlyList<string>? Words(string path) => values.TryGet(_registry[path], out var value) ? value.AsWords() : null;

    public JsonElement? Json(string path) => values.TryGet(_registry[path], out var value) ? ToJson(value) : null;

    public bool Any(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (values.TryGet(_registry[path], out _))
            {
                return true;
            }
        }

        return false;
    }

    public static JsonElement ToJson(FieldValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = WireJson.Encoder }))
        {
            FieldSetJson.Write(writer, value);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    public static JsonElement? ToJson(FieldValue? value) => value is { } known ? ToJson(known) : null;
}
