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

    /// <summary>Newest first; of one state when given.</summary>
    Task<IReadOnlyList<Review>> ReadAsync(ReviewState? state, int limit, CancellationToken cancellationToken);

    /// <summary>The reviews of a source that still bind its runs: open and rejected ones.</summary>
    Task<IReadOnlyList<Review>> ReadBindingAsync(SourceId source, CancellationToken cancellationToken);
}
