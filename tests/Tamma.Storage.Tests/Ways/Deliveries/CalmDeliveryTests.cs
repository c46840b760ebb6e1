using System.Globalization;
using System.Text.Json;
using Tamma.Core.Tests.Notifications.Webhooks;
using Tamma.Events;
using Tamma.Notifications.Calm;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Subscriptions;
using Xunit;

namespace Tamma.Storage.Tests.Ways.Deliveries;

/// <summary>Calm subscriptions from the log to a target.</summary>
[Collection(nameof(DeliveryWorld))] // beside others they would run past each other's clocks
public sealed class CalmDeliveryTests
{
    private static readonly string[] s_many = [.. Enumerable.Range(0, 1_200).Select(number => string.Create(CultureInfo.InvariantCulture, $"m{number}"))];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mass_edit_of_more_than_a_page_is_one_message_that_points_to_its_parts()
    {
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld().StartAsync();
        await world.SubscribeAsync(target.Url, new() { Calm = new(CalmSettings.Default), Ordered = true });

        await world.ChangeAsync("cost.input", 3, 2, s_many);
        await world.ChangeAsync("name", 1, 2, "alone");
        await world.UntilAsync(() => target.All.Count >= 2);

        var (fold, single) = (JsonElement.Parse(target.All.First().Body), JsonElement.Parse(target.All.Last().Body));
        Assert.Equal(("tamma.changes_folded", "lab: cost.input changed in 1200 models; 1200 prices fell (m0, m1, m2, …)"), (Text(fold, "type"), Text(fold.GetProperty("data"), "sentence")));
        var range = Assert.Single(fold.GetProperty("data").GetProperty("positions").EnumerateArray());
        Assert.Equal(1_199, range[1].GetInt64() - range[0].GetInt64());
        Assert.Equal(target.All.First()["webhook-id"], Text(fold, "id"));
        Assert.Equal(("tamma.model_updated", "lab/alone"), (Text(single, "type"), Text(single, "subject")));
    }

    [Fact]
    public async Task What_undoes_itself_while_it_settles_is_no_message_and_the_cursor_moves_on()
    {
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld().StartAsync();
        var subscription = await world.SubscribeAsync(target.Url, new() { Calm = new(new CalmSettings { Settle = TimeSpan.FromMinutes(10) }), Ordered = true });

        await world.ChangeAsync("cost.input", 1, 2, "a");
        world.Time.Advance(TimeSpan.FromMinutes(5));
        await world.ChangeAsync("cost.input", 2, 1, "a");
        await world.UntilAsync(() => world.Get<DeliveryProgress>().Waiting.GetValueOrDefault(subscription.Id)?.Events == 2);
        await world.UntilAsync(() => !world.Get<DeliveryProgress>().Waiting.ContainsKey(subscription.Id), TimeSpan.FromSeconds(10));
        await world.ChangeAsync("cost.input", 1, 3, "b");
        await world.UntilAsync(() => target.All.Count >= 1, TimeSpan.FromSeconds(10));

        Assert.Equal("lab/b", Text(JsonElement.Parse(Assert.Single(target.All).Body), "subject"));
    }

    [Fact]
    public async Task A_digest_has_the_same_bytes_and_id_at_each_try_also_after_a_restart_with_another_calm()
    {
        var fails = 1;
        await using var target = new Receiver(_ => Receiver.Status(Interlocked.Decrement(ref fails) >= 0 ? 500 : 204));
        var world = await new DeliveryWorld(options => options with { Retries = new([TimeSpan.FromHours(1)], Jitter: 0) }).StartAsync();
        var subscription = await world.SubscribeAsync(target.Url, new() { Calm = new(new CalmSettings { Digest = new(null, new(10, 0), "UTC") }), Ordered = true });
        await world.ChangeAsync("cost.input", 3, 2, "a", "b");
        await world.ChangeAsync("name", 1, 2, "c");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.ChangeAsync("name", 2, 1, "c");
        await world.UntilAsync(() => target.All.Count == 1, TimeSpan.FromSeconds(4));
        await world.UntilAsync(async () => (await world.FindAsync(subscription.Id)).FailingSince is not null);

        await world.Book.ChangeAsync(subscription.Id, new() { Calm = CalmChoice.Off }, "tester", Cancelled);
        await using var again = await world.AgainAsync();
        await again.UntilAsync(() => target.All.Count >= 2, TimeSpan.FromMinutes(5));

        var (first, second) = (target.All.First(), target.All.ElementAt(1));
        Assert.Equal((first["webhook-id"], first.Text), (second["webhook-id"], second.Text));
        var data = JsonElement.Parse(first.Body).GetProperty("data");
        Assert.Equal(("lab: 2 prices fell", 2), (Text(data, "summary"), data.GetProperty("events").GetInt32()));
        Assert.Equal("left out, since it undid itself: 2 changes of lab/c", Text(data.GetProperty("left_out"), "sentence"));
    }

