using Tamma.Benchmarks.Plans;
using Tamma.Benchmarks.Running;

namespace Tamma;

internal sealed class BenchmarkEngine(BenchmarkRunner runner, IBenchmarkStore store) : IBenchmarkEngine
{
    public async Task<BenchmarkResult> ExecuteAsync(BenchmarkPlan plan, CancellationToken cancellationToken = default)
    {
        var run = await runner.StartAsync(plan, cancellationToken);
        if (runner.Active(run.Id) is { } active)
        {
            using var cancelling = cancellationToken.Register(() => runner.Cancel(run.Id));
            await active.Ended;
            run = active.Run;
        }

        return new(run, await store.ReadReportAsync(run.Id, CancellationToken.None));
    }

    public async Task<BenchmarkResult?> GetResultAsync(Guid id, CancellationToken cancellationToken = default) =>
        runner.Active(id) is { } active ? new(active.Run, null)
        : await store.GetAsync(id, cancellationToken) is { } run ? new(run, await store.ReadReportAsync(id, cancellationToken))
        : null;
}
