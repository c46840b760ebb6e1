using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Core.Tests.Catalog;
using Tamma.Discovery;
using Xunit;

namespace Tamma.Core.Tests.Discovery;

/// <summary>What is held, what is only told, and what lets a held value through.</summary>
public sealed class HeldValuesTests
{
    private static readonly Field s_input = FieldRegistry.Models["cost.input"];
    private static readonly Field s_tools = FieldRegistry.Models["tool_call"];
    private static readonly ReviewDraft s_draft = new(SourceId.ModelsDev, Guid.Empty, Any.Now);
    private static readonly ReviewDraft s_nextDay = s_draft with { Now = Any.Now.AddHours(24) };

    [Fact]
    public void A_third_partys_jump_is_held_and_the_last_trusted_value_stays()
    {
        var outcome = Apply([Priced(1)], [Priced(12)]);

        Assert.Equal(FieldValue.Number(1), Assert.Single(outcome.Claims).Values[s_input]);
        Assert.Equal((ReviewState.Open, ReviewKind.PriceJump), (Assert.Single(outcome.Reviews).State, outcome.Reviews[0].Kind));
    }

    [Fact]
    public void A_jump_of_the_API_that_bills_is_applied_at_once_and_flagged()
    {
        var outcome = Apply([Priced(1) with { Kind = ClaimKind.Offer }], [Priced(12) with { Kind = ClaimKind.Offer }], bills: true);

        Assert.Equal(FieldValue.Number(12), Assert.Single(outcome.Claims).Values[s_input]);
        Assert.Equal(ReviewState.Flagged, Assert.Single(outcome.Reviews).State);
    }

    [Fact]
    public void A_reference_row_of_an_API_that_bills_is_a_third_partys_word() =>
        Assert.Equal(ReviewState.Open, Assert.Single(Apply([Priced(1)], [Priced(12)], bills: true).Reviews).State);

    [Fact]
    public void A_jump_seen_again_within_a_day_is_counted_and_stays_held()
    {
        var open = Assert.Single(Apply([Priced(1)], [Priced(12)]).Reviews);

        var outcome = Apply([Priced(1)], [Priced(12)], [open], s_draft with { Now = Any.Now.AddHours(23) });

        Assert.Equal((open.Id, 2, ReviewState.Open), (Assert.Single(outcome.Reviews).Id, outcome.Reviews[0].Sightings, outcome.Reviews[0].State));
        Assert.Equal(FieldValue.Number(1), outcome.Claims[0].Values[s_input]);
    }

    [Fact]
    public void A_jump_that_is_said_for_a_day_is_believed_and_the_rule_is_named()
    {
        var open = Assert.Single(Apply([Priced(1)], [Priced(12)]).Reviews);

        var outcome = Apply([Priced(1)], [Priced(12)], [open], s_nextDay);

        var closed = Assert.Single(outcome.Reviews);
        Assert.Equal((ReviewState.Accepted, "rule:second_sighting", s_nextDay.Now), (closed.State, closed.ClosedBy, closed.ClosedAt));
        Assert.Equal("The source went on saying so. Seen 2 times in 24 hours.", closed.Reason);
        Assert.Equal(FieldValue.Number(12), Assert.Single(outcome.Claims).Values[s_input]);
    }

    [Fact]
    public void A_jump_that_an_independent_source_confirms_is_never_held()
    {
        var outcome = Apply([Priced(1)], [Priced(12)], confirms: _ => new(SourceId.LiteLlm, Bills: false));

        var closed = Assert.Single(outcome.Reviews);
        Assert.Equal((ReviewState.Accepted, "rule:independent_source"), (closed.State, closed.ClosedBy));
        Assert.EndsWith("It is litellm.", closed.Reason, StringComparison.Ordinal);
        Assert.Equal(FieldValue.Number(12), Assert.Single(outcome.Claims).Values[s_input]);
    }

    [Fact]
    public void A_jump_that_the_provider_that_bills_confirms_is_released_by_a_rule_of_its_own()
    {
        var open = Assert.Single(Apply([Priced(1)], [Priced(12)]).Reviews);

        var outcome = Apply([Priced(1)], [Priced(12)], [open], confirms: _ => new(SourceId.Connection("acme"), Bills: true));

        var closed = Assert.Single(outcome.Reviews);
        Assert.Equal((open.Id, ReviewState.Accepted, "rule:provider_agrees"), (closed.Id, closed.State, closed.ClosedBy));
        Assert.Equal("The provider that bills says the same. It is connection:acme.", closed.Reason);
        Assert.Equal(FieldValue.Number(12), Assert.Single(outcome.Claims).Values[s_input]);
    }

