using System.Collections.Immutable;

namespace Tamma.Catalog;

/// <summary>Holds the snapshot that every reader shares. Reading it takes no lock and does no I/O.</summary>
public sealed class CurrentCatalog(ICatalogStore store)
{
    private volatile CatalogSnapshot? _snapshot;
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Null until the first snapshot is loaded.</summary>
    public CatalogSnapshot? Loaded => _snapshot;

    public CatalogSnapshot Snapshot => _snapshot ?? throw new InvalidOperationException("The catalogue is not loaded yet.");

    /// <summary>Reads the whole record, at start and whenever the position is behind somebody else's commit.</summary>
    public async Task<CatalogSnapshot> LoadAsync(CancellationToken cancellationToken)
    {
        var stored = await store.LoadAsync(cancellationToken);
        var at = stored.Rows.Count == 0 ? DateTimeOffset.UnixEpoch : stored.Rows.Max(row => row.Since);
        var loaded = CatalogSnapshot.Empty(stored.Head.LogId)
            .WithSources([.. stored.Sources])
            .With([.. stored.Rows], stored.Head.Position, at);
        return Put(_snapshot is { } old ? loaded.WithConnections(old.Connections.Values).WithStale(old.Stale) : loaded);
    }

    /// <summary>
    /// Completes once another snapshot than the one that was seen is in place, which the bell does not tell of connections that come and go.
    /// Several that follow each other may be one.
    /// </summary>
    public async Task<CatalogSnapshot> NextAsync(CatalogSnapshot? seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Read before the snapshot, so that a swap between the two is seen by one of them.
            var next = _next.Task;
            if (_snapshot is { } snapshot && !ReferenceEquals(snapshot, seen))
            {
                return snapshot;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Puts a newer snapshot in place. Only the writer calls this.</summary>
    internal void Swap(CatalogSnapshot snapshot) => Put(snapshot);

    /// <summary>Only the writer calls this, in its turn.</summary>
    internal void SetStale(ImmutableSortedDictionary<string, DateTimeOffset> stale) => Put(Snapshot.WithStale(stale));

    internal void SetSources(IEnumerable<SourceId> sources) => Put(Snapshot.WithSources([.. sources]));

    /// <summary>Only the writer calls this, in its turn.</summary>
    internal void SetConnections(IEnumerable<ConnectionView> connections) => Put(Snapshot.WithConnections(connections));

    private CatalogSnapshot Put(CatalogSnapshot snapshot)
    {
        _snapshot = snapshot;
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return snapshot;
    }
}
