using System.Collections.Concurrent;
using Tamma.EndToEnd.Tests.Simulator;
using Tamma.Events;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>An embedding application is told of each event after it asked, once and in order, and again only when it failed.</summary>
public sealed class SubscriptionTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_event_is_told_once_and_in_order_across_runs()
    {
        await using var host = await StartAsync("told");
        var told = new ConcurrentQueue<long>();
        var begin = await host.HeadAsync();
        using var subscription = host.Models.SubscribeToUpdates((envelope, _) =>
        {
            told.Enqueue(envelope.Position);
            return ValueTask.CompletedTask;
        });
        for (var round = 0; round < 5; round++)
        {
            for (var number = 0; number < 60; number++)
            {
                await simulator.Process.AddModelAsync("told", $$"""{"id":"added-{{round}}-{{number}}","owned_by":"them"}""");
            }

            await host.RunAsync("told");
        }

        var head = await host.HeadAsync();
        Assert.Equal(begin + 300, head);
        await Until.TrueAsync(() => told.Count >= 300, Cancelled);
        Assert.Equal(Enumerable.Range(1, 300).Select(number => begin + number), told);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // a request of the subscriber's that took too long is not the end of the subscription
    public async Task A_callback_that_throws_is_told_again_before_anything_else(bool isCancelled)
    {
        await using var host = await StartAsync("throwing");
        var told = new ConcurrentQueue<long>();
        var begin = await host.HeadAsync();
        using var subscription = host.Models.SubscribeToUpdates((envelope, _) =>
        {
            told.Enqueue(envelope.Position);
            return envelope.Position == begin + 2 && told.Count(position => position == envelope.Position) < 3
                ? throw (isCancelled ? new TaskCanceledException("A request of its own took too long.") : new InvalidOperationException("A subscriber's own trouble."))
                : ValueTask.CompletedTask;
        });
        await AddAsync("throwing", 3);
        await host.RunAsync("throwing");

        await Until.TrueAsync(() => told.Count == 2, Cancelled);
        for (var tries = 3; tries <= 5; tries++)
        {
            await Until.TrueAsync(
                () =>
                {
                    host.Time.Advance(TimeSpan.FromSeconds(1));
                    return told.Count >= tries;
                },
                Cancelled);
        }

        Assert.Equal([begin + 1, begin + 2, begin + 2, begin + 2, begin + 3], told);
        Assert.Contains(host.Log.All, line => line.Contains($"A subscriber failed at position {begin + 2}; it is told again.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_subscriber_that_hangs_delays_no_other_and_no_run()
    {
        await using var host = await StartAsync("hanging");
        var never = new TaskCompletionSource();
        var told = new ConcurrentQueue<EventEnvelope>();
        using var hanging = host.Models.SubscribeToUpdates(async (_, cancellationToken) => await never.Task.WaitAsync(cancellationToken));
        using var well = host.Models.SubscribeToUpdates((envelope, _) =>
        {
            told.Enqueue(envelope);
            return ValueTask.CompletedTask;
        });
        await AddAsync("hanging", 4);
        await host.RunAsync("hanging");

        await Until.TrueAsync(() => told.Count == 4, Cancelled);
    }

    [Fact]
    public async Task A_subscription_that_is_disposed_is_told_nothing_more()
    {
        await using var host = await StartAsync("ended");
        var told = new ConcurrentQueue<long>();
        var subscription = host.Models.SubscribeToUpdates((envelope, _) =>
        {
            told.Enqueue(envelope.Position);
            return ValueTask.CompletedTask;
        });
        using var other = host.Models.SubscribeToUpdates((envelope, _) =>
        {
            told.Enqueue(-envelope.Position);
            return ValueTask.CompletedTask;
        });
        await AddAsync("ended", 1);
        await host.RunAsync("ended");
        await Until.TrueAsync(() => told.Count == 2, Cancelled);
        subscription.Dispose();
        await simulator.Process.AddModelAsync("ended", """{"id":"later","owned_by":"them"}""");
        await host.RunAsync("ended");
        await Until.TrueAsync(() => told.Count(position => position < 0) == 2, Cancelled);

        Assert.Equal(3, told.Count);
    }

    private async Task AddAsync(string world, int models)
    {
        for (var number = 0; number < models; number++)
        {
            await simulator.Process.AddModelAsync(world, $$"""{"id":"added-{{number}}","owned_by":"them"}""");
        }
    }

    private async Task<TammaHost> StartAsync(string world)
    {
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"openai","generate":{"models":3,"seed":1}}""");
        return await TammaHost.StartAsync(TestSource.OpenAi(simulator.Process, world));
    }
}
