using System.Collections.Immutable;
using CsCheck;
using Tamma.Core.Tests.Notifications.Webhooks;
using Tamma.Events;
using Tamma.Notifications.Subscriptions;
using Xunit;

namespace Tamma.Core.Tests.Notifications.Subscriptions;

public sealed class BatchingTests
{
    /// <summary>Events as they come: how many seconds after the one before each happened, and whether somebody looks then.</summary>
    private static readonly Gen<(Batching Batching, (int Seconds, bool Looks)[] Events)> s_days =
        Gen.Select(Gen.Select(Gen.Int[1, 5], Gen.Int[0, 30], (most, wait) => new Batching(most, TimeSpan.FromSeconds(wait))), Gen.Select(Gen.Int[0, 20], Gen.Bool).Array[0, 40]);

    [Fact]
    public void Each_event_is_in_exactly_one_message_in_its_order_and_no_message_is_too_large() => s_days.Sample(day =>
    {
        var (told, held, _) = Play(day.Batching, day.Events);

        Assert.Equal(Enumerable.Range(1, day.Events.Length).Select(position => (long)position), told.SelectMany(message => message.Positions).Concat(held.Select(waits => waits.Position)));
        Assert.All(told, message => Assert.InRange(message.Positions.Length, 1, day.Batching.Most));
    });

    [Fact]
    public void No_event_is_held_longer_than_it_may_wait() => s_days.Sample(day =>
    {
        var (told, held, now) = Play(day.Batching, day.Events);

        Assert.All(told, message => Assert.True(message.At - message.First <= day.Batching.Wait));
        Assert.All(held, waits => Assert.True(waits.Event.OccurredAt + day.Batching.Wait > now));
    });

    [Fact]
    public void What_waits_for_nobody_goes_at_once_together()
    {
        var cut = new Batching(10, TimeSpan.Zero).Of([.. Enumerable.Range(1, 12).Select(position => Requests.Event(position))], Requests.Now.AddSeconds(20));

        Assert.Equal([10, 2], cut.Ready.Select(message => message.Events.Length));
        Assert.Equal(([], null), (cut.Held, cut.Due));
    }

    [Fact]
    public void An_event_whose_time_is_before_that_of_the_one_before_it_is_held_no_longer_for_that()
    {
        var (later, earlier) = (Requests.Event(20), Requests.Event(21) with { Event = Requests.Event(21).Event with { OccurredAt = Requests.Event(20).Event.OccurredAt.AddSeconds(-30) } });
        var batching = new Batching(10, TimeSpan.FromMinutes(1));

        Assert.Equal(earlier.Event.OccurredAt.AddMinutes(1), batching.Of([later, earlier], later.Event.OccurredAt).Due);
        Assert.Equal([later, earlier], Assert.Single(batching.Of([later, earlier], earlier.Event.OccurredAt.AddMinutes(1)).Ready).Events);
    }

    /// <summary>As a lane does it: looks when events come, and when what is held is due.</summary>
    private static (List<(long[] Positions, DateTimeOffset First, DateTimeOffset At)> Told, ImmutableArray<EventEnvelope> Held, DateTimeOffset Now) Play(Batching batching, (int Seconds, bool Looks)[] events)
    {
        List<(long[], DateTimeOffset, DateTimeOffset)> told = [];
        ImmutableArray<EventEnvelope> held = [];
        DateTimeOffset? due = null;
        var now = Requests.Now;

        void Look()
        {
            var cut = batching.Of(held, now);
            told.AddRange(cut.Ready.Select(message => (message.Events.Select(one => one.Position).ToArray(), message.Events[0].Event.OccurredAt, now)));
            (held, due) = (cut.Held, cut.Due);
        }

        for (var i = 0; i < events.Length; i++)
        {
            var next = now.AddSeconds(events[i].Seconds);
            while (due is { } at && at <= next)
            {
                now = at;
                Look();
            }

            now = next;
            held = held.Add(Requests.Event(i + 1) is var made ? made with { Event = made.Event with { OccurredAt = now } } : made);
            if (events[i].Looks || due is null)
            {
                Look();
            }
        }

        return (told, held, now);
    }
}
