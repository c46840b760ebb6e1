using Tamma.Catalog;
using Tamma.Discovery;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right keeper of runs behind one fault.</summary>
internal sealed class WrongRunStore(IRunStore inner, RecordFault fault) : IRunStore
{
    public async Task SaveAsync(Run run, CancellationToken cancellationToken)
    {
        if (fault is not RecordFault.KeepsTheFirstState || await inner.GetAsync(run.Id, cancellationToken) is null)
        {
            await inner.SaveAsync(fault is RecordFault.LosesCounts ? run with { Counts = new() } : run, cancellationToken);
        }
    }

    public Task<Run?> GetAsync(Guid id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

    public async Task<IReadOnlyList<Run>> ReadAsync(SourceId? source, int limit, CancellationToken cancellationToken)
    {
        var runs = await inner.ReadAsync(fault is RecordFault.IgnoresTheSource ? null : source, limit, cancellationToken);
        return fault is RecordFault.OldestFirst ? [.. runs.Reverse()] : runs;
    }

    public async Task<IReadOnlyList<LastRuns>> ReadLastAsync(CancellationToken cancellationToken)
    {
        var last = await inner.ReadLastAsync(cancellationToken);
        var all = await inner.ReadAsync(null, 99, cancellationToken);
        return fault switch
        {
            RecordFault.TakesRunningForLast => [.. last.Select(entry => entry with { Last = all.First(run => run.Source == entry.Source) })],
            RecordFault.TakesAnyForGood => [.. last.Select(entry => entry with { LastGood = entry.Last })],
            _ => last,
        };
    }

    public Task<int> FailInterruptedAsync(DateTimeOffset now, string sentence, CancellationToken cancellationToken) =>
        fault is RecordFault.FailsNobody ? Task.FromResult(0) : inner.FailInterruptedAsync(now, sentence, cancellationToken);
}
