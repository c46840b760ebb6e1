using System.Collections.Immutable;
using System.Text.Json;

namespace Tamma.Catalog.Fields;

/// <summary>
/// Turns a JSON object into fields: objects are walked, arrays and scalars are leaves. A leaf that is not registered, or whose
/// value is not of its field's type, is kept under <c>extra.*</c>; nothing is dropped. <c>null</c> means unknown.
/// </summary>
public static class LeafReader
{
    /// <summary>Deep nesting is foreign text's choice, so it has an end: what is deeper is one JSON leaf.</summary>
    private const int Deepest = 8;

    public static void Read(JsonElement element, FieldRegistry registry, FieldSet.Builder into) => Walk(element, "", 0, registry, into);

    /// <summary>Reads one leaf as the value of a field; null when the value is not of the field's type, or says nothing.</summary>
    public static FieldValue? ReadValue(JsonElement leaf, FieldType type) => (type, leaf.ValueKind) switch
    {
        (FieldType.Text or FieldType.Date, JsonValueKind.String) => FieldValue.Text(leaf.GetString()!),
        (FieldType.Flag, JsonValueKind.True) => FieldValue.Flag(true),
        (FieldType.Flag, JsonValueKind.False) => FieldValue.Flag(false),
        (FieldType.Count or FieldType.Money or FieldType.Number, JsonValueKind.Number) =>
            Decimals.TryParse(leaf.GetRawText(), out var number) ? FieldValue.Number(number) : null,
        (FieldType.Words, JsonValueKind.Array) => Words(leaf),
        (FieldType.Json, not (JsonValueKind.Null or JsonValueKind.Undefined)) => FieldValue.Json(CanonicalJson.From(leaf)),
        _ => null,
    };

    private static void Walk(JsonElement element, string prefix, int depth, FieldRegistry registry, FieldSet.Builder into)
    {
        foreach (var member in element.EnumerateObject())
        {
            var path = prefix.Length == 0 ? member.Name : $"{prefix}.{member.Name}";
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Null:
                    break;
                case JsonValueKind.Object when depth < Deepest && registry.Find(path) is not { Type: FieldType.Json } && member.Value.EnumerateObject().MoveNext():
                    Walk(member.Value, path, depth + 1, registry, into);
                    break;
                default:
                    Leaf(member.Value, registry.OfSource(path), path, registry, into);
                    break;
            }
        }
    }

    private static void Leaf(JsonElement leaf, Field field, string path, FieldRegistry registry, FieldSet.Builder into)
    {
        if (ReadValue(leaf, field.Type) is { } value)
        {
            into.Set(field, value);
        }
        else
        {
            into.Set(registry.FindOrExtra("extra." + path), FieldValue.Json(CanonicalJson.From(leaf)));
        }
    }

    private static FieldValue? Words(JsonElement array)
    {
        var words = ImmutableArray.CreateBuilder<string>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.String)
            {
                return null;
            }

            words.Add(item.GetString()!);
        }

        return FieldValue.Words(words.MoveToImmutable());
    }
}
