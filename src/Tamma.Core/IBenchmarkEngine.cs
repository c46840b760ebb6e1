using Tamma.Benchmarks.Plans;
using Tamma.Benchmarks.Running;

namespace Tamma;

/// <summary>Measuring as an embedding application sees it. Thread-safe.</summary>
public interface IBenchmarkEngine
{
    /// <summary>Stores a plan, waits for its turn, measures, and gives what came of it. Every request is real and costs what it costs.</summary>
    /// <param name="plan">What is to be measured.</param>
    /// <param name="cancellationToken">Ends the run at once; what was measured is kept and given.</param>
    /// <returns>The run as it ended: a failed one is a result and no exception.</returns>
    /// <exception cref="BenchmarkRefusedException">The plan cannot be run, or nobody consented to pay it.</exception>
    Task<BenchmarkResult> ExecuteAsync(BenchmarkPlan plan, CancellationToken cancellationToken = default);

    /// <returns>A run as it is now; null when there is none of this id.</returns>
    Task<BenchmarkResult?> GetResultAsync(Guid id, CancellationToken cancellationToken = default);
}

/// <summary>A run and its report.</summary>
/// <param name="Report">A JSON object, UTF-8, as docs/benchmarks.md describes it; null where there is none, or none yet.</param>
public sealed record BenchmarkResult(BenchmarkRun Run, ReadOnlyMemory<byte>? Report);
