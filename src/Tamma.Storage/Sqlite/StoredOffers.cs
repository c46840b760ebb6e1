using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Storage.Sqlite;

/// <summary>Reads what <see cref="JsonBuffer.Offers"/> wrote.</summary>
internal static class StoredOffers
{
    public static ImmutableArray<Offer> Read(ReadOnlySpan<byte> json, FieldRegistry registry, StoredFields fields)
    {
        var offers = ImmutableArray.CreateBuilder<Offer>(1);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.StartArray)
        {
            reader.Read();
            var connection = fields.Shared.Text(ref reader);
            reader.Read();
            var access = (Access)reader.GetInt32();
            reader.Read();
            var missing = Time(ref reader);
            reader.Read();
            var terms = fields.Read(ref reader, json, registry);
            reader.Read();
            string? reason = null;
            DateTimeOffset? verified = null;
            if (reader.TokenType is not JsonTokenType.EndArray)
            {
                reason = reader.TokenType is JsonTokenType.Null ? null : fields.Shared.Text(ref reader);
                reader.Read();
                verified = Time(ref reader);
                reader.Read();
            }

            offers.Add(new() { Connection = connection, Access = access, AccessReason = reason, VerifiedAt = verified, Terms = terms, MissingSince = missing });
        }

        return offers.DrainToImmutable();
    }

    private static DateTimeOffset? Time(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.Null ? null : new(reader.GetInt64(), TimeSpan.Zero);
}
