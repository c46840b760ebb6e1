using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Overriding;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Overriding;

public sealed class OverrideClaimTests
{
    private static readonly ModelKey s_key = new("acme", "a");

    private static readonly Gen<Claim[]> s_claims = Any.ClaimsOn(s_key);

    /// <summary>An override for each field of a generated set.</summary>
    private static readonly Gen<Override[]> s_overrides = Any.Values.Where(values => values.Count > 0)
        .Select(values => values.Where(pair => !pair.Key.IsExtra).Select(pair => Entry(pair.Key.Path, pair.Value)).ToArray())
        .Where(entries => entries.Length > 0);

    private static SourceTable Table => SourceTable.Empty.With([.. Any.Sources, SourceId.Overrides])
        .WithKnown(new() { Id = SourceId.Connection("two"), DerivesFrom = SourceId.ModelsDev });

    [Fact]
    public void An_override_always_wins_for_its_field_and_no_other_field_moves_but_the_flags_that_its_list_answers() =>
        Gen.Select(s_claims, s_overrides).Sample((claims, overrides) =>
        {
            var without = Resolve(claims)!;
            var with = Resolve([.. claims, Claim(overrides, claims)])!;

            foreach (var entry in overrides)
            {
                Assert.Equal(entry.Value, with.Values[FieldRegistry.Models[entry.Field]]);
            }

            var spoken = overrides.SelectMany(entry => (string[])[entry.Field, .. Answered(entry.Field)]).ToHashSet(StringComparer.Ordinal);
            Assert.Equal(without.Values.Where(pair => !spoken.Contains(pair.Key.Path)), with.Values.Where(pair => !spoken.Contains(pair.Key.Path)));
            Assert.Equal((without.Availability, without.MissingSince), (with.Availability, with.MissingSince));
            Assert.Equal(without.Offers, with.Offers);
        });

    /// <summary>Who says that a model takes nothing but audio has said that it takes no video.</summary>
    private static string[] Answered(string list) => list switch
    {
        "modalities.input" => ["vision", "audio_input", "video_input", "pdf_input"],
        "modalities.output" => ["audio_output"],
        _ => [],
    };

    [Fact]
    public void When_it_ends_the_row_is_exactly_what_the_rest_says() =>
        Gen.Select(s_claims, s_overrides).Sample((claims, overrides) =>
        {
            var said = Claim(overrides, claims);
            var delta = OverrideClaims.Difference([s_key], [], [.. claims, said], "ada", Any.Now)!;

            Assert.Equal([s_key], delta.Withdrawn);
            Assert.Equal(Resolve(claims)!.Values, OverrideClaims.Upstream(s_key, [.. claims, said], ResolutionPolicy.Default, Table, Any.Now)!.Values);
        });

    [Fact]
    public void What_nobody_states_and_no_override_speaks_of_stays_unknown() =>
        Gen.Select(s_claims, s_overrides).Sample((claims, overrides) =>
        {
            var stated = claims.SelectMany(claim => claim.Values.Select(pair => pair.Key.Path)).Concat(overrides.Select(entry => entry.Field)).ToHashSet(StringComparer.Ordinal);
            var model = Resolve([.. claims, Claim(overrides, claims)])!;

            Assert.DoesNotContain(model.Values, pair => !stated.Contains(pair.Key.Path));
        });

    [Fact]
    public void Claims_that_say_what_the_ledger_says_are_left_alone() =>
        Gen.Select(s_claims, s_overrides).Sample((claims, overrides) =>
            Assert.Null(OverrideClaims.Difference([s_key], overrides, [.. claims, Claim(overrides, claims)], "ada", Any.Now)));

    [Fact]
    public void An_override_alone_makes_no_model() => Assert.Null(Resolve([Claim([Entry("name", FieldValue.Text("x"))], [])]));

    [Fact]
    public void An_override_does_not_hold_a_model_that_its_sources_miss()
    {
        var gone = new Claim { Source = SourceId.ModelsDev, Key = s_key, Kind = ClaimKind.Reference, SourceRef = "a", Values = FieldSet.Empty, MissingSince = Any.Now };

        Assert.Equal(Availability.Missing, Resolve([gone, Claim([Entry("name", FieldValue.Text("x"))], [])])!.Availability);
    }

    [Fact]
    public void What_moves_beneath_is_told_once_for_each_value_and_forgotten_when_it_comes_back()
    {
        var entry = Entry("cost.input", FieldValue.Number(3)) with { Upstream = FieldValue.Number(4) };

        Assert.Null(OverrideDrift.Of(entry, FieldValue.Number(4), Any.Now));
        var (moved, told) = OverrideDrift.Of(entry, FieldValue.Number(5), Any.Now)!.Value;
        Assert.Equal((FieldValue.Number(5), Any.Now), (moved.MovedTo, moved.MovedAt));
        Assert.Equal(EventTypes.OverrideDrifted, told!.Type);
        Assert.Null(OverrideDrift.Of(moved, FieldValue.Number(5), Any.Now));
        var (silent, again) = OverrideDrift.Of(moved, null, Any.Now)!.Value;
        Assert.Null(silent.MovedTo);
        Assert.Contains("\"new\":null", System.Text.Encoding.UTF8.GetString(again!.Data.Span), StringComparison.Ordinal);
        Assert.Null(OverrideDrift.Of(silent, null, Any.Now));
        var (back, nothing) = OverrideDrift.Of(silent, FieldValue.Number(4), Any.Now)!.Value;
        Assert.Null(nothing);
        Assert.Null(back.MovedAt);
    }

    [Fact]
    public void Going_back_sets_what_differs_and_names_what_was_unknown_then()
    {
        var then = Row(("cost.input", FieldValue.Number(3)), ("name", FieldValue.Text("x")), ("loaded", FieldValue.Flag(true)));
        var now = Row(("cost.input", FieldValue.Number(4)), ("name", FieldValue.Text("x")), ("cost.output", FieldValue.Number(9)), ("hidden", FieldValue.Flag(true)));

        var plan = RollbackPlan.Of(then, now);

        Assert.Equal(["cost.input=3"], plan.Set.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal(["cost.output"], plan.Left.Select(left => left.Field));
    }

    private static Model Row(params ReadOnlySpan<(string Path, FieldValue Value)> values)
    {
        var set = new FieldSet.Builder();
        foreach (var (path, value) in values)
        {
            set.Set(FieldRegistry.Models[path], value);
        }

        return new() { Key = s_key, Availability = Availability.Listed, Values = set.Build(), Origins = [] };
    }

    private static Override Entry(string field, FieldValue value) => new()
    {
        Id = Guid.CreateVersion7(),
        Batch = Guid.Empty,
        Key = s_key,
        Field = field,
        Value = value,
        Author = "ada",
        CreatedAt = Any.Now,
    };

    private static Claim Claim(IReadOnlyList<Override> overrides, IReadOnlyList<Claim> claims) =>
        Assert.Single(OverrideClaims.Difference([s_key], overrides, claims, "ada", Any.Now)!.Upserts);

    private static Model? Resolve(Claim[] claims) => Resolution.Resolve(s_key, claims, null, ResolutionPolicy.Default, Table, Any.Now);
}
