using Tamma.Catalog;
using Tamma.Core.Tests.Catalog;
using Tamma.Discovery;
using Xunit;

namespace Tamma.Core.Tests.Discovery;

/// <summary>A removal that looks wrong waits, and what was true all along becomes true here.</summary>
public sealed class HeldRemovalsTests
{
    private static readonly ReviewDraft s_draft = new(SourceId.ModelsDev, Guid.Empty, Any.Now);

    [Fact]
    public void Only_the_provider_that_loses_too_much_is_held()
    {
        Claim[] current = [.. Models(20, "big"), .. Models(20, "other")];

        var outcome = HeldRemovals.Apply(current, [.. current.Skip(10)], [], s_draft);

        Assert.True(outcome.Holds(current[0]));
        Assert.False(outcome.Holds(current[20]));
    }

    [Fact]
    public void Complete_answers_without_them_for_a_day_are_believed_and_count_as_missing_since_the_first()
    {
        var current = Models(20, "big");
        Claim[] listed = [.. current.Skip(10)];
        var review = Assert.Single(HeldRemovals.Apply(current, listed, [], s_draft).Reviews);
        review = Assert.Single(HeldRemovals.Apply(current, listed, [review], s_draft with { Now = Any.Now.AddHours(12) }).Reviews);
        Assert.Equal((ReviewState.Open, 2), (review.State, review.Sightings));

        // The list went on living meanwhile: one more is gone.
        var outcome = HeldRemovals.Apply(current, [.. listed.Skip(1)], [review], s_draft with { Now = Any.Now.AddHours(24) });

        var closed = Assert.Single(outcome.Reviews);
        Assert.Equal((review.Id, ReviewState.Accepted, "rule:repeated_absence"), (closed.Id, closed.State, closed.ClosedBy));
        Assert.Empty(outcome.Holding);
        var since = outcome.SinceItWasSeen(current[0] with { MissingSince = Any.Now.AddHours(24), MissingRuns = 1 });
        Assert.Equal((Any.Now, 3), (since.MissingSince, since.MissingRuns));
    }

    [Fact]
    public void A_connection_that_lists_nothing_waits_for_a_week()
    {
        var current = Models(20, "big");
        var open = Assert.Single(HeldRemovals.Apply(current, [], [], s_draft).Reviews) with { Sightings = 50 };

        Assert.Equal(ReviewState.Open, Assert.Single(HeldRemovals.Apply(current, [], [open], s_draft with { Now = Any.Now.AddDays(6) }).Reviews).State);
        Assert.Equal("rule:long_empty", Assert.Single(HeldRemovals.Apply(current, [], [open], s_draft with { Now = Any.Now.AddDays(7) }).Reviews).ClosedBy);
    }

    [Fact]
    public void A_provider_that_a_document_names_no_more_goes_like_any_other()
    {
        Claim[] current = [.. Models(20, "big"), .. Models(20, "other")];
        Claim[] listed = [.. current.Skip(20)];
        var open = Assert.Single(HeldRemovals.Apply(current, listed, [], s_draft).Reviews) with { Sightings = 2 };

        Assert.Equal("rule:repeated_absence", Assert.Single(HeldRemovals.Apply(current, listed, [open], s_draft with { Now = Any.Now.AddDays(1) }).Reviews).ClosedBy);
    }

    [Fact]
    public void A_review_is_withdrawn_when_its_models_are_listed_again()
    {
        var current = Models(20, "big");
        var open = Assert.Single(HeldRemovals.Apply(current, [.. current.Skip(10)], [], s_draft).Reviews);

        Assert.Equal(ReviewState.Withdrawn, Assert.Single(HeldRemovals.Apply(current, current, [open], s_draft).Reviews).State);
    }

    [Fact]
    public void A_rejected_removal_stays_out_without_a_word_and_another_is_asked()
    {
        var current = Models(20, "big");
        var rejected = Assert.Single(HeldRemovals.Apply(current, [.. current.Skip(10)], [], s_draft).Reviews) with { State = ReviewState.Rejected };

        var same = HeldRemovals.Apply(current, [.. current.Skip(10)], [rejected], s_draft with { Now = Any.Now.AddDays(9) });
        Assert.Empty(same.Reviews);
        Assert.True(same.Holds(current[0]));

        Assert.NotEqual(rejected.Id, Assert.Single(HeldRemovals.Apply(current, [.. current.Skip(11)], [rejected], s_draft).Reviews).Id);
    }

    private static Claim[] Models(int count, string provider) =>
        [.. Enumerable.Range(0, count).Select(i => ListingDeltaTests.Claim(new(provider, "m" + i)))];
}
