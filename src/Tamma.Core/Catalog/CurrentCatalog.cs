using System.Collections.Immutable;

namespace Tamma.Catalog;

/// <summary>Holds the snapshot that every reader shares. Reading it takes no lock and does no I/O.</summary>
public sealed class CurrentCatalog(ICatalogStore store)
{
    private volatile CatalogSnapshot? _snapshot;

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
        _snapshot = _snapshot is { } old ? loaded.WithConnections(old.Connections.Values).WithStale(old.Stale) : loaded;
        return _snapshot;
    }

    /// <summary>Puts a newer snapshot in place. Only the writer calls this.</summary>
    internal void Swap(CatalogSnapshot snapshot) => _snapshot = snapshot;

    /// <summary>Only the writer calls this, in its turn.</summary>
    internal void SetStale(ImmutableSortedDictionary<string, DateTimeOffset> stale) => _snapshot = Snapshot.WithStale(stale);

    internal void SetSources(IEnumerable<SourceId> sources) => _snapshot = Snapshot.WithSources([.. sources]);

    /// <summary>Only the writer calls this, in its turn.</summary>
    internal void SetConnections(IEnumerable<ConnectionView> connections) => _snapshot = Snapshot.WithConnections(connections);
}
