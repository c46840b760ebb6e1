using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Providers;

namespace Tamma.Discovery;

/// <summary>Brings one source's part of the catalogue up to date: fetched, compared, guarded, committed.</summary>
internal sealed partial class DiscoveryRun(
    ICatalogStore store,
    CatalogWriter writer,
    ModelFindings findings,
    IReviewStore reviews,
    IBell bell,
    DiscoveryOptions options,
    TimeProvider time,
    ILogger<DiscoveryRun> logger)
{
    /// <returns>The run at its end: unchanged, succeeded or held.</returns>
    /// <exception cref="ProviderException">The source could not be read; nothing was written.</exception>
    /// <exception cref="StorageException">The record could not be written; nothing of the run is visible.</exception>
    public async Task<Run> ExecuteAsync(IListing listing, Run run, SourceState? previous, IProgress<int> progress, CancellationToken cancellationToken)
    {
        var answer = await listing.ListAsync(previous, progress, cancellationToken);
        run = run with { Bytes = answer.Bytes };
        return answer switch
        {
            Listing.Unchanged unchanged => await ConfirmAsync(listing.Source, run, unchanged.State, cancellationToken),
            Listing.Complete complete => await ApplyAsync(listing.Source, run, complete, isFirst: previous?.ConfirmedAt is null, cancellationToken),
            _ => throw new InvalidOperationException($"{answer.GetType()} is not a listing."),
        };
    }

    /// <summary>An unchanged answer moves the date of confirmation, and counts for the models that it still does not list.</summary>
    private async Task<Run> ConfirmAsync(Source source, Run run, SourceState state, CancellationToken cancellationToken)
    {
        // What was held is not the last good answer, so this answer is whole: the one that is kept is here again.
        var binding = await reviews.ReadBindingAsync(source.Id, cancellationToken);
        var now = time.GetUtcNow();
        await SaveAsync([.. Withdrawn(binding, now)], binding, now, cancellationToken);
        if (state.PendingMissing > 0)
        {
            var current = await store.ReadClaimsAsync(source.Id, cancellationToken);
            var difference = ListingDelta.Between(current, [.. current.Where(claim => claim.MissingSince is null)], options.Removal, time.GetUtcNow());
            if (!difference.IsEmpty)
            {
                return await CommitAsync(source, run, difference, state, [], Cause.Provider, cancellationToken);
            }
        }

        await store.ConfirmAsync(state with { ConfirmedAt = time.GetUtcNow() }, cancellationToken);
        return run with
        {
            State = RunState.Unchanged,
            Counts = new() { Listed = state.Claims },
            Sentence = RunSentences.Unchanged(source.Id, state.Claims),
        };
    }

    private async Task<Run> ApplyAsync(Source source, Run run, Listing.Complete complete, bool isFirst, CancellationToken cancellationToken)
    {
        run = run with
        {
            Documents = [.. complete.Documents.Select(document => document.Hash)],
            UnknownFields = complete.UnknownFields,
            Rules = complete.Rules,
        };
        var now = time.GetUtcNow();
        var (current, dropped) = LeftOut.Split(isFirst ? [] : await store.ReadClaimsAsync(source.Id, cancellationToken), complete);
        var binding = isFirst ? [] : await reviews.ReadBindingAsync(source.Id, cancellationToken);
        var draft = new ReviewDraft(source.Id, run.Id, now);

        var lost = RemovalGuard.Check(current, complete.Claims);
        if (!lost.IsEmpty)
        {
            return await HoldAsync(source, run, complete, lost, binding, draft, cancellationToken);
        }

        var guarded = HeldValues.Apply(source, current, complete.Claims, binding, draft);
        await SaveAsync([.. guarded.Reviews, .. Withdrawn(binding, now)], binding, now, cancellationToken);

        var difference = ListingDelta.Between(current, guarded.Claims, options.Removal, now);
        difference = difference with { Withdrawn = [.. difference.Withdrawn, .. dropped], Absent = difference.Absent + dropped.Length };
        var state = complete.State with { ConfirmedAt = now, PendingMissing = difference.Pending };
        if (difference.IsEmpty)
        {
            await store.ConfirmAsync(state, cancellationToken);
            return run with { State = RunState.Unchanged, Counts = new() { Listed = state.Claims }, Sentence = RunSentences.Unchanged(source.Id, state.Claims) };
        }

        return await CommitAsync(source, run, difference, state, complete.Documents, isFirst ? Cause.SourceAdded : complete.Cause, cancellationToken);
    }

    private async Task<Run> CommitAsync(
        Source source,
        Run run,
        ListingDelta.Difference difference,
        SourceState state,
        ImmutableArray<Document> documents,
        Cause cause,
        CancellationToken cancellationToken)
    {
        var receipt = await writer.ApplyAsync(
            new()
            {
                Context = new(source.Id, cause, run.Id, Actor: null),
                Upserts = difference.Upserts,
                Recounted = difference.Recounted,
                Withdrawn = difference.Withdrawn,
                Documents = documents,
                State = state with { ConfirmedAt = time.GetUtcNow(), PendingMissing = difference.Pending },
            },
            cancellationToken);
        LogCommitted(source.Id, receipt.Added, receipt.Updated, receipt.Missing, receipt.Removed, receipt.Last);
        return run with
        {
            State = RunState.Succeeded,
            FirstPosition = receipt.First,
            LastPosition = receipt.Last,
            Findings = findings.Count(source.Id, difference.Upserts.Select(claim => claim.Key)),
            Counts = new()
            {
                Listed = state.Claims,
                Added = receipt.Added,
                Updated = receipt.Updated,
                Missing = receipt.Missing,
                Returned = receipt.Returned,
                Removed = receipt.Removed,
                FactsChanged = receipt.FactsChanged,
            },
            Sentence = RunSentences.Succeeded(source.Id, state.Claims, receipt),
        };
    }

    /// <summary>A held run writes nothing to the catalogue; its documents and what it proposed are kept.</summary>
    private async Task<Run> HoldAsync(
        Source source,
        Run run,
        Listing.Complete complete,
        ImmutableArray<RemovalGuard.Finding> findings,
        IReadOnlyList<Review> binding,
        ReviewDraft draft,
        CancellationToken cancellationToken)
    {
        await store.KeepAsync(complete.Documents, cancellationToken);
        List<Review> changed = [];
        Review? holding = null;
        foreach (var finding in findings)
        {
            var known = binding.FirstOrDefault(review => review.Kind is ReviewKind.Removal && review.Fingerprint == finding.Fingerprint);
            var review = known is null ? draft.For(finding)
                : known.State is ReviewState.Open ? known with { LastSeenAt = draft.Now, Sightings = known.Sightings + 1 }
                : known;
            holding ??= review;
            if (review != known)
            {
                changed.Add(review);
            }
        }

        await SaveAsync(changed, binding, draft.Now, cancellationToken);
        LogHeld(source.Id, findings.Length);
        return run with
        {
            State = RunState.Held,
            Review = holding!.Id,
            Counts = new() { Listed = complete.State.Claims },
            Sentence = RunSentences.Held(source.Id, holding.Sentence),
        };
    }

    /// <summary>The answer is whole again, so what it once seemed to take away is no longer proposed.</summary>
    private static IEnumerable<Review> Withdrawn(IReadOnlyList<Review> binding, DateTimeOffset now) =>
        from review in binding
        where review is { Kind: ReviewKind.Removal, State: ReviewState.Open }
        select review with { State = ReviewState.Withdrawn, ClosedAt = now, Reason = "The models are listed again." };

    private async Task SaveAsync(List<Review> changed, IReadOnlyList<Review> binding, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (changed.Count > 0)
        {
            var known = binding.Select(review => review.Id).ToHashSet();
            bell.Ring(await reviews.SaveAsync(changed, ReviewEvents.Describe(changed, review => !known.Contains(review.Id), now), cancellationToken));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {Added} added, {Updated} updated, {Missing} missing, {Removed} removed; the log is at {Position}.")]
    private partial void LogCommitted(SourceId source, int added, int updated, int missing, int removed, long? position);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: run held, {Findings} findings wait for a decision.")]
    private partial void LogHeld(SourceId source, int findings);
}
