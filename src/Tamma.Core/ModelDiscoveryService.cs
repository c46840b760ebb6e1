using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Filters;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;
using Tamma.Search;

namespace Tamma;

internal sealed class ModelDiscoveryService(
    CurrentCatalog catalog,
    CurrentSearch search,
    DiscoveryCoordinator coordinator,
    SourceBoard board,
    LogReader reader,
    TimeProvider time,
    ILogger<UpdateSubscription> logger) : IModelDiscoveryService
{
    public async Task<ImmutableArray<Run>> DiscoverModelsAsync(string? source = null, CancellationToken cancellationToken = default)
    {
        var sources = source is null ? [.. coordinator.Operations.Select(operation => operation.Listing.Source.Id)] : new[] { Named(source) };
        foreach (var id in sources)
        {
            coordinator.TryStart(id, RunTrigger.Manual);
        }

        await Task.WhenAll(sources.Select(id => coordinator.WaitAsync(id, cancellationToken)));
        return [.. sources.Select(id => board.RunsOf(id).Last).OfType<Run>()];
    }

    public async Task<SearchResult> SearchModelsAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        var index = query.After?.Index ?? await search.FreshAsync(cancellationToken);
        var skip = query.After?.Skip ?? 0;
        var hits = Searcher.Search(index, new(query.Text ?? "")
        {
            Filter = FilterExpression.All(Parse(query.Filter), query.Provider is { } provider ? ModelFilters.Provider(provider) : FilterExpression.Everything),
            Scope = query.Scope,
            Sort = query.Sort is { } sort ? ModelFilters.Sort(sort) ?? throw new ArgumentException($"'{sort}' is no field of models.", nameof(query)) : null,
            NearMisses = false,
            Skip = skip,
            Limit = Math.Clamp(query.Limit, 1, SearchRequest.MostLimit),
            Today = index.Day,
        });
        var next = skip + hits.Rows.Length;
        return new([.. hits.Rows.Select(row => row.Model)], next < hits.Total + hits.Beside ? new SearchPlace(index, next) : null, hits.KnownElsewhere, hits.Position)
        {
            Total = hits.Total,
            Reading = hits.Reading,
        };
    }

    public Task<Model?> GetModelAsync(ModelKey key, CancellationToken cancellationToken = default) =>
        Task.FromResult(key.IsProvider ? null : catalog.Snapshot.Find(key));

    public IDisposable SubscribeToUpdates(Func<EventEnvelope, CancellationToken, ValueTask> callback) =>
        new UpdateSubscription(reader, callback, time, logger);

    public IAsyncEnumerable<EventEnvelope> ReadAsync(Cursor? from = null, EventFilter? filter = null, CancellationToken cancellationToken = default) =>
        reader.ReadAsync(from, filter ?? EventFilter.Feed, cancellationToken);

    private static FilterExpression Parse(string? filter) =>
        FilterParser.Parse(filter ?? "", ModelFields.Vocabulary) switch
        {
            { Expression: { } expression } => expression,
            var parse => throw new ArgumentException($"The filter, at {parse.Error!.Position}: {parse.Error.Message}", nameof(filter)),
        };

    private SourceId Named(string name) =>
        coordinator.Operations.Select(operation => operation.Listing.Source.Id)
            .Where(id => id.Name == name || id.ConnectionId == name)
            .Select(id => (SourceId?)id)
            .FirstOrDefault() ?? throw new KeyNotFoundException($"No source '{name}' is configured.");
}
