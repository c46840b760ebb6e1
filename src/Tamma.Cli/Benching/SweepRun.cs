using Tamma.Cli.Commands;
using Tamma.Client.Benchmarks;
using Tamma.Client.Benchmarks.Sweeps;

namespace Tamma.Cli.Benching;

/// <summary>One load after the other, each in a worker of its own: no level inherits another's connections, heap or luck.</summary>
internal sealed class SweepRun(BenchScreen screen, Measuring measure, TimeProvider time)
{
    /// <param name="levels">Which loads.</param>
    /// <param name="planOf">The plan of a load.</param>
    /// <param name="cancellationToken">Ends it with what was measured.</param>
    /// <exception cref="RefusedException">Not even the first load could be measured.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before anything was measured.</exception>
    public async Task<LoadSweepResponse> RunAsync(LoadLevels levels, Func<LoadArrivals, LoadPlan> planOf, CancellationToken cancellationToken)
    {
        List<LoadReportResponse> measured = [];
        string? refused = null;
        while (refused is null && !cancellationToken.IsCancellationRequested && levels.Next(measured) is { } load)
        {
            try
            {
                if (measured.Count > 0)
                {
                    await Task.Delay(levels.Pause, time, cancellationToken);
                }

                screen.Begin(levels.At(load), measured.Count + 1, levels.FindsKnee ? null : levels.Loads.Count);
                var report = await measure(Named(planOf(levels.At(load)), load), screen.Show, cancellationToken);
                measured.Add(report);
                screen.Keep(report);
            }
            catch (OperationCanceledException) when (measured.Count > 0)
            {
                // What was measured is told.
            }
            catch (RefusedException ex) when (measured.Count > 0)
            {
                refused = $"At {BenchSheet.Load(levels.At(load))}: {ex.Message}";
            }
        }

        if (measured.Count == 0)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        var sweep = Sweep.Of(measured, cancellationToken.IsCancellationRequested && levels.Next(measured) is not null);
        return refused is null ? sweep : sweep with { Reasons = [.. sweep.Reasons, refused] };
    }

    /// <summary>Samples of each load in a file of their own.</summary>
    private static LoadPlan Named(LoadPlan plan, double load) => plan.SamplesFile is not { } file
        ? plan
        : plan with { SamplesFile = Path.Combine(Path.GetDirectoryName(file)!, FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(file)}-{load:0.###}{Path.GetExtension(file)}")) };
}
