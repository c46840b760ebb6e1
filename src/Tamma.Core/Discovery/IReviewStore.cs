using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Discovery;

/// <summary>Keeps reviews. A review and the events that tell of it become visible together.</summary>
public interface IReviewStore
{
    /// <summary>Writes reviews as they are now, and appends events, in one transaction.</summary>
    /// <returns>The position of the last event, or of the log's head when there is none.</returns>
    Task<long> SaveAsync(IReadOnlyList<Review> reviews, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken);

    Task<Review?> GetAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first; those of the filter.</summary>
    Task<IReadOnlyList<Review>> ReadAsync(ReviewFilter filter, int limit, CancellationToken cancellationToken);

    /// <summary>Newest first; of one state.</summary>
    Task<IReadOnlyList<Review>> ReadAsync(ReviewState state, int limit, CancellationToken cancellationToken) => ReadAsync(new ReviewFilter { State = state }, limit, cancellationToken);

    /// <summary>The reviews of a source that still bind its runs: open and rejected ones, and those accepted since a time, whose effect a crash may have cut off.</summary>
    Task<IReadOnlyList<Review>> ReadBindingAsync(SourceId source, DateTimeOffset acceptedSince, CancellationToken cancellationToken);
}

/// <summary>Which reviews; null is any.</summary>
public sealed record ReviewFilter
{
    public ReviewState? State { get; init; }

    public ReviewKind? Kind { get; init; }

    public string? Provider { get; init; }

    public SourceId? Source { get; init; }
}
