using Tamma.Events;

namespace Tamma.Benchmarks.Running;

/// <summary>Keeps runs, their samples and their reports.</summary>
public interface IBenchmarkStore
{
    /// <summary>Writes a run as it is now; a run of this id is replaced. Its samples and its report stay.</summary>
    Task SaveAsync(BenchmarkRun run, CancellationToken cancellationToken);

    /// <summary>Adds samples. Parts that are there already are replaced, so that a write which was cut off can be repeated.</summary>
    Task AddSamplesAsync(Guid run, int part, SampleBatch batch, CancellationToken cancellationToken);

    /// <summary>Writes the run's end, its report and the events that tell of it: all or nothing.</summary>
    /// <param name="run">As it ended.</param>
    /// <param name="report">A JSON object, UTF-8; empty for none.</param>
    /// <param name="events">Go to the log.</param>
    /// <param name="cancellationToken">Nothing is written.</param>
    /// <returns>The log's last position.</returns>
    Task<long> EndAsync(BenchmarkRun run, ReadOnlyMemory<byte> report, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken);

    Task<BenchmarkRun?> GetAsync(Guid id, CancellationToken cancellationToken);

    /// <returns>The report as it was written; null without one.</returns>
    Task<ReadOnlyMemory<byte>?> ReadReportAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Samples in their order, a part at a time.</summary>
    IAsyncEnumerable<SampleBatch> ReadSamplesAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    /// <param name="model">Only of this key, written as it is; null for all.</param>
    /// <param name="before">Only those that were queued before this run; null for the newest.</param>
    /// <param name="limit">Most that are read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<BenchmarkRun>> ReadAsync(string? model, Guid? before, int limit, CancellationToken cancellationToken);

    /// <summary>Marks runs that were queued before this process began and have not ended as failed, with a sentence. Returns how many.</summary>
    Task<int> FailInterruptedAsync(DateTimeOffset began, string sentence, CancellationToken cancellationToken);

    /// <summary>Forgets samples of runs that ended before a time. Runs and reports stay. Returns of how many runs.</summary>
    Task<int> ForgetSamplesAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken);
}

/// <summary>Samples as <see cref="Samples.SampleText"/> writes them, one on a line, UTF-8.</summary>
/// <param name="Count">Lines.</param>
/// <param name="Lines">Each ends with a line feed.</param>
public sealed record SampleBatch(int Count, ReadOnlyMemory<byte> Lines);
