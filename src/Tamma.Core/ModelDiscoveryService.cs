using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Events;

namespace Tamma;

internal sealed class ModelDiscoveryService(
    CurrentCatalog catalog,
    DiscoveryCoordinator coordinator,
    SourceBoard board,
    IEventLog log,
    IBell bell,
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

    public Task<SearchResult> SearchModelsAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        var snapshot = catalog.Snapshot;
        var page = ModelSelection.Select(snapshot, new()
        {
            Scope = query.Scope,
            Provider = query.Provider,
            Text = [.. (query.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Conditions = query.Conditions,
            Limit = Math.Clamp(query.Limit, 1, ModelQuery.MostLimit),
            After = query.After,
        });
        return Task.FromResult(new SearchResult(page.Models, page.Next, page.KnownElsewhere, snapshot.Head.Position));
    }

    public Task<Model?> GetModelAsync(ModelKey key, CancellationToken cancellationToken = default) =>
        Task.FromResult(key.IsProvider ? null : catalog.Snapshot.Find(key));

    public IDisposable SubscribeToUpdates(Func<EventEnvelope, CancellationToken, ValueTask> callback) =>
        new UpdateSubscription(log, bell, callback, time, logger);

    private SourceId Named(string name) =>
        coordinator.Operations.Select(operation => operation.Listing.Source.Id)
            .Where(id => id.Name == name || id.ConnectionId == name)
            .Select(id => (SourceId?)id)
            .FirstOrDefault() ?? throw new KeyNotFoundException($"No source '{name}' is configured.");
}
