using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Xunit;

namespace Tamma.Core.Tests.Catalog;

public sealed class ResolutionTests
{
    private static readonly ModelKey s_key = new("acme", "a");
    private static readonly Field s_context = FieldRegistry.Models["limit.context"];

    [Fact]
    public void The_order_in_which_claims_arrive_decides_nothing() =>
        Gen.Select(Any.ClaimsOn(s_key), Gen.Int[0, 119]).Sample((claims, seed) =>
        {
            var shuffled = claims.OrderBy(claim => HashCode.Combine(claim.Source, seed)).ToArray();

            Same(Resolve(claims), Resolve(shuffled));
            Same(Resolve(claims), Resolve([.. claims.Reverse()]));
        });

    [Fact]
    public void Every_value_is_somebodys_claim_and_every_claimed_field_has_a_value() =>
        Any.ClaimsOn(s_key).Sample(claims =>
        {
            var model = Resolve(claims)!;

            Assert.Equal(claims.SelectMany(claim => claim.Values.Select(pair => pair.Key)).Distinct().Order(), model.Values.Select(pair => pair.Key));
            Assert.Equal(model.Values.Count, model.Origins.Length);
            for (var i = 0; i < model.Values.Count; i++)
            {
                var winner = Any.Sources[model.Origins[i].Source];
                var speaker = Assert.Single(Speaker.Order([.. claims.Where(claim => claim.Source == winner)], Any.Table()));
                Assert.True(speaker.Says(model.Values.Fields[i], out var said, out _));
                Assert.Equal(said, model.Values.Values[i]);
            }
        });

    [Fact]
    public void Taking_a_source_away_gives_what_the_rest_say() =>
        Any.ClaimsOn(s_key).Where(claims => claims.Length > 1).Sample(claims =>
            Same(Resolve(claims[1..]), Resolve([.. claims.Where(claim => claim.Source != claims[0].Source)])));

    [Fact]
    public void What_nobody_states_stays_unknown() =>
        Any.ClaimsOn(s_key).Sample(claims =>
        {
            var stated = claims.SelectMany(claim => claim.Values.Select(pair => pair.Key)).ToHashSet();
            foreach (var field in FieldRegistry.Models.Fields.Where(field => !stated.Contains(field)))
            {
                Assert.Null(Resolve(claims)!.Values[field]);
            }
        });

    [Fact]
    public void The_accounts_own_list_is_believed_before_a_public_catalogue()
    {
        var model = Resolve([Says(SourceId.ModelsDev, 400_000), Says(SourceId.Connection("one"), 1_050_000, ClaimKind.Offer)])!;

        Assert.Equal(FieldValue.Number(1_050_000), model.Values[s_context]);
        Assert.True(model.OriginOf(s_context)!.Value.Disputed);
    }

    [Fact]
    public void A_copy_neither_confirms_nor_disputes_what_it_was_copied_from()
    {
        var model = Resolve([Says(SourceId.ModelsDev, 400_000), Says(SourceId.Connection("two"), 300_000)])!;

        Assert.Equal(FieldValue.Number(400_000), model.Values[s_context]);
        Assert.False(model.OriginOf(s_context)!.Value.Disputed);
    }

    [Fact]
    public void A_copy_that_ranks_higher_gives_way_where_its_original_speaks()
    {
        Claim[] claims = [Says(SourceId.Baseline, 300_000), Says(SourceId.ModelsDev, 400_000)];

        Assert.Equal(FieldValue.Number(400_000), Resolve(claims)!.Values[s_context]);
        Assert.Equal(FieldValue.Number(300_000), Resolve(claims[..1])!.Values[s_context]);
    }

    [Fact]
    public void Nobody_claims_it_so_it_is_not_there() => Assert.Null(Resolve([]));

    [Fact]
    public void An_account_list_alone_decides_whether_a_model_is_missing()
    {
        var gone = Says(SourceId.Connection("one"), 1, ClaimKind.Offer) with { MissingSince = Any.Now };

        Assert.Equal(Availability.Missing, Resolve([Says(SourceId.ModelsDev, 1), gone])!.Availability);
        Assert.Equal(Availability.Listed, Resolve([Says(SourceId.ModelsDev, 1) with { MissingSince = Any.Now }, Says(SourceId.Connection("one"), 1, ClaimKind.Offer)])!.Availability);
    }

    [Fact]
    public void A_value_keeps_its_date_while_the_same_source_goes_on_saying_so()
    {
        var first = Resolve([Says(SourceId.ModelsDev, 1)], null, Any.Now)!;

        var later = Resolve([Says(SourceId.ModelsDev, 1)], first, Any.Now.AddDays(9))!;
        var changed = Resolve([Says(SourceId.ModelsDev, 2)], first, Any.Now.AddDays(9))!;

        Assert.Equal(new DateOnly(2026, 11, 23), later.OriginOf(s_context)!.Value.Since);
        Assert.Equal(new DateOnly(2026, 12, 2), changed.OriginOf(s_context)!.Value.Since);
    }

    private static Claim Says(SourceId source, int context, ClaimKind kind = ClaimKind.Reference) => new()
    {
        Source = source,
        Key = s_key,
        Kind = kind,
        SourceRef = "a",
        Values = new FieldSet.Builder().Set(s_context, FieldValue.Number(context)).Build(),
        FirstSeen = Any.Now,
    };

    private static Model? Resolve(Claim[] claims, Model? before = null, DateTimeOffset? now = null) =>
        Resolution.Resolve(s_key, claims, before, ResolutionPolicy.Default, Any.Table(), now ?? Any.Now);

    private static void Same(Model? expected, Model? actual)
    {
        Assert.Equal(expected!.Values, actual!.Values);
        Assert.Equal(expected.Origins, actual.Origins);
        Assert.Equal(expected.Offers, actual.Offers);
        Assert.Equal((expected.Availability, expected.MissingSince, expected.FirstSeen), (actual.Availability, actual.MissingSince, actual.FirstSeen));
    }
}
