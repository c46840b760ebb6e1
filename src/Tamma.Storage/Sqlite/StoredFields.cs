using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Storage.Sqlite;

/// <summary>
/// Reads what <see cref="FieldSetJson"/> wrote, together with the origins that lie beside it in the same order. The registry
/// may have changed since: fields may come back in another order or as <c>extra.*</c>, and each must keep its own origin.
/// </summary>
internal sealed class StoredFields(SharedValues shared)
{
    private readonly FieldSet.Builder _fields = new();
    private readonly List<Field> _order = [];
    private readonly List<int> _places = [];

    public SharedValues Shared => shared;

    public FieldSet Read(ReadOnlySpan<byte> json, FieldRegistry registry)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Read(ref reader, json, registry);
    }

    /// <summary>The reader stands on the object's start and ends on its end.</summary>
    public FieldSet Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldRegistry registry)
    {
        _order.Clear();
        _places.Clear();
        for (var place = 0; reader.Read() && reader.TokenType is JsonTokenType.PropertyName; place++)
        {
            var field = registry.FindOrExtra(shared.Text(ref reader));
            reader.Read();
            if (ReadValue(ref reader, json, field.Type) is { } value)
            {
                _fields.Set(field, value);
                _order.Add(field);
                _places.Add(place);
            }
        }

        return _fields.Build();
    }

    public (FieldSet Values, ImmutableArray<Origin> Origins) Read(ReadOnlySpan<byte> json, ReadOnlySpan<byte> packed, FieldRegistry registry)
    {
        var values = Read(json, registry);
        var origins = new Origin[values.Count];
        if (values.Fields.SequenceEqual(CollectionsMarshal.AsSpan(_order)))
        {
            for (var i = 0; i < origins.Length; i++)
            {
                origins[i] = PackedOrigins.Read(packed, _places[i]);
            }
        }
        else
        {
            // As in the set itself, the last of two that became one field stands.
            for (var i = 0; i < _order.Count; i++)
            {
                origins[values.IndexOf(_order[i])] = PackedOrigins.Read(packed, _places[i]);
            }
        }

        return (values, ImmutableCollectionsMarshal.AsImmutableArray(origins));
    }

    /// <summary>A value that is no longer of its field's type is kept as it was written; null is nothing.</summary>
    private FieldValue? ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldType type)
    {
        switch (type, reader.TokenType)
        {
            case (_, JsonTokenType.Null):
                return null;
            case (FieldType.Text or FieldType.Date, JsonTokenType.String):
                return FieldValue.Text(shared.Text(ref reader));
            case (FieldType.Flag, JsonTokenType.True or JsonTokenType.False):
                return FieldValue.Flag(reader.GetBoolean());
            case (FieldType.Count or FieldType.Money or FieldType.Number, JsonTokenType.Number) when reader.TryGetDecimal(out var number):
                return FieldValue.Number(number);
            default:
                var start = (int)reader.TokenStartIndex;
                var isWords = type is FieldType.Words && reader.TokenType is JsonTokenType.StartArray;
                reader.Skip();
                var written = json[start..(int)reader.BytesConsumed];
                return isWords ? shared.Words(written) : shared.Structure(written);
        }
    }
}
