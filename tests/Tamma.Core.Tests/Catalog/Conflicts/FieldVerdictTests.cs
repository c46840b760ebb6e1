using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Conflicts;
using Tamma.Catalog.Fields;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Conflicts;

public sealed class FieldVerdictTests
{
    private static readonly ModelKey s_key = new("acme", "a");

    /// <summary>Few fields and few numbers, so that limits, prices and flags meet.</summary>
    private static readonly Gen<FieldSet> s_values = Gen.OneOf(
        Number("limit.context", 400, 272, 128), Number("limit.input", 272, 400), Number("limit.output", 128, 400, 64), Number("limit.served_context", 128, 400),
        Number("cost.input", 0, 1, 2), Number("cost.context_over_200k.input", 1, 2), Number("cost.cache_read", 0, 1),
        Gen.Bool.Select(flag => Pair("vision", FieldValue.Flag(flag))),
        Gen.OneOf("text", "image").Array[1, 2].Select(words => Pair("modalities.input", FieldValue.Words([.. words]))),
        Gen.OneOf("2025", "2025-09", "2025-10").Select(date => Pair("release_date", FieldValue.Text(date)))).List[1, 8].Select(FieldSet.From);

    private static readonly Gen<Claim[]> s_claims = Gen.Select(Any.ClaimsOn(s_key), s_values.Array[Any.Sources.Length], (claims, values) =>
        claims.Zip(values, (claim, own) => claim with { Values = own }).ToArray());

    [Fact]
    public void Any_order_of_the_claims_gives_the_same_model_and_the_same_verdicts() =>
        Gen.Select(s_claims, Gen.Int[0, 1_000]).Sample((claims, seed) =>
        {
            var shuffled = claims.OrderBy(claim => HashCode.Combine(claim.Source, seed)).ToArray();

            Assert.Equal(Shown(claims), Shown(shuffled));
            Assert.Equal(Resolve(claims).Values, Resolve(shuffled).Values);
            Assert.Equal(Resolve(claims).Origins, Resolve(shuffled).Origins);
        });

    [Fact]
    public void Without_a_source_the_rest_says_what_it_said() =>
        s_claims.Where(claims => claims.Length > 1).Sample(claims =>
        {
            var gone = claims[0].Source;
            var rest = Of(claims[1..]).ToDictionary(verdict => verdict.Field);
            foreach (var whole in Of(claims))
            {
                var others = Said(whole).Where(other => other.Source != gone).ToList();
                if (!rest.TryGetValue(whole.Field, out var now))
                {
                    Assert.True(whole.Winner == gone || claims[0].Values.IndexOf(whole.Field) >= 0);
                    continue;
                }

                if (whole.Winner != gone)
                {
                    Assert.Equal((whole.Winner, whole.Value), (now.Winner, now.Value));
                    Assert.Equal(others, Said(now));
                }
                else
                {
                    Assert.Contains((now.Winner, now.Value), others);
                }
            }
        });

    /// <summary>Without the windows of single hosts, which are told beside the context.</summary>
    private static IEnumerable<(SourceId Source, FieldValue Value)> Said(FieldVerdict verdict) =>
        verdict.Others.Where(other => other.SaidAs.Path is not "limit.served_context" || other.SaidAs == verdict.Field).Select(other => (other.Source, other.Value));

    [Fact]
    public void Where_values_differ_there_is_always_a_verdict_with_a_reason() =>
        s_claims.Sample(claims =>
        {
            foreach (var verdict in Of(claims))
            {
                var said = claims.Where(claim => claim.Values.IndexOf(verdict.Field) >= 0).ToList();
                foreach (var claim in said.Where(claim => claim.Source != verdict.Winner))
                {
                    var other = Assert.Single(verdict.Others, other => other.Source == claim.Source && other.SaidAs == verdict.Field);
                    Assert.Equal(claim.Values[verdict.Field], other.Value);
                    Assert.NotEqual("", other.Reason);
                    Assert.True(other.Verdict is not Verdict.Agrees || other.Difference.Agrees);
                }
            }
        });

    [Fact]
    public void The_resolution_and_the_verdicts_say_the_same() =>
        s_claims.Sample(claims =>
        {
            var model = Resolve(claims);
            foreach (var verdict in Of(claims))
            {
                Assert.Equal(verdict.Value, model.Values[verdict.Field]);
                Assert.Equal(verdict.Winner, Any.Sources[model.OriginOf(verdict.Field)!.Value.Source]);
                Assert.Equal(verdict.IsConflict, model.OriginOf(verdict.Field)!.Value.Disputed);
            }
        });

    [Fact]
    public void One_voice_is_counted_once()
    {
        var verdict = Of("limit.context", Says("connection:one", ("limit.context", 400)), Says("models_dev", ("limit.context", 400)), Says("connection:two", ("limit.context", 400)));

        Assert.Equal(SourceId.Connection("two"), Assert.Single(verdict.Others, other => other.Verdict is Verdict.Copy).Source);
        Assert.Equal("derives from models_dev, so it confirms nothing", verdict.Others.Single(other => other.CopyOf == SourceId.ModelsDev).Reason);
        Assert.Equal(SourceId.Connection("one"), Assert.Single(verdict.Confirmations).Source);
    }

    [Fact]
    public void Who_lost_is_told_why()
    {
        var verdict = Of("cost.input", Says("litellm", ("cost.input", 2)), Says("models_dev", ("cost.input", 3)));

        Assert.Equal("for price models_dev ranks above litellm", Assert.Single(verdict.Others).Reason);
        Assert.True(verdict.IsConflict);
    }

    [Fact]
    public void Whether_images_are_taken_is_compared_with_the_modalities_of_others()
    {
        var flag = Says("litellm") with { Values = new FieldSet.Builder().Set(FieldRegistry.Models["vision"], FieldValue.Flag(false)).Build() };
        var list = Says("models_dev") with { Values = new FieldSet.Builder().Set(FieldRegistry.Models["modalities.input"], FieldValue.Words(["text", "image"])).Build() };

        var verdict = Of("vision", flag, list);

        Assert.Equal((FieldValue.Flag(true), SourceId.ModelsDev, true), (verdict.Value, verdict.Winner, verdict.IsConflict));
    }

    internal static Claim Says(string source, params (string Path, decimal Number)[] values) => new()
    {
        Source = new(source),
        Key = s_key,
        Kind = ClaimKind.Reference,
        SourceRef = "a",
        Values = FieldSet.From(values.Select(pair => Pair(pair.Path, FieldValue.Number(pair.Number)))),
        FirstSeen = Any.Now,
    };

    internal static FieldVerdict Of(string field, params Claim[] claims) => FieldVerdicts.Of(FieldRegistry.Models[field], claims, ResolutionPolicy.Default, Table)!;

    private static SourceTable Table { get; } = Any.Table();

    private static FieldVerdict[] Of(Claim[] claims) => [.. FieldVerdicts.Of(claims, ResolutionPolicy.Default, Table)];

    private static Model Resolve(Claim[] claims) => Resolution.Resolve(s_key, claims, null, ResolutionPolicy.Default, Table, Any.Now)!;

    private static string[] Shown(Claim[] claims) =>
        [.. Of(claims).Select(verdict => $"{verdict with { Others = [] }} {string.Join(' ', verdict.Others)}")];

    private static Gen<KeyValuePair<Field, FieldValue>> Number(string path, params int[] numbers) => Gen.OneOf(numbers).Select(number => Pair(path, FieldValue.Number(number)));

    private static KeyValuePair<Field, FieldValue> Pair(string path, FieldValue value) => KeyValuePair.Create(FieldRegistry.Models[path], value);
}
