using System.Collections.Immutable;
using Tamma.Notifications.Calm;
using Tamma.Notifications.Deliveries;
using Xunit;
using static Tamma.Storage.Tests.Contracts.SubscriptionSamples;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every store of deliveries promises.</summary>
public abstract class DeliveryStoreContract(Stores stores) : IAsyncDisposable
{
    private static readonly Guid s_log = Guid.Parse("01900000-0000-7000-8000-00000000000a");
    private static readonly Guid s_one = Subscription(1).Id;
    private static readonly Guid s_two = Subscription(2).Id;

    private IDeliveryStore Deliveries => stores.Deliveries;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_are_queued_in_their_order_and_the_cursor_moves_with_them()
    {
        await QueueAsync(s_one, Draft("a", 6), Draft("b", 7, 9));

        var queued = await Deliveries.ReadQueuedAsync(s_one, ordered: true, 10, Token);

        Assert.Equal(["a: 6", "b: 7 9"], queued.Select(delivery => $"{delivery.MessageId}: {string.Join(' ', delivery.Positions)}"));
        Assert.All(queued, delivery => Assert.Equal((DeliveryState.Queued, 0, Day(3), Day(3), $"says {delivery.MessageId}"), (delivery.State, delivery.Attempts, delivery.NextAt, delivery.CreatedAt, delivery.Summary)));
        Assert.Equal(new(s_log, 9), await stores.Cursors.ReadAsync(Subscription(1).Reader, Token));
        Assert.Equal(2, await Deliveries.CountQueuedAsync(s_one, Token));
        Assert.Equal(0, await Deliveries.CountQueuedAsync(s_two, Token));
    }

    [Fact]
    public async Task Many_positions_and_a_shape_are_read_back_as_they_were_given()
    {
        ImmutableArray<long> positions = [6, 7, 9, .. Enumerable.Range(11, 5_000).Select(number => (long)number), 6_000, 6_002, 6_003, 6_004];
        await QueueAsync(s_one, Digest("a", positions), Draft("b", 7_000, 7_001) with { Shape = MessageShape.Folded }, Draft("c", 7_002));

        var queued = await Deliveries.ReadQueuedAsync(s_one, ordered: true, 10, Token);

        Assert.Equal(positions, queued[0].Positions);
        Assert.Equal([7_000, 7_001], queued[1].Positions);
        Assert.Equal("Digest 7 2 openai/größe,acme", queued[0].Shape is { LeftOut: { } left } shape ? $"{shape.Form} {left.Events} {left.Subjects} {string.Join(',', left.Examples)}" : "none");
        Assert.Equal([MessageShape.Folded, MessageShape.Each], queued.Skip(1).Select(delivery => delivery.Shape));
    }

    [Fact]
    public async Task Nothing_is_queued_when_the_cursor_stands_elsewhere()
    {
        await QueueAsync(s_one, Draft("a", 6));

        Assert.False(await Deliveries.QueueAsync(s_one, new(s_log, 5), new(s_log, 7), [Draft("again", 6)], Token));

        Assert.Equal(1, await Deliveries.CountQueuedAsync(s_one, Token));
        Assert.Equal(new(s_log, 6), await stores.Cursors.ReadAsync(Subscription(1).Reader, Token));
    }

    [Fact]
    public async Task Without_order_what_is_due_first_comes_first()
    {
        await QueueAsync(s_one, Draft("a", 6), Draft("b", 7));
        var first = (await Deliveries.ReadQueuedAsync(s_one, ordered: true, 1, Token))[0];
        await Deliveries.RecordAsync(first with { NextAt = Day(8) }, Attempt(first.Id, 1, 500), true, Token);

        Assert.Equal(["a", "b"], (await Deliveries.ReadQueuedAsync(s_one, ordered: true, 10, Token)).Select(delivery => delivery.MessageId));
        Assert.Equal(["b", "a"], (await Deliveries.ReadQueuedAsync(s_one, ordered: false, 10, Token)).Select(delivery => delivery.MessageId));
    }

    [Fact]
    public async Task A_try_and_what_became_of_it_are_read_back_as_they_were_given()
    {
        await QueueAsync(s_one, Draft("a", 6));
        var queued = Assert.Single(await Deliveries.ReadQueuedAsync(s_one, ordered: true, 10, Token));
        var once = queued with { Attempts = 1, NextAt = Day(5), Status = 503 };
        var twice = once with { Attempts = 2, State = DeliveryState.Dead, FinishedAt = Day(6), Reason = "given up", Status = null };

        Assert.Equal(Day(4), await Deliveries.RecordAsync(once, Attempt(queued.Id, 1, 503), true, Token));
        Assert.Equal(Day(4), await Deliveries.RecordAsync(twice, Attempt(queued.Id, 2, null) with { At = Day(5) }, true, Token));

        var read = (await Deliveries.GetAsync(queued.Id, Token))!;
        Assert.Equal(twice with { Positions = [] }, read with { Positions = [] });
        Assert.Equal([Attempt(queued.Id, 1, 503), Attempt(queued.Id, 2, null) with { At = Day(5) }], await Deliveries.ReadAttemptsAsync(queued.Id, Token));
        Assert.Empty(await Deliveries.ReadQueuedAsync(s_one, ordered: true, 10, Token));
    }