    [Fact]
    public void A_crowd_is_released_only_when_each_of_its_values_is_confirmed_and_by_the_provider_only_when_it_says_each()
    {
        var before = Crowd(20, i => FieldValue.Number(i + 1));
        var after = Crowd(20, i => FieldValue.Number(i + 2));
        Confirmation provider = new(SourceId.Connection("acme"), Bills: true);
        Confirmation other = new(SourceId.LiteLlm, Bills: false);

        Review Crowded(Func<ReviewPart, Confirmation?> confirms) => Assert.Single(Apply(before, after, confirms: confirms).Reviews);

        Assert.Equal("rule:provider_agrees", Crowded(_ => provider).ClosedBy);
        Assert.Equal("rule:independent_source", Crowded(part => part.Model.Id is "m7" ? other : provider).ClosedBy);
        Assert.Equal(ReviewState.Open, Crowded(part => part.Model.Id is "m7" ? null : provider).State);
    }

    [Fact]
    public void A_rejected_jump_stays_out_without_a_word()
    {
        var rejected = Assert.Single(Apply([Priced(1)], [Priced(12)]).Reviews) with { State = ReviewState.Rejected };

        var outcome = Apply([Priced(1)], [Priced(12)], [rejected], s_nextDay);

        Assert.Empty(outcome.Reviews);
        Assert.Equal(FieldValue.Number(1), Assert.Single(outcome.Claims).Values[s_input]);
    }

    [Fact]
    public void A_jump_that_was_accepted_before_a_crash_comes_about_now()
    {
        var accepted = Assert.Single(Apply([Priced(1)], [Priced(12)]).Reviews) with { State = ReviewState.Accepted };

        var outcome = Apply([Priced(1)], [Priced(12)], [accepted]);

        Assert.Empty(outcome.Reviews);
        Assert.Equal(FieldValue.Number(12), Assert.Single(outcome.Claims).Values[s_input]);
    }

    [Fact]
    public void A_jump_that_its_source_takes_back_closes_its_review()
    {
        var open = Assert.Single(Apply([Priced(1)], [Priced(12)]).Reviews);

        Assert.Equal(ReviewState.Withdrawn, Assert.Single(Apply([Priced(1)], [Priced(1)], [open]).Reviews).State);
    }

    [Fact]
    public void A_value_that_comes_back_is_told_and_believed_the_first_times_and_held_the_third()
    {
        FieldValue?[] stood = [FieldValue.Number(1), FieldValue.Number(2), FieldValue.Number(1), FieldValue.Number(2), FieldValue.Number(1)];

        var once = Apply([Priced(2)], [Priced(1)], history: History(stood[..1]));
        Assert.Equal((ReviewKind.Flap, ReviewState.Flagged), (Assert.Single(once.Reviews).Kind, once.Reviews[0].State));
        Assert.Equal(FieldValue.Number(1), once.Claims[0].Values[s_input]);

        var third = Apply([Priced(1)], [Priced(2)], history: History(stood[..4]));
        Assert.Equal((ReviewKind.Flap, ReviewState.Open), (Assert.Single(third.Reviews).Kind, third.Reviews[0].State));
        Assert.Equal(FieldValue.Number(1), third.Claims[0].Values[s_input]);
    }

    [Fact]
    public void A_tenfold_move_back_to_what_was_trusted_is_told_and_not_held()
    {
        var outcome = Apply([Priced(20)], [Priced(2)], history: History([FieldValue.Number(2)]));

        Assert.Equal((ReviewState.Flagged, true, ReviewKind.PriceJump), (Assert.Single(outcome.Reviews).State, outcome.Reviews[0].ReadParts()[0].Returns, outcome.Reviews[0].ReadParts()[0].Kind));
        Assert.Equal(FieldValue.Number(2), outcome.Claims[0].Values[s_input]);
    }

    [Fact]
    public void One_field_changed_in_a_crowd_is_one_review_that_names_its_parts()
    {
        var before = Crowd(20, i => FieldValue.Number(i + 1));
        var after = Crowd(20, i => FieldValue.Number(i < 15 ? i + 2 : i + 1));

        var outcome = Apply(before, after);

        var review = Assert.Single(outcome.Reviews);
        Assert.Equal((ReviewKind.MassEdit, ReviewState.Open, 15), (review.Kind, review.State, review.Parts.Length));
        Assert.Equal("acme: cost.input changed in 15 of 20 models at once. What was known stays.", review.Sentence);
        Assert.Equal(before.Select(claim => claim.Values), outcome.Claims.Select(claim => claim.Values));

        var nextDay = Apply(before, after, [review], s_nextDay);
        Assert.Equal((ReviewState.Accepted, "rule:second_sighting"), (Assert.Single(nextDay.Reviews).State, nextDay.Reviews[0].ClosedBy));
        Assert.Equal(after.Select(claim => claim.Values), nextDay.Claims.Select(claim => claim.Values));
    }

