using Tamma.Catalog.Retention;
using Tamma.Core.Tests.Notifications.Webhooks;
using Tamma.Events;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Subscriptions;
using Xunit;

namespace Tamma.Storage.Tests.Ways.Deliveries;

/// <summary>A subscription whose place in the log is gone stops and says <c>cursor_expired</c>; it never goes on in silence.</summary>
public sealed class PlaceLostTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retention_that_overtakes_one_whose_queue_is_full_is_noticed()
    {
        await using var target = new Receiver(_ => Receiver.Status(500));
        await using var world = await new DeliveryWorld(options => options with { Queue = 1, Retries = new([TimeSpan.FromHours(1)]) }).StartAsync();
        var subscription = await world.SubscribeAsync(target.Url, new() { Ordered = true });
        await world.HappenAsync("a");
        await world.UntilAsync(() => target.All.Count == 1);
        await world.HappenAsync("b");
        world.Time.Advance(TimeSpan.FromMinutes(10));
        await world.HappenAsync("c");
        await world.Get<IRetentionStore>().PurgeAsync(new() { Events = world.Time.GetUtcNow() - TimeSpan.FromMinutes(1) }, Cancelled);

        await world.UntilAsync(async () => (await world.FindAsync(subscription.Id)).State is SubscriptionState.Disabled, TimeSpan.FromMinutes(5));

        var reason = (await world.FindAsync(subscription.Id)).Reason!;
        Assert.StartsWith("cursor_expired: Events up to position", reason, StringComparison.Ordinal);
        Assert.Contains("GET /api/v1/models?scope=all, then resume", reason, StringComparison.Ordinal);
    }

    /// <summary>As after a restore, which gives the log a new identity.</summary>
    [Fact]
    public async Task A_place_of_another_log_says_so_and_resuming_goes_on_from_now()
    {
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld().StartAsync();
        var subscription = await world.SubscribeAsync(target.Url, new() { Ordered = true });
        await world.Book.PauseAsync(subscription.Id, null, "tester", Cancelled);
        await world.Get<ICursorStore>().AdvanceAsync(subscription.Reader, new(Guid.NewGuid(), 1), Cancelled);
        var known = await world.FindAsync(subscription.Id);

        // A change is known by its time.
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.Subscriptions.SaveAsync(known with { State = SubscriptionState.Active, ChangedAt = world.Time.GetUtcNow() }, false, [], Cancelled);
        world.Get<DeliverySignal>().Nudge();

        await world.UntilAsync(async () => (await world.FindAsync(subscription.Id)).State is SubscriptionState.Disabled);
        var reason = (await world.FindAsync(subscription.Id)).Reason!;
        Assert.StartsWith("cursor_expired: This cursor belongs to another log", reason, StringComparison.Ordinal);

        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.Book.ResumeAsync(subscription.Id, "tester", Cancelled);
        await world.HappenAsync("later");
        await world.UntilAsync(() => target.All.Any(told => told.Text.Contains("lab/later", StringComparison.Ordinal)));
        Assert.Equal(SubscriptionState.Active, (await world.FindAsync(subscription.Id)).State);
    }
}
