using System.Globalization;
using System.Text.Json;
using Tamma.Catalog.Retention;
using Tamma.Core.Tests.Notifications.Webhooks;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Subscriptions;
using Xunit;

namespace Tamma.Storage.Tests.Ways.Deliveries;

/// <summary>From the log to a target: at least once, in order where it is asked for, and what fails is tried again, listed and replayed.</summary>
[Collection(nameof(DeliveryWorld))]
public sealed class DeliveryTests
{
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happens_is_told_once_in_the_order_of_the_log_with_the_event_s_id()
    {
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld().StartAsync();
        await world.HappenAsync("before");
        var subscription = await world.SubscribeAsync(target.Url, new() { Ordered = true });

        await world.HappenAsync("a", "b");
        await world.HappenAsync("c");
        await world.UntilAsync(() => target.All.Count >= 3);

        Assert.Equal(["lab/a", "lab/b", "lab/c"], target.All.Select(Subject));
        Assert.All(target.All, told => Assert.Equal(told["webhook-id"], JsonElement.Parse(told.Body).GetProperty("id").GetString()));
        await world.UntilAsync(async () => (await ReadAsync(world, subscription, DeliveryState.Delivered)).Count == 3);
    }

    [Fact]
    public async Task A_filter_keeps_out_what_nobody_asked_for()
    {
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld().StartAsync();
        await world.SubscribeAsync(target.Url, new() { Filter = "model_id = b", Ordered = true });

        await world.HappenAsync("a", "b", "c", "b");
        await world.UntilAsync(() => target.All.Count >= 2);

        Assert.Equal(["lab/b", "lab/b"], target.All.Select(Subject));
    }

