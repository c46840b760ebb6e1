using Tamma.Simulator.Scripts;

namespace Tamma.Simulator.Generation;

/// <summary>Ticks at a steady interval, if one is set.</summary>
internal sealed class DriftTimer(Drift drift, ScriptClock clock, SimulatorOptions options, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.ChangeEvery == TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.ChangeEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            clock.Advance(options.ChangeEvery.TotalSeconds);
            drift.Tick();
        }
    }
}
