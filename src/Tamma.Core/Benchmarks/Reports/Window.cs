using Tamma.Benchmarks.Samples;

namespace Tamma.Benchmarks.Reports;

/// <summary>The time that is measured: the load is under way when it opens, and is not drained when it closes.</summary>
/// <param name="From">Nanoseconds of the clock of the samples.</param>
/// <param name="To">The same; not in it.</param>
public readonly record struct Window(long From, long To)
{
    public double Seconds => (To - From) / 1e9;

    public bool Has(long at) => at >= From && at < To;

    /// <summary>Latencies are those of requests that began in it; what began in the warm-up met another load.</summary>
    public bool Counts(Sample sample) => Has(sample.Started);
}
