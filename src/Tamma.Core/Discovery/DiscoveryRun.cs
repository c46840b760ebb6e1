using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
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
        var now = time.GetUtcNow();
        var binding = await ReadBindingAsync(source.Id, now, cancellationToken);
        await SaveAsync([.. binding.Where(review => review is { IsRemoval: true, State: ReviewState.Open }).Select(review => HeldRemovals.Withdrawn(review, now))], binding, now, cancellationToken);
        if (binding.Any(review => review is { IsRemoval: false, State: ReviewState.Open }))
        {
            state = ListingStates.Reread(state);
        }

        if (state.PendingMissing > 0)
        {
            var current = await store.ReadClaimsAsync(source.Id, cancellationToken);
            var difference = ListingDelta.Between(current, [.. current.Where(claim => claim.MissingSince is null)], options.Removal, time.GetUtcNow());
            if (!difference.IsEmpty)
            {
                return await CommitAsync(source, run, difference, state, [], Cause.Provider, cancellationToken);
            }
        }

        return await UnchangedAsync(source, run, state with { ConfirmedAt = time.GetUtcNow() }, cancellationToken);
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
        var binding = isFirst ? [] : await ReadBindingAsync(source.Id, now, cancellationToken);
        var draft = new ReviewDraft(source.Id, run.Id, now) { Options = options.Reviews, Removal = options.Removal };

        var removals = HeldRemovals.Apply(current, complete.Claims, binding, draft);
        var standing = removals.Holding.IsEmpty ? current : [.. current.Where(claim => !removals.Holds(claim))];
        if (!removals.Holding.IsEmpty && standing.Count == 0)
        {
            return await HoldAsync(source, run, complete, removals, binding, now, cancellationToken);
        }

        var listed = removals.Holding.IsEmpty ? complete.Claims : [.. complete.Claims.Where(claim => !removals.Holds(claim))];
        var guarded = HeldValues.Apply(await AnswerAsync(source, standing, listed, binding, complete.Cause, now, cancellationToken), draft);
        await SaveAsync([.. removals.Reviews, .. guarded.Reviews], binding, now, cancellationToken);

        var difference = ListingDelta.Between(standing, guarded.Claims, options.Removal, now);
        difference = difference with
        {
            Upserts = [.. difference.Upserts.Select(removals.SinceItWasSeen)],
            Withdrawn = [.. difference.Withdrawn, .. dropped],
            Absent = difference.Absent + dropped.Length,
        };
        var state = complete.State with { ConfirmedAt = now, PendingMissing = difference.Pending };
        if (removals.Holding.Concat(guarded.Reviews).Any(review => review.State is ReviewState.Open))
        {
            // The same bytes again are a second sighting, so they must be read again.
            state = ListingStates.Reread(state);
        }

        run = difference.IsEmpty
            ? await UnchangedAsync(source, run, state, cancellationToken)
            : await CommitAsync(source, run, difference, state, complete.Documents, isFirst ? Cause.SourceAdded : complete.Cause, cancellationToken);
        return removals.Holding is [var holding, ..]
            ? run with { State = RunState.Held, Review = holding.Id, Sentence = RunSentences.HeldInPart(source.Id, run.Sentence!, holding.Sentence) }
            : run;
    }

    private async Task<Run> UnchangedAsync(Source source, Run run, SourceState state, CancellationToken cancellationToken)
    {
        await store.ConfirmAsync(state, cancellationToken);
        return run with { State = RunState.Unchanged, Counts = new() { Listed = state.Claims }, Sentence = RunSentences.Unchanged(source.Id, state.Claims) };
    }

    /// <summary>What the noise guard must know: only of the models that changed is more read than the answer says.</summary>
    private async Task<HeldValues.Answer> AnswerAsync(
        Source source, IReadOnlyCollection<Claim> standing, ImmutableArray<Claim> listed, IReadOnlyList<Review> binding, Cause cause, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // What a new build, or another configuration, reads differently is no mass edit of the source.
        var answer = new HeldValues.Answer(source, standing, listed, binding, ValueHistory.None, _ => null, LooksForCrowds: cause is Cause.Provider);
        var keys = HeldValues.Changes(answer).Select(change => change.Key).ToHashSet();
        if (keys.Count == 0)
        {
            return answer;
        }

        var earlier = await store.ReadEarlierClaimsAsync(source.Id, keys, now - options.Reviews.FlapWithin, cancellationToken);
        var others = (await store.ReadClaimsAsync(keys, cancellationToken))
            .Where(claim => claim.MissingSince is null && !writer.Sources.AreOneVoice(claim.Source, source.Id))
            .ToLookup(claim => claim.Key);
        return answer with
        {
            History = new(earlier),
            Confirms = part => part.Proposed is { } proposed
                ? others[part.Model].Where(claim => claim.Values[FieldRegistry.For(part.Model).FindOrExtra(part.Field)] == proposed)
                    .Select(claim => new Confirmation(claim.Source, HeldValues.Bills(writer.Sources[claim.Source], claim)))
                    .OrderByDescending(confirmation => confirmation.Bills).FirstOrDefault()
                : null,
        };
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

    /// <summary>A run that is held whole writes nothing to the catalogue; its documents and what it proposed are kept.</summary>
    private async Task<Run> HoldAsync(
        Source source, Run run, Listing.Complete complete, HeldRemovals.Outcome removals, IReadOnlyList<Review> binding, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await store.KeepAsync(complete.Documents, cancellationToken);
        await SaveAsync(removals.Reviews, binding, now, cancellationToken);
        LogHeld(source.Id, removals.Holding.Length);
        return run with
        {
            State = RunState.Held,
            Review = removals.Holding[0].Id,
            Counts = new() { Listed = complete.State.Claims },
            Sentence = RunSentences.Held(source.Id, removals.Holding[0].Sentence),
        };
    }

    private Task<IReadOnlyList<Review>> ReadBindingAsync(SourceId source, DateTimeOffset now, CancellationToken cancellationToken) =>
        reviews.ReadBindingAsync(source, now - options.Reviews.AcceptedFor, cancellationToken);

    private async Task SaveAsync(ImmutableArray<Review> changed, IReadOnlyList<Review> binding, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!changed.IsEmpty)
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
