using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Storage.Sqlite;

/// <summary>One buffer for all the JSON of a transaction. What it gives is valid until it is used again.</summary>
/// <remarks>Keeps the writer's default escaping: <see cref="CanonicalJson"/> uses it too, see <see cref="StoredFields"/>.</remarks>
internal sealed class JsonBuffer : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly Utf8JsonWriter _writer;
    private readonly Dictionary<FieldSet, byte[]> _expected = new(ReferenceEqualityComparer.Instance);

    public JsonBuffer() => _writer = new(_bytes, new() { SkipValidation = true });

    public ReadOnlySpan<byte> Fields(FieldSet fields)
    {
        if (_expected.Remove(fields, out var written))
        {
            return written;
        }

        Start();
        FieldSetJson.Write(_writer, fields);
        return Done();
    }

    /// <summary>As <see cref="Fields"/>, for a claim whose very set is likely to be its row's version too: a first import writes each set twice.</summary>
    public ReadOnlySpan<byte> FieldsOfClaim(FieldSet fields)
    {
        var written = Fields(fields);
        _expected.TryAdd(fields, written.ToArray());
        return written;
    }

    /// <summary>Offers as <c>[connection, access, missing since, terms]</c>, with <c>reason, verified at</c> behind it where one of them is known.</summary>
    public ReadOnlySpan<byte> Offers(ImmutableArray<Offer> offers)
    {
        Start();
        _writer.WriteStartArray();
        foreach (var offer in offers)
        {
            _writer.WriteStartArray();
            _writer.WriteStringValue(offer.Connection);
            _writer.WriteNumberValue((int)offer.Access);
            WriteTime(offer.MissingSince);
            FieldSetJson.Write(_writer, offer.Terms);
            if (offer.AccessReason is not null || offer.VerifiedAt is not null)
            {
                _writer.WriteStringValue(offer.AccessReason);
                WriteTime(offer.VerifiedAt);
            }

            _writer.WriteEndArray();
        }

        _writer.WriteEndArray();
        return Done();
    }

    public void Dispose() => _writer.Dispose();

    private void WriteTime(DateTimeOffset? time)
    {
        if (time is { } known)
        {
            _writer.WriteNumberValue(known.UtcTicks);
        }
        else
        {
            _writer.WriteNullValue();
        }
    }

    private void Start()
    {
        _bytes.ResetWrittenCount();
        _writer.Reset();
    }

    private ReadOnlySpan<byte> Done()
    {
        _writer.Flush();
        return _bytes.WrittenSpan;
    }
}
