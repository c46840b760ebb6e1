using Tamma.Notifications.Live;
using Xunit;

namespace Tamma.Core.Tests.Notifications;

public sealed class LiveSignalTests
{
    [Fact]
    public async Task A_call_that_comes_before_the_wait_is_kept_and_several_are_one()
    {
        var signal = new LiveSignal();
        signal.Set();
        signal.Set();
        var kept = signal.WaitAsync();
        Assert.True(kept.IsCompleted);
        await kept;
        var next = signal.WaitAsync();
        Assert.False(next.IsCompleted);
        signal.Set();
        await next;
    }

    /// <summary>What was done before a call is seen after the wait, however the two meet.</summary>
    [Fact(Timeout = 60_000)]
    public async Task No_call_is_lost_between_threads()
    {
        const int Calls = 100_000;
        var signal = new LiveSignal();
        var made = 0;
        var calling = Task.Run(() =>
        {
            for (var i = 0; i < Calls; i++)
            {
                Interlocked.Increment(ref made);
                signal.Set();
            }
        }, TestContext.Current.CancellationToken);
        while (Volatile.Read(ref made) < Calls)
        {
            await signal.WaitAsync().AsTask().WaitAsync(TestContext.Current.CancellationToken);
        }

        await calling;
    }
}
