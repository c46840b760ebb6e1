using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Overriding;
using Tamma.Events;

namespace Tamma.Discovery.Overriding;

/// <content>From the ledger to the claims, at a start and ever after; what expires; what moves beneath.</content>
public sealed partial class OverrideBook
{
    private const string Expired = "expired";

    /// <summary>Called with the keys in force that a commit of another source touched.</summary>
    internal Action<ModelKey>? Touched { get; set; }

    /// <summary>Reads the ledger and makes the claims say what it says, whatever happened before. After the catalogue is loaded.</summary>
    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        await writer.RegisterAsync(new() { Id = SourceId.Overrides }, cancellationToken);
        await InTurnAsync(
            async () =>
            {
                var inForce = await store.ReadInForceAsync(cancellationToken);
                _inForce = inForce.GroupBy(entry => entry.Key).ToImmutableDictionary(group => group.Key, group => group.ToImmutableArray());
                var said = await claims.ReadClaimsAsync(SourceId.Overrides, cancellationToken);
                var receipt = await MakeClaimsAsync([.. _inForce.Keys.Union(said.Select(claim => claim.Key))], actor: null, cancellationToken);
                if (receipt.First is not null)
                {
                    LogReconciled();
                }

                return receipt;
            },
            cancellationToken);
        writer.Committed = Note;
        await CheckDriftAsync([.. _inForce.Keys], cancellationToken);
    }

    /// <summary>Ends what is due.</summary>
    /// <returns>How many ended.</returns>
    internal Task<int> ExpireAsync(CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            var now = time.GetUtcNow();
            var due = _inForce.Values.SelectMany(entries => entries).Where(entry => entry.ExpiresAt <= now).Select(entry => Ended(entry, actor: null, Expired)).ToList();
            if (due.Count > 0)
            {
                await KeepAsync(due, [], actor: null, cancellationToken);
                LogExpired(due.Count);
            }

            return due.Count;
        },
        cancellationToken);

    /// <summary>Looks whether the others say something new of these keys, and tells it once.</summary>
    internal Task<int> CheckDriftAsync(IReadOnlyCollection<ModelKey> keys, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            var now = time.GetUtcNow();
            var current = await claims.ReadClaimsAsync(keys, cancellationToken);
            var moved = new List<Override>();
            var events = new List<EventDraft>();
            foreach (var key in keys)
            {
                // Of a model that is gone nobody says anything, which is told as its removal.
                if (OverrideClaims.Upstream(key, current, writer.Policy, writer.Sources, now) is not { } upstream)
                {
                    continue;
                }

                foreach (var entry in Standing(key))
                {
                    if (OverrideDrift.Of(entry, upstream.Values[FieldRegistry.For(key).FindOrExtra(entry.Field)], now) is { } drift)
                    {
                        moved.Add(drift.Entry);
                        events.AddRange(drift.Event is { } told ? [told] : []);
                    }
                }
            }

            if (moved.Count > 0)
            {
                bell.Ring(await store.SaveAsync(moved, events, cancellationToken));
                Remember(moved);
            }

            return events.Count;
        },
        cancellationToken);

    /// <summary>New entries take the place of those that say something else of their field.</summary>
    private async Task<ImmutableArray<Override>> SayAsync(IReadOnlyList<Said> said, IReadOnlyList<Override> ended, string author, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var batch = Guid.CreateVersion7(now);
        var current = await claims.ReadClaimsAsync([.. said.Select(wish => wish.Key).Distinct()], cancellationToken);
        var made = ImmutableArray.CreateBuilder<Override>(said.Count);
        var gone = ended.ToList();
        var added = new List<Override>();
        foreach (var wish in said)
        {
            var before = Standing(wish.Key).Where(entry => entry.Field == wish.Field.Path && gone.TrueForAll(other => other.Id != entry.Id)).ToList();
            if (before.Find(wish.IsSaidBy) is { } same)
            {
                made.Add(same);
                continue;
            }

            gone.AddRange(before.Select(entry => Ended(entry, author, ReplacedBy(batch))));
            added.RemoveAll(entry => entry.Key == wish.Key && entry.Field == wish.Field.Path);
            var entry = new Override
            {
                Id = Guid.CreateVersion7(now),
                Batch = batch,
                Kind = wish.Kind,
                Key = wish.Key,
                Field = wish.Field.Path,
                Value = wish.Value,
                Author = wish.Author ?? author,
                Reason = wish.Reason,
                CreatedAt = now,
                ExpiresAt = wish.ExpiresAt,
                Upstream = OverrideClaims.Upstream(wish.Key, current, writer.Policy, writer.Sources, now)?.Values[wish.Field],
            };
            added.Add(entry);
            made.Add(entry);
        }

        if (added.Count > 0 || gone.Count > 0)
        {
            await KeepAsync(gone, added, author, cancellationToken);
        }

        return made.DrainToImmutable();
    }

    /// <summary>The ledger first. What follows is brought to its end, also when its caller goes away; a stop in between is made good at the next start.</summary>
    private async Task KeepAsync(IReadOnlyList<Override> ended, IReadOnlyList<Override> added, string? actor, CancellationToken cancellationToken)
    {
        await store.SaveAsync([.. ended, .. added], [], cancellationToken);
        Remember([.. ended, .. added]);
        await MakeClaimsAsync([.. ended.Concat(added).Select(entry => entry.Key).Distinct()], actor, CancellationToken.None);
    }

    private Task<CommitReceipt> MakeClaimsAsync(IReadOnlyCollection<ModelKey> keys, string? actor, CancellationToken cancellationToken) => writer.ChangeAsync(
        keys,
        current => OverrideClaims.Difference(keys, keys.SelectMany(key => Standing(key)), current, actor, time.GetUtcNow()),
        cancellationToken);

    private void Remember(IReadOnlyList<Override> entries)
    {
        var next = _inForce.ToBuilder();
        foreach (var group in entries.GroupBy(entry => entry.Key))
        {
            var standing = Standing(group.Key).Where(entry => group.All(other => other.Id != entry.Id)).Concat(group.Where(entry => entry.IsInForce)).ToImmutableArray();
            if (standing.IsEmpty)
            {
                next.Remove(group.Key);
            }
            else
            {
                next[group.Key] = standing;
            }
        }

        _inForce = next.ToImmutable();
    }

    /// <summary>In the writer's turn, so it only looks the keys up.</summary>
    private void Note(ClaimDelta delta)
    {
        var inForce = _inForce;
        if (delta.Source == SourceId.Overrides || inForce.IsEmpty || Touched is not { } touched)
        {
            return;
        }

        foreach (var claim in delta.Upserts)
        {
            if (inForce.ContainsKey(claim.Key))
            {
                touched(claim.Key);
            }
        }

        foreach (var key in delta.Withdrawn)
        {
            if (inForce.ContainsKey(key))
            {
                touched(key);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The last stop came between the ledger of overrides and the catalogue; they agree again.")]
    private partial void LogReconciled();

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} overrides expired.")]
    private partial void LogExpired(int count);
}
