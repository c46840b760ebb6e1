using System.Collections.Immutable;
using Tamma.Events;

namespace Tamma.Catalog;

/// <summary>
/// The one way into the catalogue: claims of the touched rows → resolution → diff → one commit → the next snapshot. One delta
/// at a time, so two sources of one model cannot overwrite each other; returns once the snapshot is swapped.
/// </summary>
public sealed partial class CatalogWriter(ICatalogStore store, CurrentCatalog catalog, IBell bell, TimeProvider time) : IDisposable
{
    /// <summary>Another node may commit in between; after so many times something is wrong.</summary>
    private const int MostTries = 5;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private SourceTable _sources = SourceTable.Empty;

    public ResolutionPolicy Policy { get; init; } = ResolutionPolicy.Default;

    /// <summary>Those of the record, also before anyone is registered: claims of a source that is configured no more still count.</summary>
    public SourceTable Sources => _sources.Ids.IsEmpty ? _sources.With(catalog.Snapshot.Sources) : _sources;

    /// <summary>Told of every delta that was committed, in the writer's turn: it may only take note.</summary>
    internal Action<ClaimDelta>? Committed { get; set; }

    /// <summary>Makes a source known before its first delta.</summary>
    public async Task RegisterAsync(Source source, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var ids = Sources.Ids.ToBuilder();
            var index = await store.RegisterAsync(source.Id, cancellationToken);
            while (ids.Count <= index)
            {
                ids.Add(source.Id);
            }

            ids[index] = source.Id;
            _sources = _sources.With(ids).WithKnown(source);
            catalog.SetSources(_sources.Ids);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Tells readers of models which connections there are. In turn with the commits, so that neither undoes the other.</summary>
    public async Task SetConnectionsAsync(IReadOnlyCollection<ConnectionView> connections, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            catalog.SetConnections(connections);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Tells readers of models which connections are stale. In turn with the commits, so that neither undoes the other.</summary>
    internal async Task SetStaleAsync(ImmutableSortedDictionary<string, DateTimeOffset> stale, CancellationToken cancellationToken)
    {
        if (catalog.Snapshot.Stale.SequenceEqual(stale))
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            catalog.SetStale(stale);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <exception cref="StorageException">Nothing of the delta was written.</exception>
    public Task<CommitReceipt> ApplyAsync(ClaimDelta delta, CancellationToken cancellationToken) =>
        InTurnAsync(() => CommitAsync(delta, cancellationToken), cancellationToken);

    /// <summary>Applies what is made of the claims as they stand: nobody else writes between the reading and the writing.</summary>
    /// <param name="make">Given the current claims of the keys; null for nothing to do.</param>
    /// <exception cref="StorageException">Nothing of the delta was written.</exception>
    public Task<CommitReceipt> ChangeAsync(IReadOnlyCollection<ModelKey> keys, Func<IReadOnlyList<Claim>, ClaimDelta?> make, CancellationToken cancellationToken) =>
        InTurnAsync(
            async () => make(await store.ReadClaimsAsync(keys, cancellationToken)) is { } delta ? await CommitAsync(delta, cancellationToken) : CommitReceipt.Nothing,
            cancellationToken);

    private async Task<CommitReceipt> InTurnAsync(Func<Task<CommitReceipt>> commitAsync, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await commitAsync();
                }
                catch (CatalogMovedException) when (attempt < MostTries)
                {
                    await catalog.LoadAsync(cancellationToken);
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<CommitReceipt> CommitAsync(ClaimDelta delta, CancellationToken cancellationToken)
    {
        var before = catalog.Snapshot;
        var now = time.GetUtcNow();
        var changes = new TouchedRows(before, await ReadTouchedAsync(before, delta, cancellationToken), Policy, Sources, delta.Context, now).Changes();
        if (changes.Count == 0 && delta.IsEmpty)
        {
            return CommitReceipt.Nothing;
        }

        var versions = ImmutableArray.CreateBuilder<(Model, EventDraft)>(changes.Count);
        var facts = ImmutableArray.CreateBuilder<(Model, EventDraft)>();
        foreach (var (change, draft) in changes)
        {
            (change is CatalogChange.FactsChanged ? facts : versions).Add((change.After, draft));
        }

        var commit = new CatalogCommit
        {
            ExpectedPosition = before.Head.Position,
            At = now,
            Documents = delta.Documents,
            Claims = delta.Upserts,
            Recounted = delta.Recounted,
            Withdrawn = [.. delta.Withdrawn.Select(key => (delta.Source, key))],
            Versions = versions.DrainToImmutable(),
            Facts = facts.DrainToImmutable(),
            Events = CatalogSummary.Of(changes, delta.Events.Length, delta.Context, now) is { } summary ? [.. delta.Events, summary] : delta.Events,
            State = delta.State,
        };
        var (first, last) = await store.CommitAsync(commit, cancellationToken);
        if (first <= last)
        {
            catalog.Swap(before.With(Placed(commit, first), last, now));
            bell.Ring(last);
        }

        Committed?.Invoke(delta);
        return CommitReceipt.Of(first, last, [.. changes.Select(pair => pair.Change)]);
    }

    /// <summary>The claims of every touched row as they stand after the delta.</summary>
    private async Task<Dictionary<ModelKey, List<Claim>>> ReadTouchedAsync(CatalogSnapshot before, ClaimDelta delta, CancellationToken cancellationToken)
    {
        var touched = new Dictionary<ModelKey, List<Claim>>(delta.Upserts.Length + delta.Withdrawn.Length);
        foreach (var claim in delta.Upserts)
        {
            touched[claim.Key] = [claim];
        }

        foreach (var key in delta.Withdrawn)
        {
            touched.TryAdd(key, []);
        }

        // A row that was never in the catalogue has no claims yet: a first import reads nothing. A removed one may have the operator's.
        var known = touched.Keys.Where(key => before.FindExact(key) is not null).ToList();
        foreach (var claim in await store.ReadClaimsAsync(known, cancellationToken))
        {
            if (claim.Source != delta.Source)
            {
                touched[claim.Key].Add(claim);
            }
        }

        return touched;
    }

    /// <summary>The store gave positions in the order of the commit: versions first, each beside its event.</summary>
    private static List<Model> Placed(CatalogCommit commit, long first)
    {
        var rows = new List<Model>(commit.Versions.Length + commit.Facts.Length);
        foreach (var (model, _) in commit.Versions)
        {
            rows.Add(model with { Position = first + rows.Count });
        }

        rows.AddRange(commit.Facts.Select(fact => fact.Model));
        return rows;
    }

    public void Dispose() => _turn.Dispose();
}
