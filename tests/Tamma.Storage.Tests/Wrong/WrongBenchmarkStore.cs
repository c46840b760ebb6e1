using Tamma.Benchmarks.Running;
using Tamma.Events;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right keeper of benchmarks behind one fault.</summary>
internal sealed class WrongBenchmarkStore(IBenchmarkStore inner, RecordFault fault) : IBenchmarkStore
{
    private readonly HashSet<Guid> _saved = [];

    public Task SaveAsync(BenchmarkRun run, CancellationToken cancellationToken) => fault switch
    {
        RecordFault.KeepsTheFirstState when !_saved.Add(run.Id) => Task.CompletedTask,
        RecordFault.RoundsValues => inner.SaveAsync(run with { WorstCost = run.WorstCost is { } cost ? Math.Round(cost, 6) : null }, cancellationToken),
        RecordFault.LosesSettings => inner.SaveAsync(run with { Plan = run.Plan with { Workload = new() } }, cancellationToken),
        _ => inner.SaveAsync(run, cancellationToken),
    };

    public Task AddSamplesAsync(Guid run, int part, SampleBatch batch, CancellationToken cancellationToken) =>
        inner.AddSamplesAsync(fault is RecordFault.MixesTypes ? Guid.Empty : run, fault is RecordFault.LosesParts ? 0 : part, batch, cancellationToken);

    public Task<long> EndAsync(BenchmarkRun run, ReadOnlyMemory<byte> report, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        inner.EndAsync(run, fault is RecordFault.LosesHashes ? default : report, fault is RecordFault.LosesEvents ? [] : events, cancellationToken);

    public Task<BenchmarkRun?> GetAsync(Guid id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadReportAsync(Guid id, CancellationToken cancellationToken) => inner.ReadReportAsync(id, cancellationToken);

    public IAsyncEnumerable<SampleBatch> ReadSamplesAsync(Guid id, CancellationToken cancellationToken) => inner.ReadSamplesAsync(fault is RecordFault.MixesTypes ? Guid.Empty : id, cancellationToken);

    public async Task<IReadOnlyList<BenchmarkRun>> ReadAsync(string? model, Guid? before, int limit, CancellationToken cancellationToken)
    {
        var runs = await inner.ReadAsync(fault is RecordFault.IgnoresTheSource ? null : model, fault is RecordFault.ForgetsTheDays ? null : before, limit, cancellationToken);
        return fault is RecordFault.OldestFirst ? [.. runs.Reverse()] : runs;
    }

    public Task<int> FailInterruptedAsync(DateTimeOffset began, string sentence, CancellationToken cancellationToken) =>
        fault is RecordFault.FailsNobody ? Task.FromResult(0) : inner.FailInterruptedAsync(fault is RecordFault.IgnoresTheState ? DateTimeOffset.MaxValue : began, sentence, cancellationToken);

    public Task<int> ForgetSamplesAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) =>
        inner.ForgetSamplesAsync(fault is RecordFault.RemovesAll ? DateTimeOffset.MaxValue : fault is RecordFault.KeepsTooLong ? DateTimeOffset.MinValue : endedBefore, cancellationToken);
}