    [Fact]
    public async Task A_failure_is_tried_again_by_the_schedule_in_order_and_under_the_same_id()
    {
        var fails = 2;
        await using var target = new Receiver(_ => Receiver.Status(fails-- > 0 ? 500 : 204, "no"));
        await using var world = await new DeliveryWorld(options => options with { Retries = new([TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(600)], Jitter: 0) }).StartAsync();
        var subscription = await world.SubscribeAsync(target.Url, new() { Ordered = true });
        var began = world.Time.GetUtcNow();

        await world.HappenAsync("a", "b");
        await world.UntilAsync(async () => (await world.FindAsync(subscription.Id)).Now is SubscriptionState.Failing);
        await world.UntilAsync(() => target.All.Count >= 4, TimeSpan.FromSeconds(5));

        Assert.Equal(["lab/a", "lab/a", "lab/a", "lab/b"], target.All.Select(Subject));
        Assert.Single(target.All.Take(3).Select(told => told["webhook-id"]).Distinct());
        await world.UntilAsync(async () => (await ReadAsync(world, subscription, DeliveryState.Delivered)).Count == 2);
        var first = (await ReadAsync(world, subscription, DeliveryState.Delivered))[^1];
        var tries = await world.Deliveries.ReadAttemptsAsync(first.Id, Cancelled);
        Assert.Equal([500, 500, 204], tries.Select(attempt => attempt.Status));
        Assert.Equal("no", tries[0].Answer);
        Assert.InRange(tries[1].At - began, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120));
        Assert.InRange(tries[2].At - tries[1].At, TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(700));
        Assert.Equal(SubscriptionState.Active, (await world.FindAsync(subscription.Id)).Now);
    }

    [Fact]
    public async Task What_is_given_up_is_a_dead_letter_that_is_replayed_under_its_id()
    {
        var works = false;
        await using var target = new Receiver(_ => Receiver.Status(works ? 204 : 503));
        await using var world = await new DeliveryWorld(options => options with { Retries = new([s_step, s_step]) }).StartAsync();
        var subscription = await world.SubscribeAsync(target.Url, new() { Ordered = true });

        await world.HappenAsync("a", "b");
        await world.UntilAsync(async () => (await ReadAsync(world, subscription, DeliveryState.Dead)).Count == 2, s_step);
        Assert.Equal(6, target.All.Count);
        Assert.All(await ReadAsync(world, subscription, DeliveryState.Dead), dead => Assert.Equal("given up after 3 tries: answered with status 503", dead.Reason));

        works = true;
        var letters = await ReadAsync(world, subscription, DeliveryState.Dead);
        Assert.Equal(1, await world.Deliveries.ReplayAsync(subscription.Id, letters[0].Id, world.Time.GetUtcNow(), Cancelled));
        world.Get<DeliverySignal>().Nudge();
        await world.UntilAsync(() => target.All.Count >= 7);
        Assert.Equal("lab/b", Subject(target.All.Last()));
        Assert.Equal(letters[0].MessageId, target.All.Last()["webhook-id"]);
        Assert.Equal(1, await world.Deliveries.ReplayAsync(subscription.Id, null, world.Time.GetUtcNow(), Cancelled));
        world.Get<DeliverySignal>().Nudge();
        await world.UntilAsync(() => target.All.Count >= 8);
        Assert.Equal("lab/a", Subject(target.All.Last()));
    }

    [Fact]
    public async Task Gone_disables_at_once_and_tells_why_and_resuming_goes_on_where_it_was()
    {
        var gone = true;
        await using var target = new Receiver(_ => Receiver.Status(gone ? 410 : 204));
        await using var world = await new DeliveryWorld().StartAsync();
        var subscription = await world.SubscribeAsync(target.Url, new() { Ordered = true });

        await world.HappenAsync("a", "b");
        await world.UntilAsync(async () => (await world.FindAsync(subscription.Id)).State is SubscriptionState.Disabled);

        Assert.StartsWith("the target answered 410", (await world.FindAsync(subscription.Id)).Reason, StringComparison.Ordinal);
        var told = (await world.Get<Tamma.Events.IEventLog>().ReadAsync(0, 100, ["subscription_disabled"], Cancelled)).Select(envelope => envelope.Event);
        Assert.Contains("410", JsonElement.Parse(Assert.Single(told).Data.Span).GetProperty("sentence").GetString(), StringComparison.Ordinal);
        await world.HappenAsync("c");
        Assert.Single(target.All);

        gone = false;
        await world.Book.ResumeAsync(subscription.Id, "tester", Cancelled);
        await world.UntilAsync(() => target.All.Count(one => Subject(one).StartsWith("lab/", StringComparison.Ordinal)) >= 4);
        Assert.Equal(["lab/a", "lab/a", "lab/b", "lab/c"], target.All.Select(Subject).Where(subject => subject.StartsWith("lab/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Failing_for_days_disables()
    {
        await using var target = new Receiver(_ => Receiver.Status(500));
        await using var world = await new DeliveryWorld(options => options with { Retries = new([.. Enumerable.Repeat(TimeSpan.FromHours(1), 1_000)]) }).StartAsync();
        var subscription = await world.SubscribeAsync(target.Url, new() { Ordered = true });
        var began = world.Time.GetUtcNow();

        await world.HappenAsync("a");
        await world.UntilAsync(async () => (await world.FindAsync(subscription.Id)).State is SubscriptionState.Disabled, TimeSpan.FromMinutes(20));

        Assert.InRange(world.Time.GetUtcNow() - began, TimeSpan.FromDays(5), TimeSpan.FromDays(6));
        Assert.Contains("answered with status 500", (await world.FindAsync(subscription.Id)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_hangs_slows_no_other()
    {
        await using var hanging = new HangingTarget();
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld().StartAsync();
        await world.SubscribeAsync(hanging.Url, new() { Ordered = true });
        await world.SubscribeAsync(target.Url, new() { Ordered = true });

        await world.HappenAsync("a");
        await hanging.Asked;
        await world.HappenAsync([.. Enumerable.Range(0, 50).Select(number => number.ToString(CultureInfo.InvariantCulture))]);
        await world.UntilAsync(() => target.All.Count >= 51);
    }

    [Fact]
    public async Task Without_order_several_are_under_way_but_no_more_than_the_bound()
    {
        var (now, most) = (0, 0);
        await using var target = new Receiver(_ =>
        {
            lock (s_gate)
            {
                most = Math.Max(most, ++now);
            }

            Thread.Yield();
            SpinWait.SpinUntil(() => Volatile.Read(ref most) > 1, TimeSpan.FromSeconds(2));
            lock (s_gate)
            {
                now--;
            }

            return Receiver.Status(204);
        });
        await using var world = await new DeliveryWorld(options => options with { Parallelism = 3 }).StartAsync();
        await world.SubscribeAsync(target.Url);

        await world.HappenAsync([.. Enumerable.Range(0, 40).Select(number => number.ToString(CultureInfo.InvariantCulture))]);
        await world.UntilAsync(() => target.All.Count >= 40);

        Assert.InRange(most, 2, 3);
        Assert.Equal(40, target.All.Select(Subject).Distinct().Count());
    }

    [Fact]
    public async Task What_a_pause_kept_back_is_told_when_it_goes_on()
    {
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld().StartAsync();
        var subscription = await world.SubscribeAsync(target.Url, new() { Ordered = true });
        await world.Book.PauseAsync(subscription.Id, "holiday", "tester", Cancelled);

        await world.HappenAsync("a", "b");
        await world.Book.ResumeAsync(subscription.Id, "tester", Cancelled);
        await world.UntilAsync(() => target.All.Count >= 2);

        Assert.Equal(["lab/a", "lab/b"], target.All.Select(Subject));
    }

    [Fact]
    public async Task A_batch_goes_when_it_is_full_or_its_first_event_has_waited_long_enough()
    {
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld().StartAsync();
        await world.SubscribeAsync(target.Url, new() { BatchMost = 3, BatchWait = TimeSpan.FromMinutes(10), Ordered = true });

        await world.HappenAsync("a", "b", "c", "d");
        await world.UntilAsync(() => target.All.Count >= 1);
        Assert.Equal(["lab/a", "lab/b", "lab/c"], Subjects(target.All.Single()));

        var began = world.Time.GetUtcNow();
        await world.UntilAsync(() => target.All.Count >= 2, TimeSpan.FromSeconds(10));
        Assert.Equal("lab/d", Subject(target.All.Last()));
        Assert.InRange(world.Time.GetUtcNow() - began, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(13));
    }

    [Fact]
    public async Task After_a_restart_what_was_held_or_queued_is_told_and_nothing_is_told_twice()
    {
        await using var target = new Receiver();
        var world = await new DeliveryWorld().StartAsync();
        await world.SubscribeAsync(target.Url, new() { BatchMost = 2, BatchWait = TimeSpan.FromMinutes(10), Ordered = true });
        await world.HappenAsync("a", "b", "c");
        await world.UntilAsync(() => target.All.Count >= 1);
        await world.UntilAsync(async () => (await world.Deliveries.CountAsync(Cancelled)).Single().Delivered == 1);

        await using var again = await world.AgainAsync();
        await again.HappenAsync("d");
        await again.UntilAsync(() => target.All.Count >= 2);

        Assert.Equal([["lab/a", "lab/b"], ["lab/c", "lab/d"]], target.All.Select(Subjects));
    }

    [Fact]
    public async Task When_the_queue_is_full_the_log_waits_and_nothing_is_lost()
    {
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld(options => options with { Queue = 5 }).StartAsync();
        await world.SubscribeAsync(target.Url, new() { Ordered = true });

        for (var round = 0; round < 6; round++)
        {
            await world.HappenAsync([.. Enumerable.Range(round * 10, 10).Select(number => number.ToString(CultureInfo.InvariantCulture))]);
        }

        await world.UntilAsync(() => target.All.Count >= 60);
        Assert.Equal(Enumerable.Range(0, 60).Select(number => $"lab/{number}"), target.All.Select(Subject));
    }

    [Fact]
    public async Task A_test_message_is_sent_once_also_to_a_paused_one_and_is_no_event()
    {
        await using var target = new Receiver(_ => Receiver.Status(418, "teapot"));
        await using var world = await new DeliveryWorld().StartAsync();
        var subscription = await world.SubscribeAsync(target.Url);
        await world.Book.PauseAsync(subscription.Id, null, "tester", Cancelled);
        var head = await world.Get<Tamma.Events.IEventLog>().HeadAsync(Cancelled);

        var outcome = await world.Ping.SendAsync(subscription, "tester", Cancelled);

        Assert.Equal((418, "teapot"), (outcome.Status, outcome.Answer));
        Assert.Equal("tamma.subscription_test", JsonElement.Parse(Assert.Single(target.All).Body).GetProperty("type").GetString());
        Assert.Equal(head, await world.Get<Tamma.Events.IEventLog>().HeadAsync(Cancelled));
    }

    [Fact]
    public async Task Nothing_is_left_out_because_the_catalogue_was_not_loaded_yet()
    {
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld().StartAsync(loads: false);
        var subscription = await world.SubscribeAsync(target.Url, new() { Ordered = true });
        await world.HappenAsync("a");
        await world.UntilAsync(async () => (await world.Get<Tamma.Events.IEventLog>().HeadAsync(Cancelled)).Position >= 2);
        Assert.Equal(0, await world.Deliveries.CountQueuedAsync(subscription.Id, Cancelled));

        await world.Get<Tamma.Catalog.CurrentCatalog>().LoadAsync(Cancelled);
        await world.UntilAsync(() => target.All.Count == 1);
    }

    [Fact]
    public async Task A_cursor_that_fell_behind_what_is_kept_disables_with_what_to_do_and_resuming_goes_on_with_what_there_is()
    {
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld().StartAsync();
        var subscription = await world.SubscribeAsync(target.Url, new() { Ordered = true });
        await world.Book.PauseAsync(subscription.Id, null, "tester", Cancelled);
        await world.HappenAsync("a", "b");
        world.Time.Advance(TimeSpan.FromDays(2));
        await world.HappenAsync("c");
        await world.Get<IRetentionStore>().PurgeAsync(new() { Events = world.Time.GetUtcNow() - TimeSpan.FromDays(1) }, Cancelled);

        // The cursor stands before what is kept; nobody skips that in silence.
        var known = await world.FindAsync(subscription.Id);
        await world.Subscriptions.SaveAsync(known with { State = SubscriptionState.Active, ChangedAt = world.Time.GetUtcNow() }, false, [], Cancelled);
        world.Get<DeliverySignal>().Nudge();
        await world.UntilAsync(async () => (await world.FindAsync(subscription.Id)).State is SubscriptionState.Disabled);
        Assert.StartsWith("cursor_expired:", (await world.FindAsync(subscription.Id)).Reason, StringComparison.Ordinal);
        Assert.Empty(target.All);

        await world.Book.ResumeAsync(subscription.Id, "tester", Cancelled);
        await world.UntilAsync(() => target.All.Any(told => Subject(told) == "lab/c"));
        Assert.DoesNotContain(target.All, told => Subject(told) is "lab/a" or "lab/b");
    }

    [Fact]
    public async Task A_message_whose_events_are_no_longer_kept_is_a_dead_letter_that_says_so()
    {
        await using var target = new Receiver(_ => Receiver.Status(500));
        await using var world = await new DeliveryWorld(options => options with { Retries = new([TimeSpan.FromDays(3)]) }).StartAsync();
        var subscription = await world.SubscribeAsync(target.Url, new() { Ordered = true });
        await world.HappenAsync("a");
        await world.UntilAsync(() => target.All.Count == 1);
        world.Time.Advance(TimeSpan.FromDays(2));
        await world.HappenAsync("b");
        await world.Get<IRetentionStore>().PurgeAsync(new() { Events = world.Time.GetUtcNow() - TimeSpan.FromDays(1) }, Cancelled);

        await world.UntilAsync(async () => (await ReadAsync(world, subscription, DeliveryState.Dead)).Count > 0, TimeSpan.FromHours(4));

        Assert.StartsWith("the log does not keep its events any more", (await ReadAsync(world, subscription, DeliveryState.Dead))[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_cannot_be_read_any_more_disables_its_subscription_and_no_other()
    {
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld().StartAsync();
        var broken = await world.SubscribeAsync(target.Url);
        await world.SubscribeAsync(target.Url, new() { Ordered = true });
        await world.Subscriptions.SaveAsync(broken with { Filter = "no.such.field = 1", ChangedAt = world.Time.GetUtcNow().AddTicks(1) }, false, [], Cancelled);
        world.Get<DeliverySignal>().Nudge();

        await world.UntilAsync(async () => (await world.FindAsync(broken.Id)).State is SubscriptionState.Disabled);
        await world.HappenAsync("a");
        await world.UntilAsync(() => target.All.Any(told => Subject(told) == "lab/a"));

        Assert.StartsWith("its filter cannot be read any more", (await world.FindAsync(broken.Id)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_key_nothing_is_sent_and_each_try_says_what_to_do()
    {
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld().StartAsync();
        var subscription = await world.SubscribeAsync(target.Url);
        File.Delete(world.Get<SubscriptionOptions>().KeyFile!);

        await world.HappenAsync("a");
        await world.UntilAsync(async () => (await world.FindAsync(subscription.Id)).Now is SubscriptionState.Failing);

        var waiting = Assert.Single(await world.Deliveries.ReadQueuedAsync(subscription.Id, true, 10, Cancelled));
        Assert.Contains("Restore that file", Assert.Single(await world.Deliveries.ReadAttemptsAsync(waiting.Id, Cancelled)).Error, StringComparison.Ordinal);
        Assert.Empty(target.All);
    }

    private static readonly Lock s_gate = new();

    private static Task<IReadOnlyList<Delivery>> ReadAsync(DeliveryWorld world, Subscription subscription, DeliveryState state) =>
        world.Deliveries.ReadAsync(new() { Subscription = subscription.Id, State = state }, Cancelled);

    private static string Subject(Received told) => Subjects(told)[0];

    private static string[] Subjects(Received told)
    {
        var body = JsonElement.Parse(told.Body);
        return [.. (body.ValueKind is JsonValueKind.Array ? body.EnumerateArray().ToArray() : [body]).Select(one => one.TryGetProperty("subject", out var subject) ? subject.GetString()! : one.GetProperty("type").GetString()!)];
    }
}
