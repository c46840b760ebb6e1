using Tamma.Catalog;
using Tamma.Events;
using Tamma.Providers;

namespace Tamma.Discovery;

/// <summary>Sources that come, change and go while the service runs: what discovery and the catalogue do then.</summary>
internal sealed class LiveSources(
    DiscoveryCoordinator coordinator,
    DiscoverySchedule schedule,
    CatalogWriter writer,
    ICatalogStore store,
    SourceBoard board,
    IReviewStore reviews,
    IBell bell,
    TimeProvider time)
{
    private const int MostSources = byte.MaxValue + 1;

    /// <summary>Whether one more source can be known. The record gives each a number for good, and has so many.</summary>
    public bool HasRoomFor(SourceId source) => writer.Sources.Contains(source) || writer.Sources.Ids.Length < MostSources;

    /// <summary>Before the schedule is set going: this source is read, in this way.</summary>
    public void Bring(SourceOperation operation) => coordinator.Put(operation);

    /// <summary>Before the schedule is set going: this source is not read.</summary>
    public void Omit(SourceId source) => coordinator.Remove(source);

    /// <summary>Tells readers of models which connections there are.</summary>
    public Task TellAsync(IReadOnlyCollection<ConnectionView> views, CancellationToken cancellationToken) => writer.SetConnectionsAsync(views, cancellationToken);

    /// <summary>Reads a source from now on, in this way: at once, or after the run that is under way.</summary>
    public async Task EnterAsync(SourceOperation operation, CancellationToken cancellationToken)
    {
        await writer.RegisterAsync(operation.Listing.Source, cancellationToken);
        coordinator.Put(operation);
        await schedule.PutAsync(operation.Listing.Source.Id, cancellationToken);
        if (!coordinator.IsStopped)
        {
            coordinator.StartAnew(operation.Listing.Source.Id, RunTrigger.Manual);
        }
    }

    /// <summary>Reads a source no more; a run that is under way is cancelled, and over when this is done.</summary>
    public async Task LeaveAsync(SourceId source, CancellationToken cancellationToken)
    {
        coordinator.Remove(source);
        await schedule.RemoveAsync(source, cancellationToken);
        await coordinator.CancelAsync(source);
    }

    /// <summary>Ends claims of a source because a person wants it so; no guard asks. To be called when the source is not being read.</summary>
    /// <param name="goes">Which of its claims.</param>
    /// <returns>How many models it no longer names.</returns>
    public async Task<int> WithdrawAsync(SourceId source, Func<ModelKey, bool> goes, string? actor, CancellationToken cancellationToken)
    {
        var claims = await store.ReadClaimsAsync(source, cancellationToken);
        var gone = claims.Select(claim => claim.Key).Where(goes).ToList();
        var models = gone.Count(key => !key.IsProvider);
        var left = claims.Count - gone.Count;

        // What is read next is read anew, also when its bytes are those of the last answer; with nothing left, as for the first time.
        var state = left == 0 || board.StateOf(source) is not { } known
            ? new() { Source = source }
            : known with { ETag = null, RawHash = null, ContentHash = null, Claims = known.Claims - models };
        if (gone.Count > 0)
        {
            await writer.ApplyAsync(new() { Context = new(source, Cause.Operator, RunId: null, actor), Withdrawn = [.. gone], State = state }, cancellationToken);
        }
        else
        {
            await store.ConfirmAsync(state, cancellationToken);
        }

        if (left == 0)
        {
            board.Forget(source);
        }

        await board.RefreshAsync(source);
        await CloseReviewsAsync(source, actor, cancellationToken);
        return models;
    }

    /// <summary>Reads the public documents anew, whose scope is what the connections reach.</summary>
    public void RereadReferences()
    {
        foreach (var operation in coordinator.Operations.Where(operation => operation is { Listings: ListingScope.MyProviders, Listing.Source.Id.ConnectionId: null } && !coordinator.IsStopped))
        {
            coordinator.StartAnew(operation.Listing.Source.Id, RunTrigger.Manual);
        }
    }

    /// <summary>What waited for a decision on what is gone waits no more.</summary>
    private async Task CloseReviewsAsync(SourceId source, string? actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = (await reviews.ReadBindingAsync(source, acceptedSince: now, cancellationToken)).Where(review => review.State is ReviewState.Open)
            .Select(review => review with { State = ReviewState.Withdrawn, ClosedAt = now, ClosedBy = actor, Reason = "What it was about was removed with its connection." })
            .ToList();
        if (open.Count > 0)
        {
            bell.Ring(await reviews.SaveAsync(open, ReviewEvents.Describe(open, _ => false, now), cancellationToken));
        }
    }
}
