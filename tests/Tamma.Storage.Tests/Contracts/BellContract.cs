using Tamma.Events;
using Xunit;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every bell promises.</summary>
public abstract class BellContract(IBell bell)
{
    /// <summary>How long a ring may take to arrive. Waited for only where the promise is broken.</summary>
    private protected virtual TimeSpan Patience => TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ring_wakes_all_who_wait_for_it()
    {
        var first = bell.WaitAsync(4, Token);
        var second = bell.WaitAsync(2, Token);

        bell.Ring(5);

        await ArrivesAsync(first);
        await ArrivesAsync(second);
    }

    [Fact]
    public async Task A_position_that_has_been_rung_is_not_waited_for()
    {
        bell.Ring(5);

        await ArrivesAsync(bell.WaitAsync(4, Token));
    }

    [Fact]
    public async Task A_position_that_is_known_wakes_nobody()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        bell.Ring(5);
        var waiting = bell.WaitAsync(5, stop.Token);

        bell.Ring(5);
        bell.Ring(3);
        await ArrivesAsync(bell.WaitAsync(4, Token));

        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private async Task ArrivesAsync(Task task)
    {
        await Task.WhenAny(task, Task.Delay(Patience, TimeProvider.System, Token));
        Assert.True(task.IsCompletedSuccessfully, "The ring did not arrive.");
    }
}
