using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tamma.Catalog.Fields;

namespace Tamma.Storage.Sqlite;

/// <summary>The small JSON columns of runs and reviews.</summary>
internal static class StoredJson
{
    public static string Write(string[] words) => JsonSerializer.Serialize(words, StoredJsonContext.Default.StringArray);

    public static string Write(ImmutableSortedDictionary<string, int> counts) =>
        JsonSerializer.Serialize(counts, StoredJsonContext.Default.ImmutableSortedDictionaryStringInt32);

    /// <summary>A value with its type, so that it can be read without knowing its field.</summary>
    public static string? Write(FieldValue? value) => ToStored(value) is { } stored ? JsonSerializer.Serialize(stored, StoredJsonContext.Default.StoredValue) : null;

    public static StoredValue? ToStored(FieldValue? value) => value is not { } known ? null : new(
        known.IsText ? known.AsText() : null,
        known.IsFlag ? known.AsFlag() : null,
        known.IsNumber ? known.AsNumber() : null,
        known.IsWords ? [.. known.AsWords()] : null,
        known.IsJson ? known.AsJson().Text : null);

    public static string[] ReadWords(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, StoredJsonContext.Default.StringArray)!;

    public static ImmutableSortedDictionary<string, int> ReadCounts(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, StoredJsonContext.Default.DictionaryStringInt32)!.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static FieldValue? ReadValue(ReadOnlySpan<byte> json) => FromStored(JsonSerializer.Deserialize(json, StoredJsonContext.Default.StoredValue));

    public static FieldValue? FromStored(StoredValue? stored) => stored switch
    {
        { Text: { } text } => FieldValue.Text(text),
        { Flag: { } flag } => FieldValue.Flag(flag),
        { Number: { } number } => FieldValue.Number(number),
        { Words: { } words } => FieldValue.Words([.. words]),
        { Json: { } text } => FieldValue.Json(CanonicalJson.FromStored(text)),
        _ => null,
    };
}

internal sealed record StoredValue(string? Text, bool? Flag, decimal? Number, string[]? Words, string? Json);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredValue))]
[JsonSerializable(typeof(Dictionary<string, int>))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, int>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class StoredJsonContext : JsonSerializerContext;
