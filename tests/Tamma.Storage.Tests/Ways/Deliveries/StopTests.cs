using Tamma.Core.Tests.Notifications.Webhooks;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Webhooks;
using Xunit;

namespace Tamma.Storage.Tests.Ways.Deliveries;

/// <summary>What an ordinary stop does to messages that are under way.</summary>
public sealed class StopTests
{
    private static readonly TimeSpan s_grace = new WebhookOptions().Grace;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_answered_within_the_grace_is_not_sent_again()
    {
        using var answer = new ManualResetEventSlim();
        await using var target = new Receiver(_ =>
        {
            answer.Wait(CancellationToken.None);
            return Receiver.Status(204);
        });
        var world = await new DeliveryWorld().StartAsync();
        var subscription = await world.SubscribeAsync(target.Url, new() { Ordered = true });
        await world.HappenAsync("a", "b");
        await world.UntilAsync(() => target.All.Count == 1);

        var stopped = world.StopWorkerAsync();
        world.Time.Advance(s_grace - TimeSpan.FromMilliseconds(1));
        Assert.False(stopped.IsCompleted);
        answer.Set();
        await stopped;

        Assert.Equal(DeliveryState.Delivered, (await world.Deliveries.ReadAsync(new() { Subscription = subscription.Id }, Cancelled))[^1].State);
        await using var again = await world.AgainAsync();
        await again.UntilAsync(() => target.All.Count == 2);
        Assert.Equal(2, target.All.Select(told => told["webhook-id"]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Nothing_new_is_sent_while_it_stops()
    {
        using var answer = new ManualResetEventSlim();
        await using var target = new Receiver(_ =>
        {
            answer.Wait(CancellationToken.None);
            return Receiver.Status(204);
        });
        await using var world = await new DeliveryWorld().StartAsync();
        await world.SubscribeAsync(target.Url, new() { Ordered = true });
        await world.HappenAsync("a", "b", "c");
        await world.UntilAsync(() => target.All.Count == 1);

        var stopped = world.StopWorkerAsync();
        answer.Set();
        await stopped;

        Assert.Single(target.All);
    }

    [Fact]
    public async Task What_hangs_longer_is_broken_off_and_sent_again_under_the_same_id()
    {
        await using var hanging = new HangingTarget();
        await using var world = await new DeliveryWorld().StartAsync();
        var subscription = await world.SubscribeAsync(hanging.Url, new() { Ordered = true });
        await world.HappenAsync("a");
        await hanging.Asked;

        var stopped = world.StopWorkerAsync();
        world.Time.Advance(s_grace - TimeSpan.FromMilliseconds(1));
        Assert.False(stopped.IsCompleted);
        world.Time.Advance(TimeSpan.FromMilliseconds(1));
        await stopped;

        var queued = Assert.Single(await world.Deliveries.ReadAsync(new() { Subscription = subscription.Id }, Cancelled));
        Assert.Equal((DeliveryState.Queued, 0), (queued.State, queued.Attempts));
    }
}
