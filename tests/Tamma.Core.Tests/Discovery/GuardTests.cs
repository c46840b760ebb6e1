using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Core.Tests.Catalog;
using Tamma.Discovery;
using Xunit;

namespace Tamma.Core.Tests.Discovery;

public sealed class GuardTests
{
    private static readonly ReviewDraft s_draft = new(SourceId.ModelsDev, Guid.Empty, Any.Now);

    [Theory]
    [InlineData(10, 7, false)]
    [InlineData(10, 6, true)]
    [InlineData(9, 1, false)]
    [InlineData(9, 0, true)]
    [InlineData(1, 0, true)]
    [InlineData(100, 70, false)]
    [InlineData(100, 69, true)]
    [InlineData(0, 0, false)]
    public void An_answer_that_takes_too_much_away_is_held(int before, int after, bool held)
    {
        var current = Models(before);

        Assert.Equal(held, !RemovalGuard.Check(current, [.. current.Take(after)]).IsEmpty);
    }

    [Fact]
    public void New_models_do_not_make_up_for_lost_ones() =>
        Assert.Single(RemovalGuard.Check(Models(10), [.. Models(4), .. Models(50, "new")]));

    [Fact]
    public void Each_provider_of_a_source_is_counted_for_itself()
    {
        Claim[] current = [.. Models(100), .. Models(3, provider: "tiny")];

        var finding = Assert.Single(RemovalGuard.Check(current, Models(100)));

        Assert.Equal("tiny", finding.Provider);
        Assert.Equal("tiny: the answer lists none of 3 models any more.", finding.Sentence);
    }

    [Fact]
    public void What_is_missing_already_is_not_counted_again() =>
        Assert.Empty(RemovalGuard.Check([.. Models(10).Select(claim => claim with { MissingSince = Any.Now })], []));

    [Theory]
    [InlineData("cost.input", 1.0, 10.0, "PriceJump")]
    [InlineData("cost.input", 1.0, 9.9, null)]
    [InlineData("cost.output", 10.0, 1.0, "PriceJump")]
    [InlineData("cost.cache_read", 0.5, 0.0, "PriceToZero")]
    [InlineData("cost.input", 0.0, 5.0, null)]
    [InlineData("limit.context", 200000.0, 100000.0, "LimitHalved")]
    [InlineData("limit.context", 200000.0, 100001.0, null)]
    [InlineData("limit.output", 8192.0, 81920.0, null)]
    public void A_value_that_looks_wrong_beside_the_last_one_is_found(string field, double old, double now, string? kind) =>
        Assert.Equal(kind, NoiseGuard.Check(Says(field, (decimal)old), Says(field, (decimal)now)).SingleOrDefault()?.Kind.ToString());

    [Fact]
    public void A_third_partys_jump_is_held_and_the_last_trusted_value_stays()
    {
        var outcome = Apply(bills: false, ClaimKind.Reference, binding: []);

        Assert.Equal(FieldValue.Number(1), Assert.Single(outcome.Claims).Values[FieldRegistry.Models["cost.input"]]);
        Assert.Equal(ReviewState.Open, Assert.Single(outcome.Reviews).State);
    }

    [Fact]
    public void A_jump_of_the_api_that_bills_is_applied_at_once_and_flagged()
    {
        var outcome = Apply(bills: true, ClaimKind.Offer, binding: []);

        Assert.Equal(FieldValue.Number(12), Assert.Single(outcome.Claims).Values[FieldRegistry.Models["cost.input"]]);
        Assert.Equal(ReviewState.Flagged, Assert.Single(outcome.Reviews).State);
    }

    [Fact]
    public void A_jump_seen_again_is_counted_and_not_opened_again()
    {
        var open = Assert.Single(Apply(bills: false, ClaimKind.Reference, binding: []).Reviews);

        var again = Assert.Single(Apply(bills: false, ClaimKind.Reference, [open]).Reviews);

        Assert.Equal((open.Id, 2), (again.Id, again.Sightings));
    }

    [Fact]
    public void A_rejected_jump_stays_out_without_a_word()
    {
        var rejected = Assert.Single(Apply(bills: false, ClaimKind.Reference, binding: []).Reviews) with { State = ReviewState.Rejected };

        var outcome = Apply(bills: false, ClaimKind.Reference, [rejected]);

        Assert.Empty(outcome.Reviews);
        Assert.Equal(FieldValue.Number(1), Assert.Single(outcome.Claims).Values[FieldRegistry.Models["cost.input"]]);
    }

    [Fact]
    public void A_jump_that_its_source_takes_back_closes_its_review()
    {
        var open = Assert.Single(Apply(bills: false, ClaimKind.Reference, binding: []).Reviews);

        var outcome = HeldValues.Apply(new() { Id = SourceId.ModelsDev }, [Says("cost.input", 1)], [Says("cost.input", 1)], [open], s_draft);

        Assert.Equal(ReviewState.Withdrawn, Assert.Single(outcome.Reviews).State);
    }

    private static HeldValues.Outcome Apply(bool bills, ClaimKind kind, Review[] binding) => HeldValues.Apply(
        new() { Id = SourceId.ModelsDev, Bills = bills },
        [Says("cost.input", 1) with { Kind = kind }],
        [Says("cost.input", 12) with { Kind = kind }],
        binding,
        s_draft);

    private static Claim Says(string field, decimal number) => ListingDeltaTests.Claim(new("acme", "a")) with
    {
        Kind = ClaimKind.Reference,
        Values = new FieldSet.Builder().Set(FieldRegistry.Models[field], FieldValue.Number(number)).Build(),
    };

    private static Claim[] Models(int count, string prefix = "m", string provider = "acme") =>
        [.. Enumerable.Range(0, count).Select(i => ListingDeltaTests.Claim(new(provider, prefix + i)))];
}
