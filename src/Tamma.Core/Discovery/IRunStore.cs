using Tamma.Catalog;

namespace Tamma.Discovery;

/// <summary>Keeps runs.</summary>
public interface IRunStore
{
    /// <summary>Writes a run as it is now; a run of this id is replaced.</summary>
    Task SaveAsync(Run run, CancellationToken cancellationToken);

    Task<Run?> GetAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first; of one source when given.</summary>
    Task<IReadOnlyList<Run>> ReadAsync(SourceId? source, int limit, CancellationToken cancellationToken);

    /// <summary>The newest finished run and the newest good one (succeeded or unchanged) of each source.</summary>
    Task<IReadOnlyList<LastRuns>> ReadLastAsync(CancellationToken cancellationToken);

    /// <summary>Marks runs that a stopped process left queued or running as failed, with a sentence. Returns how many.</summary>
    Task<int> FailInterruptedAsync(DateTimeOffset now, string sentence, CancellationToken cancellationToken);
}

/// <summary>What is remembered of a source's runs across restarts.</summary>
public sealed record LastRuns(SourceId Source, Run? Last, Run? LastGood);
