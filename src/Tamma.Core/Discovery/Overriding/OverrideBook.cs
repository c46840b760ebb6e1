using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Overriding;
using Tamma.Events;

namespace Tamma.Discovery.Overriding;

/// <summary>
/// What the operator says of models. The ledger is written first and is the truth; the catalogue's claims follow from it, at once
/// or, when the service was stopped in between, at the next start. One change at a time.
/// </summary>
public sealed partial class OverrideBook(
    IOverrideStore store,
    ICatalogStore claims,
    CatalogWriter writer,
    CurrentCatalog catalog,
    IBell bell,
    TimeProvider time,
    ILogger<OverrideBook> logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile ImmutableDictionary<ModelKey, ImmutableArray<Override>> _inForce = ImmutableDictionary<ModelKey, ImmutableArray<Override>>.Empty;

    /// <summary>What is in force, by the key that it speaks of.</summary>
    public ImmutableDictionary<ModelKey, ImmutableArray<Override>> InForce => _inForce;

    /// <summary>Says several things at once; they share a batch. What is in force with the same value and end already is left alone and given back.</summary>
    /// <exception cref="OverrideRefusedException">One of them is wrong; nothing was kept.</exception>
    /// <exception cref="StorageException">Nothing was kept.</exception>
    public Task<ImmutableArray<Override>> SetAsync(IReadOnlyList<OverrideDraft> drafts, string author, CancellationToken cancellationToken)
    {
        var read = drafts.Select(Read).ToList();
        return InTurnAsync(() => SayAsync(read, [], author, cancellationToken), cancellationToken);
    }

    /// <summary>What saying it would do.</summary>
    /// <exception cref="OverrideRefusedException">It is wrong.</exception>
    public OverrideOutcome Preview(OverrideDraft draft)
    {
        var said = Read(draft);
        var standing = Standing(said.Key).Where(entry => entry.Field == said.Field.Path).ToList();
        return standing.Exists(said.IsSaidBy) ? OverrideOutcome.Unchanged : standing.Count > 0 ? OverrideOutcome.Replaced : OverrideOutcome.Added;
    }

    /// <summary>Hides, tags or describes a model, or takes that back.</summary>
    /// <returns>What the operator says of it now.</returns>
    /// <exception cref="OverrideRefusedException">Something is wrong; nothing was kept.</exception>
    public Task<ImmutableArray<Override>> AnnotateAsync(ModelKey key, AnnotationDraft draft, string author, CancellationToken cancellationToken)
    {
        var row = OverrideReader.Row(catalog.Snapshot, key);
        OverrideReader.Check(draft.Reason, null, time.GetUtcNow());
        return InTurnAsync(
            async () =>
            {
                var standing = Standing(row.Key);
                var (set, ended) = AnnotationPlan.Of(draft, standing);
                var said = set.Select(pair =>
                {
                    var (field, value) = OverrideReader.Read(pair.Path, pair.Value);
                    return new Said(row.Key, field, value, draft.Reason, null, OverrideKind.Annotation);
                }).ToList();
                await SayAsync(said, [.. ended.Select(entry => Ended(entry, author, draft.Reason))], author, cancellationToken);
                return Standing(row.Key);
            },
            cancellationToken);
    }

    /// <summary>Makes a model say what it said at a version, as far as values were known then.</summary>
    /// <returns>The overrides that do it, all of one batch, and what could not be brought back.</returns>
    /// <exception cref="OverrideRefusedException">There is no such model or version, or nothing differs.</exception>
    public async Task<(ImmutableArray<Override> Overrides, RollbackPlan Plan)> RollBackAsync(
        ModelKey key, int version, string? reason, DateTimeOffset? expiresAt, string author, CancellationToken cancellationToken)
    {
        var row = OverrideReader.Row(catalog.Snapshot, key);
        OverrideReader.Check(reason, expiresAt, time.GetUtcNow());
        if (await claims.ReadVersionsAsync(row.Key, Math.Min(version, int.MaxValue - 1) + 1, 1, cancellationToken) is not [{ Model: { } then }] || then.Version != version)
        {
            throw new OverrideRefusedException(OverrideRefusal.UnknownVersion, $"'{row.Key}' has no version {version}, or it is no longer kept. It is at version {row.Version}.");
        }

        var plan = RollbackPlan.Of(then, row);
        if (plan.Set.IsEmpty)
        {
            throw new OverrideRefusedException(
                OverrideRefusal.NothingDiffers,
                $"'{row.Key}' says already what it said at version {version}.{string.Concat(plan.Left.Select(left => $" {left.Field} {left.Why}."))}");
        }

        var said = plan.Set.Select(pair => new Said(row.Key, pair.Key, pair.Value, reason, expiresAt, OverrideKind.Rollback)).ToList();
        return (await InTurnAsync(() => SayAsync(said, [], author, cancellationToken), cancellationToken), plan);
    }

    /// <summary>Takes one back: the others are heard again.</summary>
    /// <returns>The entry as it is now, one that had ended before included; null when there is none of this id.</returns>
    public Task<Override?> EndAsync(Guid id, string actor, string? reason, CancellationToken cancellationToken)
    {
        OverrideReader.Check(reason, null, time.GetUtcNow());
        return InTurnAsync(
            async () =>
            {
                if (await store.GetAsync(id, cancellationToken) is not { IsInForce: true } entry)
                {
                    return await store.GetAsync(id, cancellationToken);
                }

                var ended = Ended(entry, actor, reason);
                await KeepAsync([ended], [], actor, cancellationToken);
                return ended;
            },
            cancellationToken);
    }

    /// <summary>Takes a batch back. What the batch itself had replaced, and nothing has taken the place of since, is said again.</summary>
    /// <returns>The entries that ended now; none when the batch is unknown or over.</returns>
    public Task<ImmutableArray<Override>> EndBatchAsync(Guid batch, string actor, string? reason, CancellationToken cancellationToken)
    {
        OverrideReader.Check(reason, null, time.GetUtcNow());
        return InTurnAsync(
            async () =>
            {
                var entries = await store.ReadAsync(new() { Batch = batch, InForce = true, Limit = int.MaxValue }, cancellationToken);
                var ended = entries.Select(entry => Ended(entry, actor, reason)).ToImmutableArray();
                var said = new List<Said>();
                foreach (var entry in entries)
                {
                    var before = await store.ReadAsync(new() { Key = entry.Key, InForce = false, Limit = int.MaxValue }, cancellationToken);
                    said.AddRange(before
                        .Where(old => old.Field == entry.Field && old.EndReason == ReplacedBy(batch) && !(old.ExpiresAt <= time.GetUtcNow()))
                        .Take(1)
                        .Select(old => new Said(old.Key, FieldRegistry.For(old.Key).FindOrExtra(old.Field), old.Value, old.Reason, old.ExpiresAt, old.Kind) { Author = old.Author }));
                }

                await SayAsync(said, ended, actor, cancellationToken);
                return ended;
            },
            cancellationToken);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private Said Read(OverrideDraft draft)
    {
        var row = OverrideReader.Row(catalog.Snapshot, draft.Key);
        var (field, value) = OverrideReader.Read(draft.Field, draft.Value);
        OverrideReader.Check(draft.Reason, draft.ExpiresAt, time.GetUtcNow());
        return new(row.Key, field, value, draft.Reason, draft.ExpiresAt, field.Group is FieldGroup.Operator ? OverrideKind.Annotation : OverrideKind.Value) { Author = draft.Author };
    }

    private ImmutableArray<Override> Standing(ModelKey key) => _inForce.TryGetValue(key, out var entries) ? entries : [];

    private Override Ended(Override entry, string? actor, string? reason) => entry with { EndedAt = time.GetUtcNow(), EndedBy = actor, EndReason = reason };

    private static string ReplacedBy(Guid batch) => $"replaced by {batch}";

    /// <summary>A checked wish.</summary>
    private sealed record Said(ModelKey Key, Field Field, FieldValue Value, string? Reason, DateTimeOffset? ExpiresAt, OverrideKind Kind)
    {
        /// <summary>Who said it first, where it is said again for somebody.</summary>
        public string? Author { get; init; }

        public bool IsSaidBy(Override entry) => entry.Field == Field.Path && entry.Value == Value && entry.ExpiresAt == ExpiresAt && (Reason is null || entry.Reason == Reason);
    }
}
