using Tamma.Events;
using Tamma.Notifications.Subscriptions;
using Xunit;
using static Tamma.Storage.Tests.Contracts.SubscriptionSamples;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every store of subscriptions promises.</summary>
public abstract class SubscriptionStoreContract(Stores stores) : IAsyncDisposable
{
    private static readonly Guid s_log = Guid.Parse("01900000-0000-7000-8000-00000000000a");

    private ISubscriptionStore Subscriptions => stores.Subscriptions;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_is_read_back_as_it_was_given()
    {
        await Subscriptions.AddAsync(Subscription(2), new(s_log, 5), [], Token);
        await Subscriptions.AddAsync(Subscription(1), new(s_log, 5), [], Token);

        Same.Texts([Told(Subscription(1)), Told(Subscription(2))], (await Subscriptions.ReadAsync(Token)).Select(Told));
        Assert.Equal(Told(Subscription(2)), Told((await Subscriptions.GetAsync(Subscription(2).Id, Token))!));
        Assert.Null(await Subscriptions.GetAsync(Guid.Empty, Token));
    }

    [Fact]
    public async Task A_subscription_its_cursor_and_its_events_become_visible_together()
    {
        Assert.Equal(1, await Subscriptions.AddAsync(Subscription(1), new(s_log, 5), [Event("subscription_added")], Token));
        Assert.Equal(new Cursor(s_log, 5), await stores.Cursors.ReadAsync(Subscription(1).Reader, Token));
        Assert.Equal(2, await Subscriptions.SaveAsync(Subscription(1), false, [Event("subscription_changed")], Token));
        Assert.Equal(3, await Subscriptions.RemoveAsync(Subscription(1).Id, [Event("subscription_removed")], Token));
        Assert.Equal(["subscription_added", "subscription_changed", "subscription_removed"], (await stores.Log.ReadAsync(0, 10, [], Token)).Select(told => told.Event.Type));
    }

    [Fact]
    public async Task A_saved_subscription_is_replaced_and_its_cursor_stays()
    {
        await Subscriptions.AddAsync(Subscription(1), new(s_log, 5), [], Token);
        var changed = Subscription(1) with { Name = "other", State = SubscriptionState.Active, Reason = null, Filter = "", Batching = Batching.None, ChangedAt = Day(9) };

        await Subscriptions.SaveAsync(changed, false, [], Token);

        Assert.Equal(Told(changed), Told(Assert.Single(await Subscriptions.ReadAsync(Token))));
        Assert.Equal(new Cursor(s_log, 5), await stores.Cursors.ReadAsync(changed.Reader, Token));
    }

    [Fact]
    public async Task How_it_fares_is_kept_by_deliveries_until_it_is_to_be_forgotten()
    {
        await Subscriptions.AddAsync(Subscription(1), new(s_log, 5), [], Token);
        await stores.Deliveries.QueueAsync(Subscription(1).Id, new(s_log, 5), new(s_log, 6), [Draft("a", 6)], Token);
        var delivery = Assert.Single(await stores.Deliveries.ReadQueuedAsync(Subscription(1).Id, true, 5, Token));
        await stores.Deliveries.RecordAsync(delivery with { Attempts = 1, NextAt = Day(99) }, Attempt(delivery.Id, 1, 500), true, Token);

        await Subscriptions.SaveAsync(Subscription(1) with { FailingSince = null }, false, [], Token);
        Assert.Equal(Day(4), (await Subscriptions.GetAsync(Subscription(1).Id, Token))!.FailingSince);
        Assert.Equal(Day(99), (await stores.Deliveries.GetAsync(delivery.Id, Token))!.NextAt);

        await Subscriptions.SaveAsync(Subscription(1), true, [], Token);
        Assert.Null((await Subscriptions.GetAsync(Subscription(1).Id, Token))!.FailingSince);
        Assert.Equal(Subscription(1).ChangedAt, (await stores.Deliveries.GetAsync(delivery.Id, Token))!.NextAt);
    }

    [Fact]
    public async Task Only_the_removed_subscription_goes_and_all_of_it()
    {
        foreach (var number in new[] { 1, 2 })
        {
            await Subscriptions.AddAsync(Subscription(number), new(s_log, 5), [], Token);
            await stores.Deliveries.QueueAsync(Subscription(number).Id, new(s_log, 5), new(s_log, 6), [Draft("a", 6)], Token);
            var queued = Assert.Single(await stores.Deliveries.ReadQueuedAsync(Subscription(number).Id, true, 5, Token));
            await stores.Deliveries.RecordAsync(queued, Attempt(queued.Id, 1, 500), true, Token);
        }

        await Subscriptions.RemoveAsync(Subscription(1).Id, [], Token);
        await Subscriptions.RemoveAsync(Guid.Empty, [], Token);

        Assert.Equal(Subscription(2).Id, Assert.Single(await Subscriptions.ReadAsync(Token)).Id);
        Assert.Null(await stores.Cursors.ReadAsync(Subscription(1).Reader, Token));
        Assert.NotNull(await stores.Cursors.ReadAsync(Subscription(2).Reader, Token));
        Assert.Equal(Subscription(2).Id, Assert.Single(await stores.Deliveries.CountAsync(Token)).Subscription);
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
