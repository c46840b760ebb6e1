using System.Collections.Immutable;
using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Storage.Tests;

/// <summary>Anything that foreign text may turn into.</summary>
internal static class Generators
{
    private static readonly Gen<string> s_text =
        Gen.OneOf("a", "B", "/", ":", "@", ".", "é", "漢", "🙂", "\"", "\\", "'", " ", "\0", "\u2028", "%", "<", "\uFFFD", "longer text than the others ")
            .Array[0, 30].Select(string.Concat);

    private static readonly Gen<DateTimeOffset> s_time =
        Gen.Long[0, DateTimeOffset.MaxValue.UtcTicks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private static readonly Gen<decimal> s_decimal = Gen.OneOf(
        Gen.Decimal,
        Gen.Select(Gen.Int, Gen.Int[0, 28]).Select((digits, scale) => new decimal(Math.Abs((long)digits)) / Power(scale)),
        Gen.OneOf(0m, -0.0m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 3.00m, 0.15m));

    private static readonly Gen<FieldValue> s_json = Gen.OneOf(
        Gen.OneOf("true", "0", "1.50", "1e400", "\"ä<&\"", "[]", "{}", """{"b":[1,null,{"c":"🙂"}],"a":-0.10}""").Select(Samples.Json),
        s_text.Select(text => Samples.Json(System.Text.Json.JsonSerializer.Serialize(text))));

    public static Gen<ModelKey> Key { get; } =
        Gen.Select(s_text, s_text).Select((provider, id) => new ModelKey("p" + provider.Replace('/', '-'), id));

    public static Gen<Model> Model { get; } =
        Key.SelectMany(key => Gen.Select(Fields(FieldRegistry.For(key)), s_time, s_time.Nullable(), Gen.Enum<Availability>(), Offers(key)).SelectMany((values, seen, missing, availability, offers) =>
            Gen.Select(Gen.Byte, Gen.Int[-700_000, 2_000_000], Gen.Byte, Gen.Bool).Select((source, day, confidence, disputed) => new Origin(source, day, confidence, disputed)).Array[values.Count]
                .Select(origins => new Model
                {
                    Key = key,
                    Availability = availability,
                    Values = values,
                    Origins = [.. origins],
                    Offers = offers,
                    FirstSeen = seen,
                    MissingSince = missing,
                    RemovedAt = missing,
                    Version = 1,
                })));

    public static Gen<Claim> Claim { get; } =
        Key.SelectMany(key => Gen.Select(Fields(FieldRegistry.For(key)), s_time, s_time.Nullable(), s_text, Gen.Enum<Access>(), Gen.Enum<ClaimKind>(), Gen.Int[0, 9])
            .Select((values, seen, missing, name, access, kind, runs) => new Claim
            {
                Source = Samples.ModelsDev,
                Key = key,
                Kind = kind,
                Access = access,
                SourceRef = name,
                Values = values,
                FirstSeen = seen,
                MissingSince = missing,
                MissingRuns = runs,
                AccessReason = runs % 3 == 0 ? name : null,
                VerifiedAt = runs % 4 == 0 ? seen : null,
                Slice = runs % 2 == 0 ? null : new(DocumentHash.Of([(byte)runs]), runs, runs),
            }));

    private static Gen<ImmutableArray<Offer>> Offers(ModelKey key) =>
        Gen.Select(s_text, Gen.Enum<Access>(), s_time.Nullable(), Fields(FieldRegistry.For(key)))
            .Select((connection, access, missing, terms) => new Offer { Connection = connection, Access = access, AccessReason = connection.Length % 2 == 0 ? connection : null, VerifiedAt = missing, MissingSince = missing, Terms = terms })
            .Array[0, 3].Select(offers => offers.ToImmutableArray());

    private static Gen<FieldSet> Fields(FieldRegistry registry) => Gen.Select(
        Gen.OneOf([.. registry.Fields]).SelectMany(field => Value(field.Type).Select(value => KeyValuePair.Create(field, value))).Array[0, 20],
        Gen.Select(Gen.OneOf("a", "b.c", "ü", "\"q\"", "deep.er.🙂"), s_json).Select((path, value) => KeyValuePair.Create(registry.FindOrExtra("extra." + path), value)).Array[0, 4])
        .Select((known, extra) => FieldSet.From(known.Concat(extra)));

    private static Gen<FieldValue> Value(FieldType type) => type switch
    {
        FieldType.Flag => Gen.Bool.Select(FieldValue.Flag),
        FieldType.Count or FieldType.Money or FieldType.Number => s_decimal.Select(FieldValue.Number),
        FieldType.Words => s_text.Array[0, 4].Select(words => FieldValue.Words([.. words])),
        FieldType.Json => s_json,
        FieldType.Date => Gen.OneOf("2025", "2025-09", "2025-09-29", "soon").Select(FieldValue.Text),
        _ => s_text.Select(FieldValue.Text),
    };

    private static decimal Power(int scale) => Enumerable.Repeat(10m, scale).Aggregate(1m, (product, ten) => product * ten);
}
