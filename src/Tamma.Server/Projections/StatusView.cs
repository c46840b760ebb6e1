using Tamma.Catalog;
using Tamma.Client;
using Tamma.Discovery;
using Tamma.Server.Hosting;

namespace Tamma.Server.Projections;

/// <summary>How the service fares now, as it is on the wire.</summary>
internal sealed class StatusView(
    CurrentCatalog catalog, DiscoveryCoordinator coordinator, SourceViews sources, IReviewStore reviews, ServerPlace place)
{
    private const int MostReviews = 1_000;

    public async Task<StatusResponse> ProjectAsync(CancellationToken cancellationToken)
    {
        var snapshot = catalog.Snapshot;
        var counts = ModelCounts.Of(snapshot);
        var paused = coordinator.PausedBecause;
        return new()
        {
            State = paused is null ? "ready" : "degraded",
            Version = ServerVersion.Text,
            Position = snapshot.Head.Position,
            Log = snapshot.Head.LogId,
            Models = new() { Mine = counts.Mine, Reference = counts.Reference, Missing = counts.Missing, Removed = counts.Removed },
            Providers = ProviderProjection.All(snapshot).Count,
            Discovery = coordinator.IsStopped ? "stopped" : paused is null ? "running" : "paused",
            PausedBecause = paused,
            Sources = sources.Count(),
            OpenReviews = (await reviews.ReadAsync(ReviewState.Open, MostReviews, cancellationToken)).Count,
            StartedAt = place.StartedAt,
            DataFolderFreeBytes = place.FreeBytes(),
        };
    }
}
