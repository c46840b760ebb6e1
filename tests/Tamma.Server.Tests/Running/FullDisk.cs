using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Events;

namespace Tamma.Server.Tests.Running;

/// <summary>A record of runs on a disk that can be full.</summary>
internal sealed class FullDisk : IRunStore
{
    public bool IsFull { get; set; }

    public Task SaveAsync(Run run, CancellationToken cancellationToken) =>
        IsFull ? throw new StorageException(StorageFault.DiskFull, "The disk is full.") : Task.CompletedTask;

    public Task<Run?> GetAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult<Run?>(null);

    public Task<IReadOnlyList<Run>> ReadAsync(SourceId? source, int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Run>>([]);

    public Task<IReadOnlyList<LastRuns>> ReadLastAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<LastRuns>>([]);

    public Task<int> FailInterruptedAsync(DateTimeOffset now, string sentence, CancellationToken cancellationToken) => Task.FromResult(0);
}
