using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;
using Tamma.Search;

namespace Tamma;

/// <summary>The catalogue as an embedding application sees it. Thread-safe; reads are of one immutable snapshot.</summary>
public interface IModelDiscoveryService
{
    /// <summary>Reads one source now, or all of them, and waits for the end of their runs.</summary>
    /// <param name="source">A connection's id or a source's id; null for all.</param>
    /// <returns>The runs as they ended. A failed source is a failed run and no exception: the others are unharmed.</returns>
    /// <exception cref="KeyNotFoundException">No source of this id is configured.</exception>
    Task<ImmutableArray<Run>> DiscoverModelsAsync(string? source = null, CancellationToken cancellationToken = default);

    /// <summary>A page of models, the best first, at one position: that of the catalogue now, or of the page before.</summary>
    /// <exception cref="ArgumentException">The filter or the order cannot be read; the message says where and why.</exception>
    Task<SearchResult> SearchModelsAsync(SearchQuery query, CancellationToken cancellationToken = default);

    /// <returns>The model, a missing or removed one included, or null when this key was never known. Case does not matter.</returns>
    Task<Model?> GetModelAsync(ModelKey key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Calls back for each event after now, in order, one at a time, at least once. A callback that throws is called again
    /// with the same event after a pause, so nothing is lost; dispose the result to end it.
    /// </summary>
    IDisposable SubscribeToUpdates(Func<EventEnvelope, CancellationToken, ValueTask> callback);

    /// <summary>
    /// The log's events after a place, in order, and then those that come, for ever. None is left out and none comes twice; keep the last one's log and
    /// position as a <see cref="Cursor"/> and begin behind it the next time.
    /// </summary>
    /// <param name="from">After which event; null for what comes from now on.</param>
    /// <param name="filter">Which events (<see cref="EventFilter.Parse"/>); null for the default feed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CursorExpiredException">The place is not in this log, or no longer: read the models anew and begin at the position of that answer.</exception>
    IAsyncEnumerable<EventEnvelope> ReadAsync(Cursor? from = null, EventFilter? filter = null, CancellationToken cancellationToken = default);
}

/// <summary>What to look for; nothing gives all.</summary>
/// <param name="Text">As people write: names, and plain words such as <c>cheap vision model with 200k context</c>.</param>
public sealed record SearchQuery(string? Text = null)
{
    /// <summary>What must hold, in the filter language: <c>context>=200k and tool_call and not deprecated</c>.</summary>
    public string? Filter { get; init; }

    /// <summary>A provider's id.</summary>
    public string? Provider { get; init; }

    public ModelScope Scope { get; init; } = ModelScope.Mine;

    /// <summary>A field of the filter language to order by, with <c>-</c> before it for the highest first; null for the best first.</summary>
    public string? Sort { get; init; }

    /// <summary>1 to 200.</summary>
    public int Limit { get; init; } = 50;

    /// <summary><see cref="SearchResult.Next"/> of the page before.</summary>
    public SearchPlace? After { get; init; }
}

/// <summary>A page of models and the position at which it was read.</summary>
/// <param name="Next">Give it as <see cref="SearchQuery.After"/> for the next page, with the same question; null at the end.</param>
/// <param name="KnownElsewhere">How many more are known that no connection offers.</param>
public sealed record SearchResult(ImmutableArray<Model> Models, SearchPlace? Next, int? KnownElsewhere, long Position)
{
    /// <summary>On all pages.</summary>
    public int Total { get; init; }

    /// <summary>How the words were understood.</summary>
    public QueryReading Reading { get; init; } = QueryReading.Empty;
}

/// <summary>Where the next page begins. It holds on to the catalogue of the page before, so no model is on two pages and none on no page.</summary>
public sealed class SearchPlace
{
    internal SearchPlace(SearchIndex index, int skip) => (Index, Skip) = (index, skip);

    internal SearchIndex Index { get; }

    internal int Skip { get; }
}