    [Fact]
    public async Task In_quiet_hours_nothing_is_told_but_what_is_urgent()
    {
        await using var target = new Receiver();
        await using var world = await new DeliveryWorld().StartAsync();
        await world.SubscribeAsync(target.Url, new() { Calm = new(new CalmSettings { Quiet = new(new(9, 0), new(11, 0), "UTC", []), Urgent = Severity.Warning }), Ordered = true });

        await world.ChangeAsync("name", 1, 2, "a");
        await world.Get<IEventLog>().AppendAsync([new() { Id = Guid.CreateVersion7(), Type = "review_opened", OccurredAt = world.Time.GetUtcNow().AddSeconds(1), Provider = "lab", Severity = Severity.Warning, Data = "{}"u8.ToArray() }], Cancelled);
        await world.UntilAsync(() => Messages(target) == 2, TimeSpan.FromSeconds(1));
        Assert.True(world.Time.GetUtcNow() < new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));

        await world.ChangeAsync("name", 1, 2, "b");
        await world.UntilAsync(() => Messages(target) == 3, TimeSpan.FromSeconds(5));
        Assert.InRange(world.Time.GetUtcNow(), new(2026, 11, 23, 11, 0, 0, TimeSpan.Zero), new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task What_is_held_is_told_after_a_restart_as_if_there_had_been_none()
    {
        await using var target = new Receiver();
        var world = await new DeliveryWorld().StartAsync();
        var subscription = await world.SubscribeAsync(target.Url, new() { Calm = new(new CalmSettings { Settle = TimeSpan.FromMinutes(10) }), Ordered = true });
        await world.ChangeAsync("name", 1, 2, [.. s_many.Take(20)]);
        await world.UntilAsync(() => world.Get<DeliveryProgress>().Waiting.ContainsKey(subscription.Id));

        await using var again = await world.AgainAsync();
        again.Time.Advance(TimeSpan.FromMinutes(2));
        await again.ChangeAsync("name", 1, 2, "late");
        await again.UntilAsync(() => target.All.Count >= 1, TimeSpan.FromSeconds(10));

        Assert.Equal(21, JsonElement.Parse(Assert.Single(target.All).Body).GetProperty("data").GetProperty("events").GetInt32());
    }

    [Fact]
    public async Task A_zone_that_this_machine_does_not_know_disables_with_what_to_do()
    {
        await using var world = await new DeliveryWorld().StartAsync();
        var subscription = await world.SubscribeAsync(new("http://127.0.0.1:9999/"), new());
        await world.Subscriptions.SaveAsync(subscription with { Calm = new() { Digest = new(null, new(8, 0), "Mars/Olympus") }, ChangedAt = world.Time.GetUtcNow().AddTicks(1) }, false, [], Cancelled);
        world.Get<DeliverySignal>().Nudge();

        await world.UntilAsync(async () => (await world.FindAsync(subscription.Id)).State is SubscriptionState.Disabled);

        Assert.Contains("'Mars/Olympus'", (await world.FindAsync(subscription.Id)).Reason, StringComparison.Ordinal);
    }

    /// <summary>However often each was tried: the clock may run past the time that a try has.</summary>
    private static int Messages(Receiver target) => target.All.Select(told => told["webhook-id"]).Distinct().Count();

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
