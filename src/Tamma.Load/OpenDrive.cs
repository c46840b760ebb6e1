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
    private readonly bool _endsByCount;

    public OpenDrive(LoadPlan plan)
        : base(plan)
    {
        var rate = plan.Load.Rate!.Value;
        LoadShape shape = plan.Load.Arrival is "constant" ? new LoadShape.Constant(rate) : new LoadShape.Poisson(rate);

        // Where a number ends it, twice the time that it takes on average is long enough to hold that many.
        var length = TimeSpan.FromSeconds(plan.WarmupSeconds + (plan.Seconds ?? ((plan.Requests!.Value * 2 / rate) + (10 / rate))));
        var warm = (long)(plan.WarmupSeconds * 1e9);
        var all = Arrivals.Of(shape, length, plan.Seed);
        _arrivals = [.. all.Where(at => at < warm).Concat(all.Where(at => at >= warm).Take(plan.Requests ?? int.MaxValue)).Take(plan.MostRequests ?? int.MaxValue)];
        _endsByCount = plan.Requests is not null || _arrivals.Length == plan.MostRequests;
    }

    public override int Expected => _arrivals.Length;

    public override int Connections => (int)Math.Clamp(Math.Ceiling(Plan.Load.Rate!.Value * UsualSeconds), 4, MostConnections);

    public override async Task<long> RunAsync(Stage stage, CancellationTokenSource closing)
    {
        var times = _arrivals.Select(at => stage.Begin + at).ToArray();
        long? to = Plan.Seconds is { } seconds ? stage.From + (long)(seconds * 1e9) : null;
        using var cut = to is { } end ? CutAt(end, closing) : null;
        var flights = new ConcurrentBag<Task>();
        long? full = null;
        await Pacer.RunAsync(
            times,
            index =>
            {
                if (stage.Ledger.IsFull)
                {
                    full ??= Clock.Now;
                    return;
                }

                flights.Add(stage.AskAsync(index, times[index], closing.Token));
            },
            closing.Token);
        var last = Clock.Now;
        await Task.WhenAll(flights);
        if (full is not null)
        {
            // What was not begun for want of room is no pause of the plan.
            return full.Value;
        }

        if (to is { } planned && (!_endsByCount || closing.IsCancellationRequested))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(0, (planned - Clock.Now) / 1e6)), TimeProvider.System, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return planned;
        }

        IdleFrom = last;
        return Clock.Now;
    }
}
