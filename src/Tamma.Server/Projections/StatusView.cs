using Tamma.Catalog;
using Tamma.Client;
using Tamma.Discovery;
using Tamma.Search.Embedding;
using Tamma.Server.Hosting;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>How the service fares now, as it is on the wire.</summary>
internal sealed class StatusView(
    CurrentCatalog catalog, DiscoveryCoordinator coordinator, SourceViews sources, IReviewStore reviews, CurrentEmbeddings embeddings, EmbeddingOptions embedding, ServerPlace place)
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
            Embeddings = Project(embeddings.State),
            StartedAt = place.StartedAt,
            DataFolderFreeBytes = place.FreeBytes(),
        };
    }

    private EmbeddingsStatusResponse Project(EmbeddingState state) => new()
    {
        State = Words.Of(state.Status),
        Source = embedding.Space?.Server,
        Model = state.Model,
        Served = state.Served == state.Model ? null : state.Served,
        Embedded = state.Status is EmbeddingStatus.Off ? null : state.Embedded,
        Wanted = state.Status is EmbeddingStatus.Off ? null : state.Wanted,
        Reason = state.Reason,
    };
}
