using Tamma.Events;
using Xunit;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every lease promises.</summary>
public abstract class LeaseContract(ILease lease)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_has_one_holder_at_a_time()
    {
        var held = await lease.TryAcquireAsync("discovery", Token);

        Assert.NotNull(held);
        Assert.Null(await lease.TryAcquireAsync("discovery", Token));
    }

    [Fact]
    public async Task Names_are_held_apart()
    {
        Assert.NotNull(await lease.TryAcquireAsync("discovery", Token));
        Assert.NotNull(await lease.TryAcquireAsync("Discovery", Token));
    }

    [Fact]
    public async Task A_name_that_was_given_back_can_be_held_again()
    {
        await (await lease.TryAcquireAsync("discovery", Token))!.DisposeAsync();

        Assert.NotNull(await lease.TryAcquireAsync("discovery", Token));
    }

    [Fact]
    public async Task Giving_back_twice_takes_nothing_from_the_next_holder()
    {
        var first = (await lease.TryAcquireAsync("discovery", Token))!;
        await first.DisposeAsync();
        Assert.NotNull(await lease.TryAcquireAsync("discovery", Token));

        await first.DisposeAsync();

        Assert.Null(await lease.TryAcquireAsync("discovery", Token));
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_holds()
    {
        var held = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => lease.TryAcquireAsync("discovery", Token), Token)));

        Assert.Single(held, holder => holder is not null);
    }
}