    [Fact]
    public void A_crowd_that_says_something_where_nothing_was_known_is_told_and_believed()
    {
        var before = Crowd(20, _ => null);
        var after = Crowd(20, i => FieldValue.Number(i + 1));

        var outcome = Apply(before, after);

        Assert.Equal((ReviewKind.MassEdit, ReviewState.Flagged), (Assert.Single(outcome.Reviews).Kind, outcome.Reviews[0].State));
        Assert.Equal(after.Select(claim => claim.Values), outcome.Claims.Select(claim => claim.Values));
    }

    [Fact]
    public void What_we_learned_to_read_is_no_mass_edit()
    {
        var outcome = Apply(Crowd(20, i => FieldValue.Number(i + 1)), Crowd(20, i => FieldValue.Number(i + 2)), crowds: false);

        Assert.Empty(outcome.Reviews);
    }

    [Fact]
    public void A_capability_that_many_lose_at_once_is_a_finding_before_it_is_a_crowd()
    {
        Claim[] before = [.. Crowd(20, _ => null).Select(claim => With(claim, s_tools, FieldValue.Flag(true)))];

        var lost = Assert.Single(Apply(before, [.. before.Select((claim, i) => i < 5 ? With(claim, s_tools, FieldValue.Flag(false)) : claim)]).Reviews);
        Assert.Equal((ReviewKind.CapabilityLost, ReviewState.Open, 5), (lost.Kind, lost.State, lost.Parts.Length));
        Assert.Empty(Apply(before, [.. before.Select((claim, i) => i < 4 ? With(claim, s_tools, FieldValue.Flag(false)) : claim)]).Reviews);
    }

    [Fact]
    public void A_held_value_with_its_review_accepted_is_the_proposed_one_and_the_same_answer_again_changes_nothing() =>
        Gen.Select(Gen.Int[0, 3].Array[1, 30], Gen.Int[0, 3].Array[30]).Sample((old, now) =>
        {
            // Prices of which many move tenfold, to zero, or become unknown.
            Claim[] before = [.. Crowd(old.Length, i => Price(old[i]))];
            Claim[] after = [.. Crowd(old.Length, i => Price(now[i]))];

            var held = Apply(before, after);
            var again = Apply(held.Claims, after, held.Reviews);
            Assert.Equal(held.Claims.Select(claim => claim.Values), again.Claims.Select(claim => claim.Values));
            Assert.DoesNotContain(again.Reviews, review => held.Reviews.All(known => known.Id != review.Id));

            var accepted = held.Reviews.Where(review => review.State is ReviewState.Open).SelectMany(review => review.ReadParts())
                .Aggregate(held.Claims, (claims, part) => [.. claims.Select(claim => claim.Key == part.Model ? HeldValues.Hold(claim, s_input, part.Proposed) : claim)]);
            Assert.Equal(after.Select(claim => claim.Values), accepted.Select(claim => claim.Values));

            var nextDay = Apply(held.Claims, after, held.Reviews, s_nextDay);
            Assert.Equal(after.Select(claim => claim.Values), nextDay.Claims.Select(claim => claim.Values));
        });

    private static FieldValue? Price(int step) => step switch { 0 => null, 1 => FieldValue.Number(0), 2 => FieldValue.Number(1), _ => FieldValue.Number(10) };

    private static HeldValues.Outcome Apply(
        IReadOnlyCollection<Claim> current,
        IEnumerable<Claim> listed,
        IReadOnlyCollection<Review>? binding = null,
        ReviewDraft? draft = null,
        bool bills = false,
        bool crowds = true,
        ValueHistory? history = null,
        Func<ReviewPart, Confirmation?>? confirms = null) => HeldValues.Apply(
            new(new() { Id = SourceId.ModelsDev, Bills = bills }, current, [.. listed], [.. (binding ?? []).Where(review => review.State is not ReviewState.Flagged)], history ?? ValueHistory.None, confirms ?? (_ => null), crowds),
            draft ?? s_draft);

    private static ValueHistory History(IEnumerable<FieldValue?> stood) => new(stood.Select((value, i) => new EarlierClaim(
        With(Priced(1), s_input, value), Any.Now.AddDays(i - 9), Any.Now.AddDays(i - 8))));

    private static Claim Priced(decimal price) => With(ListingDeltaTests.Claim(new("acme", "a")) with { Kind = ClaimKind.Reference }, s_input, FieldValue.Number(price));

    private static Claim[] Crowd(int count, Func<int, FieldValue?> price) =>
        [.. Enumerable.Range(0, count).Select(i => With(ListingDeltaTests.Claim(new("acme", "m" + i)) with { Kind = ClaimKind.Reference, Values = FieldSet.Empty }, s_input, price(i)))];

    private static Claim With(Claim claim, Field field, FieldValue? value) => HeldValues.Hold(claim, field, value);
}
