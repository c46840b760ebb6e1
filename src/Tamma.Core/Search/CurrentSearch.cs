using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Catalog.Identities;

namespace Tamma.Search;

/// <summary>Holds the index that every search is answered from. Reading it takes no lock and does no I/O.</summary>
public sealed partial class CurrentSearch(CurrentCatalog catalog, TimeProvider time, ILogger<CurrentSearch> logger) : IDisposable
{
    private readonly SemaphoreSlim _building = new(1, 1);
    private readonly HeldIndexes _held = new(time);
    private volatile SearchIndex? _index;

    /// <summary>
    /// The newest that is built; a commit is in it a little later. Before there is one, whoever asks first builds it and is waited for.
    /// </summary>
    /// <exception cref="InvalidOperationException">The catalogue is not loaded yet.</exception>
    public SearchIndex Index => _index ?? First();

    /// <summary>The index of the catalogue as it is now, built now where nobody has.</summary>
    public async Task<SearchIndex> FreshAsync(CancellationToken cancellationToken)
    {
        if (_index is { } index && IsFresh(index))
        {
            return index;
        }

        await _building.WaitAsync(cancellationToken);
        try
        {
            // Several swaps of the catalogue may have passed: only the newest snapshot is built.
            return _index is { } built && IsFresh(built) ? built : await Task.Run(Build, cancellationToken);
        }
        finally
        {
            _building.Release();
        }
    }

    /// <summary>
    /// Makes sure of who is who in the index that there is: a new name is found at once, and which canonical model it is is worked out
    /// after that, beside the searches and beside the next changes.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        while (_index is { IsSettled: false } index)
        {
            var graph = await Task.Run(() => IdentityGraph.Build(index.Snapshot), cancellationToken);
            await _building.WaitAsync(cancellationToken);
            try
            {
                var start = time.GetTimestamp();
                var newest = _index!;
                Put(newest.Next(newest.Snapshot, graph.Later(newest.Snapshot) ?? graph) ?? Whole(newest.Snapshot, newest.At), start);
            }
            finally
            {
                _building.Release();
            }
        }

        await PrepareAsync(cancellationToken);
    }

    /// <summary>Makes the vectors that come with the program for the index that there is, beside the searches, so that none waits for them.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        while (_index is { } index && !index.Space.IsMade)
        {
            await Task.Run(index.Space.Make, cancellationToken);
        }
    }

    /// <summary>A page of this index was handed out with a place to go on from.</summary>
    public void Hold(SearchIndex index) => _held.Hold(index);

    /// <summary>Finds an index that can still be read: the newest, or one that is held.</summary>
    public bool TryFind(Func<SearchIndex, bool> isIt, [NotNullWhen(true)] out SearchIndex? index)
    {
        index = isIt(Index) ? Index : _held.All.FirstOrDefault(isIt);
        return index is not null;
    }

    public void Dispose() => _building.Dispose();

    /// <summary>Stages of life depend on the day, so tomorrow's index is another.</summary>
    private bool IsFresh(SearchIndex index) => ReferenceEquals(index.Snapshot, catalog.Loaded) && index.At.UtcDateTime.Date == time.GetUtcNow().UtcDateTime.Date;

    private SearchIndex First()
    {
        _building.Wait();
        try
        {
            return _index ?? Build();
        }
        finally
        {
            _building.Release();
        }
    }

    /// <summary>What changed is merged into the index that there is; only without one, or where too much is another, all is read.</summary>
    private SearchIndex Build()
    {
        var start = time.GetTimestamp();
        var (snapshot, now) = (catalog.Snapshot, time.GetUtcNow());
        return Put(_index is { } before && before.At.UtcDateTime.Date == now.UtcDateTime.Date ? Next(before, snapshot) ?? Whole(snapshot, now) : Whole(snapshot, now), start);
    }

    private static SearchIndex? Next(SearchIndex before, CatalogSnapshot snapshot) => before.Next(snapshot, before.Identities.Later(snapshot) ?? before.Identities);

    private SearchIndex Whole(CatalogSnapshot snapshot, DateTimeOffset now)
    {
        var whole = SearchIndex.Build(snapshot, now);
        whole.Coded.Warm(_index?.Coded);
        return whole;
    }

    private SearchIndex Put(SearchIndex next, long start)
    {
        _index = next;
        _held.Trim();
        var took = time.GetElapsedTime(start).TotalMilliseconds;
        LogBuilt(next.Models.Length, next.Snapshot.Head.Position, took);
        return next;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Search index of {Models} models at position {Position} built in {Milliseconds:0} ms.")]
    private partial void LogBuilt(int models, long position, double milliseconds);
}
