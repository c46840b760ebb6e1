using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Events;
using Tamma.Providers;

namespace Tamma.Discovery;

/// <summary>What a person decides on a review, and what follows. Accepting applies what was proposed, at once.</summary>
public sealed class ReviewDecisions(
    IReviewStore reviews,
    ICatalogStore store,
    CatalogWriter writer,
    SourceBoard board,
    DiscoveryCoordinator coordinator,
    IBell bell,
    TimeProvider time)
{
    /// <returns>The closed review, or null when there is none of this id.</returns>
    /// <exception cref="InvalidOperationException">It is no longer open.</exception>
    public async Task<Review?> DecideAsync(Guid id, bool accept, string actor, string? reason, CancellationToken cancellationToken)
    {
        if (await reviews.GetAsync(id, cancellationToken) is not { } review)
        {
            return null;
        }

        if (review.State is not ReviewState.Open)
        {
            throw new InvalidOperationException($"The review is {review.State}, not open.");
        }

        // A run of this source could otherwise read claims that are about to change.
        await coordinator.WaitAsync(review.Source, cancellationToken);
        if (accept)
        {
            await ApplyAsync(review, actor, cancellationToken);
        }

        var now = time.GetUtcNow();
        var closed = review with { State = accept ? ReviewState.Accepted : ReviewState.Rejected, ClosedAt = now, ClosedBy = actor, Reason = reason };
        bell.Ring(await reviews.SaveAsync([closed], ReviewEvents.Describe([closed], _ => false, now), cancellationToken));
        if (accept)
        {
            coordinator.TryStart(review.Source, RunTrigger.Manual);
        }

        return closed;
    }

    private async Task ApplyAsync(Review review, string actor, CancellationToken cancellationToken)
    {
        var claims = await store.ReadClaimsAsync(review.Source, cancellationToken);
        var context = new ChangeContext(review.Source, Cause.Provider, review.RunId, actor);
        var state = board.StateOf(review.Source);
        ClaimDelta delta;
        if (review.IsRemoval)
        {
            var standing = claims.Select(claim => claim.Key).ToHashSet();
            var gone = review.Models.Where(standing.Contains).ToImmutableArray();
            delta = new() { Context = context, Withdrawn = gone, State = Forgotten(state, gone.Length) };
        }
        else
        {
            var proposed = review.ReadParts().ToLookup(part => part.Model);
            delta = new()
            {
                Context = context,
                Upserts = [.. claims.Where(claim => proposed.Contains(claim.Key)).Select(claim => proposed[claim.Key].Aggregate(claim, With))],
                State = Forgotten(state, 0),
            };
        }

        await writer.ApplyAsync(delta, cancellationToken);
        await board.RefreshAsync(review.Source);
    }

    private static Claim With(Claim claim, ReviewPart part) => HeldValues.Hold(claim, FieldRegistry.For(claim.Key).FindOrExtra(part.Field), part.Proposed);

    /// <summary>The next answer is read anew, also when its bytes are those of the held one.</summary>
    private static SourceState? Forgotten(SourceState? state, int gone) =>
        state is null ? null : ListingStates.Reread(state) with { Claims = state.Claims - gone };
}
