using System.Collections.Concurrent;
using Tamma.Benchmarks.Shapes;
using Tamma.Client.Benchmarks;
using Tamma.Load.Pacing;

namespace Tamma.Load;

/// <summary>An open loop: requests begin at their times, whatever became of those before.</summary>
internal sealed class OpenDrive : Drive
{
    private const int MostConnections = 1_024;

    /// <summary>Answers of ordinary length are under way for so long; more connections are opened when they are needed.</summary>
    private const double UsualSeconds = 4;

    private readonly long[] _arrivals;

    public OpenDrive(LoadPlan plan)
        : base(plan)
    {
        var rate = plan.Load.Rate!.Value;
        LoadShape shape = plan.Load.Arrival is "constant" ? new LoadShape.Constant(rate) : new LoadShape.Poisson(rate);

        // Where a number ends it, twice the time that it takes on average is long enough to hold that many.
        var length = TimeSpan.FromSeconds(plan.WarmupSeconds + (plan.Seconds ?? ((plan.Requests!.Value * 2 / rate) + (10 / rate))));
        var warm = (long)(plan.WarmupSeconds * 1e9);
        var all = Arrivals.Of(shape, length, plan.Seed);
        _arrivals = [.. all.Where(at => at < warm), .. all.Where(at => at >= warm).Take(plan.Requests ?? int.MaxValue)];
    }

    public override int Expected => _arrivals.Length;

    public override int Connections => (int)Math.Clamp(Math.Ceiling(Plan.Load.Rate!.Value * UsualSeconds), 4, MostConnections);

    public override async Task<long> RunAsync(Stage stage, CancellationTokenSource closing)
    {
        var times = _arrivals.Select(at => stage.Begin + at).ToArray();
        var flights = new ConcurrentBag<Task>();
        await Pacer.RunAsync(
            times,
            index =>
            {
                if (!stage.Ledger.IsFull)
                {
                    flights.Add(stage.AskAsync(index, times[index], closing.Token));
                }
            },
            closing.Token);
        if (Plan.Seconds is not { } seconds)
        {
            await Task.WhenAll(flights);
            return Clock.Now;
        }

        var to = stage.From + (long)(seconds * 1e9);
        var all = Task.WhenAll(flights);
        var due = Task.Delay(TimeSpan.FromMilliseconds(Math.Max(0, (to - Clock.Now) / 1e6)), TimeProvider.System, closing.Token);

        // With a number of requests as well, the last answer may end the window before its time.
        var isEarly = await Task.WhenAny(Plan.Requests is null ? due : all, due) == all;
        var ended = Clock.Now;
        await closing.CancelAsync();
        await all;
        return isEarly ? ended : to;
    }
}
