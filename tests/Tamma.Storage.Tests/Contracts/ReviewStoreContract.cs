using Tamma.Catalog.Fields;
using Tamma.Discovery;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every store of reviews promises.</summary>
public abstract class ReviewStoreContract(Stores stores) : IAsyncDisposable
{
    private IReviewStore Reviews => stores.Reviews;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_review_is_read_back_as_it_was_given()
    {
        var full = Review(3, ReviewState.Rejected) with
        {
            Model = Key("openai/a/b"),
            Field = "cost.input",
            Old = FieldValue.Number(0.0000001m),
            Proposed = FieldValue.Number(79228162514264337593543950335m),
            Models = [Key("openai"), Key("openai/x/y"), Key("openai/🙂")],
            LastSeenAt = Day(4),
            Sightings = 5,
            ClosedAt = Day(6),
            ClosedBy = "ada",
            Reason = "It is so.",
        };
        var bare = Review(1);

        await Reviews.SaveAsync([full, bare], [], Token);

        Assert.Equal(Shown.Of(full), Shown.Of((await Reviews.GetAsync(full.Id, Token))!));
        Assert.Equal(Shown.Of(bare), Shown.Of((await Reviews.GetAsync(bare.Id, Token))!));
        Assert.Null(await Reviews.GetAsync(Guid.CreateVersion7(), Token));
    }

    [Fact]
    public async Task A_value_in_question_may_be_of_any_type()
    {
        var values = EveryType.Select(pair => pair.Value).ToList();
        var reviews = values.Select((value, i) => Review(i) with { Old = value, Proposed = value }).ToList();

        await Reviews.SaveAsync(reviews, [], Token);

        Same.Texts(reviews.Select(Shown.Of), (await Reviews.ReadAsync(new ReviewFilter(), 99, Token)).Reverse().Select(Shown.Of));
    }

    [Fact]
    public async Task A_review_and_its_events_become_visible_together()
    {
        await stores.Log.AppendAsync([Event("before")], Token);
        var review = Review(1);

        Assert.Equal(3, await Reviews.SaveAsync([review], [Event("review_opened"), Event("review_closed")], Token));
        Assert.Equal(3, await Reviews.SaveAsync([review], [], Token));

        Same.Texts(["before", "review_opened", "review_closed"], (await stores.Log.ReadAsync(0, 9, [], Token)).Select(envelope => envelope.Event.Type));
    }

    [Fact]
    public async Task A_review_that_is_saved_again_is_replaced()
    {
        var review = Review(1);
        await Reviews.SaveAsync([review], [], Token);

        await Reviews.SaveAsync([review with { State = ReviewState.Accepted, Sightings = 2 }], [], Token);

        Assert.Equal((ReviewState.Accepted, 2), (await Reviews.ReadAsync(new ReviewFilter(), 9, Token)) is [var one] ? (one.State, one.Sightings) : default);
        Assert.Empty(await Reviews.ReadAsync(ReviewState.Open, 9, Token));
    }

    [Fact]
    public async Task Reviews_are_read_newest_first_up_to_a_limit_and_of_one_state()
    {
        await Reviews.SaveAsync([Review(2), Review(4, ReviewState.Accepted), Review(1), Review(3)], [], Token);

        Assert.Equal([Day(4), Day(3), Day(2)], (await Reviews.ReadAsync(new ReviewFilter(), 3, Token)).Select(review => review.OpenedAt));
        Assert.Equal([Day(3), Day(2), Day(1)], (await Reviews.ReadAsync(ReviewState.Open, 9, Token)).Select(review => review.OpenedAt));
    }

    [Fact]
    public async Task Open_accepted_and_rejected_reviews_bind_the_runs_of_their_source()
    {
        var all = Enum.GetValues<ReviewState>().Select((state, i) => Review(i, state)).ToList();
        await Reviews.SaveAsync([.. all, Review(9) with { Source = ModelsDev }], [], Token);

        var binding = await Reviews.ReadBindingAsync(OpenAi, DateTimeOffset.MinValue, Token);

        Assert.Equal([ReviewState.Open, ReviewState.Accepted, ReviewState.Rejected], binding.Select(review => review.State).Order());
        Assert.All(binding, review => Assert.Equal(OpenAi, review.Source));
    }

    [Fact]
    public async Task The_parts_of_a_review_are_read_back_as_they_were_given()
    {
        ReviewPart[] parts =
        [
            .. EveryType.Select((pair, i) => new ReviewPart(Key("openai/a/b" + i), pair.Key.Path, i % 2 == 0 ? null : pair.Value, pair.Value, ReviewKind.PriceJump, Returns: i % 2 == 0)),
            new(Key("openai/gone"), "cost.input", FieldValue.Number(0), null),
        ];
        var review = Review(1) with { Kind = ReviewKind.MassEdit, Field = "cost.input", Parts = [.. parts] };

        await Reviews.SaveAsync([review], [], Token);

        var read = (await Reviews.GetAsync(review.Id, Token))!;
        Assert.Equal(parts, read.Parts);
        Assert.Equal(Shown.Of(review), Shown.Of(read));
    }

    [Fact]
    public async Task Reviews_are_found_by_kind_provider_and_source()
    {
        var wanted = Review(2) with { Kind = ReviewKind.Flap, Provider = "acme", Source = ModelsDev };
        await Reviews.SaveAsync([Review(1) with { Provider = "acme" }, wanted, Review(3) with { Kind = ReviewKind.Flap }], [], Token);

        Assert.Equal(2, (await Reviews.ReadAsync(new ReviewFilter { Kind = ReviewKind.Flap }, 9, Token)).Count);
        Assert.Equal(2, (await Reviews.ReadAsync(new ReviewFilter { Provider = "ACME" }, 9, Token)).Count);
        var found = await Reviews.ReadAsync(new ReviewFilter { Kind = ReviewKind.Flap, Provider = "acme", Source = ModelsDev, State = ReviewState.Open }, 9, Token);
        Assert.Equal(wanted.Id, Assert.Single(found).Id);
    }

    [Fact]
    public async Task What_was_accepted_long_ago_binds_no_more()
    {
        var old = Review(1, ReviewState.Accepted) with { ClosedAt = Day(2) };
        var late = Review(1, ReviewState.Accepted) with { ClosedAt = Day(5) };
        var rejected = Review(1, ReviewState.Rejected) with { ClosedAt = Day(2) };
        await Reviews.SaveAsync([old, late, rejected], [], Token);

        var binding = await Reviews.ReadBindingAsync(OpenAi, Day(5), Token);

        Assert.Equal(new[] { late.Id, rejected.Id }.Order(), binding.Select(review => review.Id).Order());
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }
}
