using Tamma.Client.Benchmarks;
using Tamma.Load.Pacing;

namespace Tamma.Load;

/// <summary>A closed loop: so many streams, each with its next request when the last has ended.</summary>
internal sealed class ClosedDrive(LoadPlan plan) : Drive(plan)
{
    private const int RoomForEach = 8;

    private int _index = -1;
    private int _counted;
    private long _idle;

    public override int Expected => Plan.Requests is { } requests && Plan.WarmupSeconds == 0 ? requests : Streams * RoomForEach;

    public override int Connections => Streams;

    /// <summary>No more than there are requests for: connections that nobody needs are opened at nobody's cost.</summary>
    private int Streams => Plan.WarmupSeconds > 0 ? Plan.Load.Concurrency!.Value : Math.Min(Plan.Load.Concurrency!.Value, Plan.Requests ?? int.MaxValue);

    public override async Task<long> RunAsync(Stage stage, CancellationTokenSource closing)
    {
        var ramp = Plan.Load.RampSeconds * 1e9 / Streams;
        var times = Enumerable.Range(0, Streams).Select(stream => stage.Begin + (long)(stream * ramp)).ToArray();
        var streams = new Task[Streams];
        long? to = Plan.Seconds is { } seconds ? stage.From + (long)(seconds * 1e9) : null;
        using var cut = to is { } end ? CutAt(end, closing) : null;
        await Pacer.RunAsync(times, stream => streams[stream] = StreamAsync(stage, closing.Token), closing.Token);
        await Task.WhenAll(streams.Where(stream => stream is not null));
        if (to is { } planned && closing.IsCancellationRequested)
        {
            return planned;
        }

        IdleFrom = _idle > 0 ? _idle : null;
        return Clock.Now;
    }

    private async Task StreamAsync(Stage stage, CancellationToken closing)
    {
        while (!closing.IsCancellationRequested && stage.Ledger is { IsFull: false, IsSpent: false })
        {
            // The warm-up's requests do not count towards the number that is wished for.
            if (Plan.Requests is { } most && Clock.Now >= stage.From && Interlocked.Increment(ref _counted) > most)
            {
                Interlocked.CompareExchange(ref _idle, Clock.Now, 0);
                return;
            }

            await stage.AskAsync(Interlocked.Increment(ref _index), scheduled: null, closing);
        }
    }
}
