using System.Buffers;
using System.Text.Json;
using Tamma.Events;

namespace Tamma.Catalog;

public sealed partial class CatalogWriter
{
    /// <summary>Rows in one transaction: enough to be quick, few enough that a listing that is due need not wait.</summary>
    private const int RowsAtOnce = 1_000;

    /// <summary>
    /// Resolves every row again from the claims that are kept. What comes out the same writes nothing; the rest is committed in
    /// chunks, each row with its event, and one <see cref="EventTypes.CatalogSummary"/> at the end tells of them all. Doing it twice
    /// changes nothing the second time.
    /// </summary>
    /// <param name="cause">Why: the policy changed, or the program reads more.</param>
    /// <param name="cancellationToken">Ends it between two chunks; what is committed stands.</param>
    /// <exception cref="StorageException">A chunk could not be written; those before it stand.</exception>
    public async Task<CommitReceipt> ReresolveAsync(Cause cause, CancellationToken cancellationToken)
    {
        var before = catalog.Snapshot;
        var context = new ChangeContext(new(cause is Cause.Policy ? "policy" : "software"), cause, RunId: null, Actor: null);
        var keys = before.Providers.Append(before.Canonical)
            .SelectMany(rows => rows.Models.Append(rows.Row).OfType<Model>())
            .Where(row => row.Availability is not Availability.Removed)
            .Select(row => row.Key)
            .ToList();
        var total = CommitReceipt.Nothing;
        foreach (var chunk in keys.Chunk(RowsAtOnce))
        {
            total = Sum(total, await InTurnAsync(() => ReresolveAsync(chunk, context, cancellationToken), cancellationToken));
        }

        return total == CommitReceipt.Nothing ? total : Sum(total, await ApplyAsync(new() { Context = context, Events = [Summary(total, keys.Count, context)] }, cancellationToken));
    }

    private async Task<CommitReceipt> ReresolveAsync(ModelKey[] keys, ChangeContext context, CancellationToken cancellationToken)
    {
        var claims = keys.ToDictionary(key => key, _ => new List<Claim>());
        foreach (var claim in await store.ReadClaimsAsync(keys, cancellationToken))
        {
            claims[claim.Key].Add(claim);
        }

        var before = catalog.Snapshot;
        var now = time.GetUtcNow();
        var changes = new TouchedRows(before, claims, Policy, Sources, context, now).Changes();
        if (changes.Count == 0)
        {
            return CommitReceipt.Nothing;
        }

        var commit = new CatalogCommit
        {
            ExpectedPosition = before.Head.Position,
            At = now,
            Versions = [.. changes.Where(pair => pair.Change is not CatalogChange.FactsChanged).Select(pair => (pair.Change.After, pair.Event))],
            Facts = [.. changes.Where(pair => pair.Change is CatalogChange.FactsChanged).Select(pair => (pair.Change.After, pair.Event))],
        };
        var (first, last) = await store.CommitAsync(commit, cancellationToken);
        if (first <= last)
        {
            catalog.Swap(before.With(Placed(commit, first), last, now));
            bell.Ring(last);
        }

        return CommitReceipt.Of(first, last, [.. changes.Select(pair => pair.Change)]);
    }

    private EventDraft Summary(CommitReceipt total, int rows, ChangeContext context)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("source", context.Source.Name);
            writer.WriteNumber("rows", rows);
            writer.WriteNumber("first", total.First!.Value);
            writer.WriteNumber("added", total.Added);
            writer.WriteNumber("updated", total.Updated);
            writer.WriteNumber("missing", total.Missing);
            writer.WriteNumber("returned", total.Returned);
            writer.WriteNumber("removed", total.Removed);
            writer.WriteNumber("facts_changed", total.FactsChanged);
            writer.WriteEndObject();
        }

        var now = time.GetUtcNow();
        return new()
        {
            Id = new EventIds(now).Next(),
            Type = EventTypes.CatalogSummary,
            OccurredAt = now,
            Cause = context.Cause,
            Data = buffer.WrittenSpan.ToArray(),
        };
    }

    private static CommitReceipt Sum(CommitReceipt a, CommitReceipt b) => new(
        a.First ?? b.First,
        b.Last ?? a.Last,
        a.Added + b.Added,
        a.Updated + b.Updated,
        a.Missing + b.Missing,
        a.Returned + b.Returned,
        a.Removed + b.Removed,
        a.FactsChanged + b.FactsChanged);
}
