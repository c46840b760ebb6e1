using Tamma.Client.Benchmarks;
using Tamma.Load.Pacing;
using Tamma.Load.Prompts;
using Tamma.Load.Sending;

namespace Tamma.Load;

/// <summary>How requests are begun: the one in which plans differ.</summary>
internal abstract class Drive(LoadPlan plan)
{
    protected LoadPlan Plan { get; } = plan;

    /// <summary>Requests for which room is made beforehand.</summary>
    public abstract int Expected { get; }

    /// <summary>That are opened beforehand.</summary>
    public abstract int Connections { get; }

    public static Drive Of(LoadPlan plan) => plan.Load.Concurrency is not null ? new ClosedDrive(plan) : new OpenDrive(plan);

    /// <summary>Runs until the window is over and nothing is under way.</summary>
    /// <param name="closing">Is cancelled when the window closes by time, to cut what is under way.</param>
    /// <returns>When the window closed.</returns>
    public abstract Task<long> RunAsync(Stage stage, CancellationTokenSource closing);

    /// <summary>When the first stream had nothing left to ask, or the last arrival was begun: from then on less was asked than was wished. Null where time ended it.</summary>
    public long? IdleFrom { get; protected set; }

    protected static Timer CutAt(long end, CancellationTokenSource closing) =>
        new(_ => closing.Cancel(), null, TimeSpan.FromMilliseconds(Math.Max(0, (end - Clock.Now) / 1e6)), Timeout.InfiniteTimeSpan);

    /// <summary>How far it is, from 0 to 1.</summary>
    /// <param name="elapsed">Nanoseconds since the begin.</param>
    /// <param name="ledger">What was begun.</param>
    public double Done(long elapsed, Ledger ledger)
    {
        var byTime = Plan.Seconds is { } seconds ? elapsed / 1e9 / (seconds + Plan.WarmupSeconds) : 0;
        var byCount = Plan.Requests is { } requests ? (double)ledger.Look().Ok / requests : 0;
        return Math.Max(byTime, byCount);
    }
}

/// <summary>What a drive plays on.</summary>
/// <param name="Begin">Of the warm-up, in nanoseconds of the clock.</param>
/// <param name="From">Of the window.</param>
internal sealed record Stage(Sender Sender, Bodies Bodies, Ledger Ledger, long Begin, long From)
{
    public async Task AskAsync(int index, long? scheduled, CancellationToken closing)
    {
        if (Ledger.Take(index, scheduled) is not { } exchange)
        {
            return;
        }

        await Sender.SendAsync(exchange, Bodies.Of(index), closing);
        Ledger.End(exchange);
    }
}
