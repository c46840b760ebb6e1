using System.Collections.Immutable;
using Tamma.Events;
using Tamma.Search.Analytics;

namespace Tamma.Core.Tests.Search.Analytics;

/// <summary>As the contract says, in memory; fails before or after the commit when a test says so.</summary>
internal sealed class MemoryAskedStore : IAskedStore
{
    private readonly Dictionary<Guid, long> _writers = [];
    private readonly Dictionary<AskedForm, AskedCounts> _forms = [];
    private long _dropped;

    public bool FailsBefore { get; set; }

    public bool FailsAfter { get; set; }

    public int Batches { get; private set; }

    public Task<bool> AddAsync(AskedBatch batch, int mostForms, CancellationToken cancellationToken)
    {
        if (FailsBefore)
        {
            throw new StorageException(StorageFault.DiskFull, "no room");
        }

        var isNew = _writers.GetValueOrDefault(batch.Writer) < batch.Number;
        if (isNew)
        {
            Batches++;
            _writers[batch.Writer] = batch.Number;
            _dropped += batch.Dropped.Sum(drop => drop.Count);
            foreach (var row in batch.Rows)
            {
                if (!_forms.TryGetValue(row.Form, out var known))
                {
                    _forms.Add(row.Form, known = new());
                }

                known.Add(row.Counts);
            }
        }

        return FailsAfter ? throw new StorageException(StorageFault.DiskFull, "no room") : Task.FromResult(isNew);
    }

    public Task<AskedSums> ReadAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        Task.FromResult(new AskedSums([.. _forms.Select(pair => (pair.Key, pair.Value))], _dropped));
}
