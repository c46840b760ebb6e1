using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Events;

namespace Tamma;

/// <summary>The catalogue as an embedding application sees it. Thread-safe; reads are of one immutable snapshot.</summary>
public interface IModelDiscoveryService
{
    /// <summary>Reads one source now, or all of them, and waits for the end of their runs.</summary>
    /// <param name="source">A connection's id or a source's id; null for all.</param>
    /// <returns>The runs as they ended. A failed source is a failed run and no exception: the others are unharmed.</returns>
    /// <exception cref="KeyNotFoundException">No source of this id is configured.</exception>
    Task<ImmutableArray<Run>> DiscoverModelsAsync(string? source = null, CancellationToken cancellationToken = default);

    /// <summary>A page of models, at one position.</summary>
    Task<SearchResult> SearchModelsAsync(SearchQuery query, CancellationToken cancellationToken = default);

    /// <returns>The model, a missing or removed one included, or null when this key was never known. Case does not matter.</returns>
    Task<Model?> GetModelAsync(ModelKey key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Calls back for each event after now, in order, one at a time, at least once. A callback that throws is called again
    /// with the same event after a pause, so nothing is lost; dispose the result to end it.
    /// </summary>
    IDisposable SubscribeToUpdates(Func<EventEnvelope, CancellationToken, ValueTask> callback);
}

/// <summary>What to look for. The full search follows; this is the catalogue's own selection.</summary>
/// <param name="Text">Words that the id, the name or the provider must contain.</param>
public sealed record SearchQuery(string? Text = null)
{
    public string? Provider { get; init; }

    public ModelScope Scope { get; init; } = ModelScope.Mine;

    public ImmutableArray<FieldCondition> Conditions { get; init; } = [];

    public int Limit { get; init; } = ModelQuery.DefaultLimit;

    public ModelKey? After { get; init; }
}

/// <summary>A page of models and the position at which it was read.</summary>
/// <param name="Next">Give it as <see cref="SearchQuery.After"/> for the next page; null at the end.</param>
/// <param name="KnownElsewhere">How many more are known from public claims only.</param>
public sealed record SearchResult(ImmutableArray<Model> Models, ModelKey? Next, int? KnownElsewhere, long Position);