    [Fact]
    public async Task A_subscription_fails_from_the_first_failure_on_until_a_success()
    {
        await QueueAsync(s_one, Draft("a", 6));
        var queued = Assert.Single(await Deliveries.ReadQueuedAsync(s_one, ordered: true, 10, Token));

        Assert.Equal(Day(4), await Deliveries.RecordAsync(queued, Attempt(queued.Id, 1, 500), true, Token));
        Assert.Equal(Day(4), await Deliveries.RecordAsync(queued, Attempt(queued.Id, 2, 500) with { At = Day(7) }, true, Token));
        Assert.Equal(Day(4), await Deliveries.RecordAsync(queued, attempt: null, failed: null, Token));
        Assert.Null(await Deliveries.RecordAsync(queued, Attempt(queued.Id, 3, 200), false, Token));
        Assert.Null((await stores.Subscriptions.GetAsync(s_one, Token))!.FailingSince);
    }

    [Fact]
    public async Task Dead_letters_are_queued_again_one_or_all_under_their_ids()
    {
        await QueueAsync(s_one, Draft("a", 6), Draft("b", 7), Draft("c", 8));
        await QueueAsync(s_two, Draft("a", 6));
        foreach (var delivery in (await Deliveries.ReadQueuedAsync(s_one, true, 10, Token)).Concat(await Deliveries.ReadQueuedAsync(s_two, true, 10, Token)))
        {
            await Deliveries.RecordAsync(delivery with { State = DeliveryState.Dead, Attempts = 9, FinishedAt = Day(6), Reason = "given up" }, null, null, Token);
        }

        var dead = await Deliveries.ReadAsync(new() { Subscription = s_one, State = DeliveryState.Dead }, Token);
        Assert.Equal(["c", "b", "a"], dead.Select(delivery => delivery.MessageId));
        Assert.Equal(1, await Deliveries.ReplayAsync(s_one, dead[1].Id, Day(7), Token));
        var again = Assert.Single(await Deliveries.ReadQueuedAsync(s_one, true, 10, Token));
        Assert.Equal(("b", 0, Day(7), null, null), (again.MessageId, again.Attempts, again.NextAt, again.FinishedAt, again.Reason));
        Assert.Equal(2, await Deliveries.ReplayAsync(s_one, null, Day(8), Token));
        Assert.Equal(0, await Deliveries.ReplayAsync(s_one, null, Day(8), Token));
        Assert.Equal(["a", "b", "c"], (await Deliveries.ReadQueuedAsync(s_one, true, 10, Token)).Select(delivery => delivery.MessageId));
        Assert.Empty(await Deliveries.ReadQueuedAsync(s_two, true, 10, Token));
    }

    [Fact]
    public async Task Deliveries_are_listed_newest_first_up_to_a_limit_before_a_place_and_of_one_state()
    {
        await QueueAsync(s_one, Draft("a", 6), Draft("b", 7), Draft("c", 8));
        await QueueAsync(s_two, Draft("other", 6));
        var newest = await Deliveries.ReadAsync(new() { Subscription = s_one, Limit = 2 }, Token);

        Assert.Equal(["c", "b"], newest.Select(delivery => delivery.MessageId));
        Assert.Equal(["a"], (await Deliveries.ReadAsync(new() { Subscription = s_one, Before = newest[1].Id }, Token)).Select(delivery => delivery.MessageId));
        Assert.Empty(await Deliveries.ReadAsync(new() { Subscription = s_one, State = DeliveryState.Delivered }, Token));
    }

    [Fact]
    public async Task What_is_over_and_old_goes_and_what_waits_stays()
    {
        await QueueAsync(s_one, Draft("old", 6), Draft("new", 7), Draft("waits", 8));
        var queued = await Deliveries.ReadQueuedAsync(s_one, true, 10, Token);
        await Deliveries.RecordAsync(queued[0] with { State = DeliveryState.Delivered, FinishedAt = Day(10) }, Attempt(queued[0].Id, 1, 200), false, Token);
        await Deliveries.RecordAsync(queued[1] with { State = DeliveryState.Dead, FinishedAt = Day(20) }, null, null, Token);

        Assert.Equal(1, await Deliveries.PurgeAsync(Day(15), Token));

        Assert.Equal(["waits", "new"], (await Deliveries.ReadAsync(new() { Subscription = s_one }, Token)).Select(delivery => delivery.MessageId));
        Assert.Empty(await Deliveries.ReadAttemptsAsync(queued[0].Id, Token));
        Assert.Equal(new DeliveryCounts(s_one, 1, 0, 1, Day(3)), Assert.Single(await Deliveries.CountAsync(Token)));
    }

    [Fact]
    public async Task What_went_with_its_subscription_is_not_written_again()
    {
        await QueueAsync(s_one, Draft("a", 6));
        var queued = Assert.Single(await Deliveries.ReadQueuedAsync(s_one, true, 10, Token));
        await stores.Subscriptions.RemoveAsync(s_one, [], Token);

        Assert.Null(await Deliveries.RecordAsync(queued, Attempt(queued.Id, 1, 500), true, Token));
        Assert.Empty(await Deliveries.ReadAttemptsAsync(queued.Id, Token));
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private async Task QueueAsync(Guid subscription, params DeliveryDraft[] messages)
    {
        await stores.Subscriptions.AddAsync(subscription == s_one ? Subscription(1) : Subscription(2), new(s_log, 5), [], Token);
        Assert.True(await Deliveries.QueueAsync(subscription, new(s_log, 5), new(s_log, messages[^1].Positions[^1]), messages, Token));
    }
}
