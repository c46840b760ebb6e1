namespace Tamma.Search.Embedding;

/// <summary>Holds the generation of vectors that serves, and how it stands with the next one. Reading takes no lock and does no I/O.</summary>
public sealed class CurrentEmbeddings(EmbeddingOptions options)
{
    private volatile Progress _progress = new(0, 0, null);
    private volatile string? _queryFailure;
    private volatile EmbeddedModels? _served;

    /// <summary>Null while there is none.</summary>
    public EmbeddedModels? Served => _served;

    public EmbeddingState State
    {
        get
        {
            if (options.Space is not { } space)
            {
                return EmbeddingState.Off;
            }

            var (progress, served) = (_progress, _served);
            var reason = progress.Failure ?? _queryFailure;
            var status = reason is not null ? EmbeddingStatus.Failing
                : served is null || served.Space != space || progress.Embedded < progress.Wanted ? EmbeddingStatus.Warming
                : EmbeddingStatus.Ready;
            return new(status, space.Model, served?.Space.Model, progress.Embedded, progress.Wanted, reason);
        }
    }

    /// <summary>Shared by all generations.</summary>
    internal ModelTexts Texts { get; } = new();

    /// <summary>The follower's word on texts.</summary>
    internal void Report(int embedded, int wanted, string? failure) => _progress = new(embedded, wanted, failure);

    /// <summary>The query embedder's word; null when it is well.</summary>
    internal void ReportQuery(string? failure) => _queryFailure = failure;

    internal void Serve(EmbeddedModels generation) => _served = generation;

    private sealed record Progress(int Embedded, int Wanted, string? Failure);
}
