using System.Text.Json;
using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Core.Tests.Catalog;

/// <summary>Generators of the catalogue's records: few names, so that they meet; all kinds of values.</summary>
internal static class Any
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static readonly SourceId[] Sources =
        [SourceId.ModelsDev, SourceId.Baseline, new("litellm"), new("openrouter"), SourceId.Connection("one"), SourceId.Connection("two")];

    private static readonly Gen<Field> s_field =
        Gen.OneOf(Gen.OneOf([.. FieldRegistry.Models.Fields]), Gen.OneOf("extra.alpha", "extra.beta.gamma").Select(FieldRegistry.Models.FindOrExtra));

    private static readonly Gen<KeyValuePair<Field, FieldValue>> s_pair = s_field.SelectMany(field => Value(field).Select(value => KeyValuePair.Create(field, value)));

    public static readonly Gen<FieldSet> Values = s_pair.List[0, 8].Select(FieldSet.From);

    public static readonly Gen<ModelKey> Key =
        Gen.Select(Gen.OneOf("acme", "umbra"), Gen.OneOf("a", "b", "lab/c:free", "D"), (provider, id) => new ModelKey(provider, id));

    public static Gen<Claim> ClaimOn(ModelKey key, SourceId source) =>
        Gen.Select(Values, Gen.Bool, Gen.Bool, Gen.Int[0, 3], (values, offer, missing, days) => new Claim
        {
            Source = source,
            Key = key,
            Kind = offer && source.ConnectionId is not null ? ClaimKind.Offer : ClaimKind.Reference,
            SourceRef = key.Id,
            Values = values,
            FirstSeen = Now.AddDays(-days),
            MissingSince = missing ? Now.AddDays(-days) : null,
        });

    /// <summary>Claims of different sources on one key.</summary>
    public static Gen<Claim[]> ClaimsOn(ModelKey key) =>
        Gen.Shuffle(Sources).SelectMany(sources => Gen.Int[1, sources.Length].SelectMany(count =>
            Sequence([.. sources.Take(count).Select(source => ClaimOn(key, source))])));

    public static SourceTable Table() => SourceTable.Empty.With(Sources)
        .WithKnown(new() { Id = SourceId.Connection("two"), DerivesFrom = SourceId.ModelsDev })
        .WithKnown(new() { Id = SourceId.Baseline, DerivesFrom = SourceId.ModelsDev });

    private static Gen<Claim[]> Sequence(Gen<Claim>[] claims) =>
        claims.Aggregate(Gen.Const(Array.Empty<Claim>()), (all, next) => Gen.Select(all, next, (before, claim) => before.Append(claim).ToArray()));

    private static Gen<FieldValue> Value(Field field) => field.Type switch
    {
        FieldType.Flag => Gen.Bool.Select(FieldValue.Flag),
        FieldType.Count => Gen.Int[1, 5].Select(count => FieldValue.Number(count * 1000)),
        FieldType.Money or FieldType.Number => Gen.Int[0, 9].Select(money => FieldValue.Number(money * 0.0125m)),
        FieldType.Words => Gen.OneOf("text", "image", "audio").Array[0, 3].Select(words => FieldValue.Words([.. words])),
        FieldType.Json => Gen.OneOf("""{"b":1,"a":[1.50,null]}""", "[]", "true", "\"x\"").Select(Json),
        _ => Gen.OneOf("x", "y", "2025-09").Select(FieldValue.Text),
    };

    private static FieldValue Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return FieldValue.Json(CanonicalJson.From(document.RootElement));
    }
}
