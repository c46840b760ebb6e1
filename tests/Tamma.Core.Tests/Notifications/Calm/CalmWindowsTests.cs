using System.Collections.Immutable;
using CsCheck;
using Tamma.Events;
using Tamma.Notifications;
using Tamma.Notifications.Calm;
using Tamma.Notifications.Subscriptions;
using Xunit;

namespace Tamma.Core.Tests.Notifications.Calm;

public sealed class CalmWindowsTests
{
    private static readonly Gen<Batching> s_batching = Gen.Select(Gen.Int[1, 4], Gen.Int[0, 40], (most, wait) => new Batching(most, TimeSpan.FromMinutes(wait)));

    /// <summary>No quiet hour.</summary>
    private static readonly DateTimeOffset s_later = new(2100, 1, 6, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_event_is_in_exactly_one_message_or_is_left_out_once() => Gen.Select(CalmWorld.Settings, s_batching, CalmWorld.Days).Sample((calm, batching, days) =>
    {
        var log = CalmWorld.Log(days);

        var listener = new CalmListener(calm, batching).Live(log);

        Assert.Empty(listener.Held);
        Assert.Equal(log.Select(told => told.Position), listener.Told.SelectMany(told => told.Message.Events).Concat(listener.LeftOut.Select(left => left.Event)).Select(told => told.Position).Order());
        Assert.All(listener.Told, told => Assert.NotEmpty(told.Message.Events));
    });

    [Fact]
    public void Messages_follow_the_log_and_hold_no_more_than_they_may() => Gen.Select(CalmWorld.Settings, s_batching, CalmWorld.Days).Sample((calm, batching, days) =>
    {
        var listener = new CalmListener(calm, batching).Live(CalmWorld.Log(days));

        var ends = listener.Told.Select(told => told.Message.Events[^1].Position).ToList();
        Assert.Equal(ends.Order(), ends);
        Assert.All(listener.Told, told => Assert.Equal(told.Message.Events.OrderBy(one => one.Position), told.Message.Events));
        Assert.All(listener.Told, told => Assert.InRange(told.Message.Shape.Form is MessageForm.Digest ? 1 : told.Message.Items.Length, 1, batching.Most));
        Assert.Equal(listener.Told.Count, listener.Told.Select(told => told.Message.Id).Distinct().Count());
    });

    [Fact]
    public void What_is_held_is_the_end_of_the_log() => Gen.Select(CalmWorld.Settings, s_batching, CalmWorld.Days, Gen.Int[0, 3_000], Gen.Bool).Sample((calm, batching, days, minutes, atEnd) =>
    {
        var log = CalmWorld.Log(days);

        var cut = CalmWindows.Of(calm, batching, log, atEnd, CalmWorld.Start.AddMinutes(minutes));

        Assert.Equal(log.Skip(log.Length - cut.Held.Length), cut.Held);
        Assert.Equal(log.Length, cut.Held.Length + cut.LeftOut.Length + cut.Ready.Sum(message => message.Events.Length));
        Assert.True(cut.Held is not [] || cut.Due is null);
        Assert.True(cut.Held is [] || !atEnd || cut.Due > CalmWorld.Start.AddMinutes(minutes));
    });

    [Fact]
    public void Nothing_is_told_later_than_its_window_may_be_open_but_for_quiet_hours() => Gen.Select(CalmWorld.Settings, s_batching, CalmWorld.Days).Sample((calm, batching, days) =>
    {
        var listener = new CalmListener(calm, batching).Live(CalmWorld.Log(days));

        foreach (var (message, at) in listener.Told)
        {
            Assert.All(message.Events, told => Assert.True(at <= Bound(calm, batching, told.Event.OccurredAt), $"{told.Position} of {told.Event.OccurredAt:O} at {at:O}"));
        }
    });

    [Fact]
    public void In_quiet_hours_only_what_is_urgent_is_told_with_what_waited_before_it() => Gen.Select(CalmWorld.Settings, s_batching, CalmWorld.Days).Sample((calm, batching, days) =>
    {
        var log = CalmWorld.Log(days);
        var listener = new CalmListener(calm, batching).Live(log);

        Assert.All(listener.Told.Where(told => calm.Quiet?.EndAt(told.At) is not null), told => Assert.Contains(log, one => one.Event.OccurredAt == told.At && calm.IsUrgent(one.Event)));
        Assert.All(listener.Told, told => Assert.All(told.Message.Events.Where(one => calm.IsUrgent(one.Event)), urgent => Assert.Equal(urgent.Event.OccurredAt, told.At)));
        Assert.DoesNotContain(listener.LeftOut, left => calm.IsUrgent(left.Event.Event));
    });

    [Fact]
    public void The_same_is_told_however_the_log_is_cut_into_pages_and_wherever_reading_begins_again() =>
        Gen.Select(CalmWorld.Settings, Gen.Int[1, 4], CalmWorld.Days, Gen.Int[1, 9].Array[1, 60], Gen.Bool.Array[60]).Sample((calm, most, days, pages, restarts) =>
        {
            var log = CalmWorld.Log(days);
            // Where nothing settles, what is there together goes together.
            var batching = calm is { Settle.Ticks: 0, Digest: null } ? Batching.None : new Batching(most, TimeSpan.Zero);
            List<Message> told = [];
            ImmutableArray<EventEnvelope> held = [];
            var (read, cursor) = (0, 0);
            for (var step = 0; read < log.Length || held is not []; step++)
            {
                var page = Math.Min(pages[step % pages.Length], log.Length - read);
                read += page;
                var cut = CalmWindows.Of(calm, batching, held.AddRange(log.AsSpan(read - page, page)), read == log.Length, s_later);
                told.AddRange(cut.Ready);
                held = cut.Held;
                if (cut.Ready is not [])
                {
                    cursor = held is [var first, ..] ? (int)first.Position - 1 : read;
                }

                // Only the cursor is on record.
                if (restarts[step % restarts.Length] && step < 50)
                {
                    (read, held) = (cursor, []);
                }
            }

            Assert.Equal(Shown(new CalmListener(calm, batching).Live(log).Told.Select(one => one.Message)), Shown(told));
        });

    [Fact]
    public void Who_hears_of_what_is_left_believes_what_is_true() => Gen.Select(CalmWorld.Settings, CalmWorld.Days).Sample((calm, days) =>
    {
        var log = CalmWorld.Log(days);
        var listener = new CalmListener(calm, Batching.None);
        foreach (var commit in log.GroupBy(told => told.Event.OccurredAt))
        {
            listener.Wait(commit.Key);
            listener.Look([.. commit], atEnd: true, commit.Key);
            var known = log.Where(told => told.Position <= commit.Last().Position && !listener.Held.Contains(told));
            Assert.Equal(CalmWorld.Believed(known), CalmWorld.Believed(listener.Told.SelectMany(told => told.Message.Events)));
        }
    });

    [Fact]
    public void A_commit_longer_than_a_page_is_folded_as_one()
    {
        ImmutableArray<EventEnvelope> commit = [.. Enumerable.Range(1, 1_700).Select(number => CalmWorld.Event(number, "model_updated", $"m{number}", CalmWorld.Change("name", 1, 2), CalmWorld.Start))];
        var listener = new CalmListener(CalmSettings.Default, Batching.None);

        foreach (var page in commit.Chunk(500))
        {
            listener.Look([.. page], atEnd: page.Length < 500, CalmWorld.Start);
        }

        Assert.Equal(commit, Assert.Single(Assert.Single(listener.Told).Message.Items).Events);
    }

    [Fact]
    public void What_is_read_late_is_not_told_in_quiet_hours_either()
    {
        var calm = new CalmSettings { Quiet = new(new(22, 0), new(7, 0), "UTC", []) };
        var log = CalmWorld.Log([(0, [1]), (1, [2])]);
        var night = CalmWorld.Start.AddHours(6);

        var cut = CalmWindows.Of(calm, Batching.None, log, atEnd: true, night);

        Assert.Equal((0, log.Length, new DateTimeOffset(2026, 10, 25, 7, 0, 0, TimeSpan.Zero)), (cut.Ready.Length, cut.Held.Length, cut.Due!.Value));
        Assert.Equal(2, CalmWindows.Of(calm, Batching.None, log, atEnd: true, cut.Due.Value).Ready.Length);
    }

    [Fact]
    public void No_more_is_held_than_the_bound()
    {
        ImmutableArray<EventEnvelope> day = [.. Enumerable.Range(1, 12_000).Select(number => CalmWorld.Event(number, "model_updated", $"m{number}", CalmWorld.Change("name", 1, 2), CalmWorld.Start.AddSeconds(number)))];
        var listener = new CalmListener(new() { Digest = new(null, new(8, 0), "UTC"), Quiet = new(new(0, 0), new(23, 59), "UTC", []) }, Batching.None);

        foreach (var page in day.Chunk(500))
        {
            listener.Look([.. page], atEnd: true, page[^1].Event.OccurredAt);
            Assert.InRange(listener.Held.Length, 0, CalmWindows.MostHeld);
        }

        Assert.Equal([5_000, 5_000], listener.Told.Select(told => told.Message.Events.Length));
        Assert.Equal(2_000, listener.Held.Length);
    }

    private static DateTimeOffset Bound(CalmSettings calm, Batching batching, DateTimeOffset happened)
    {
        var close = calm.CloseOf(happened);
        var bound = calm is { Settle.Ticks: 0, Digest: null } ? close + batching.Wait : close;
        return calm.Quiet?.EndAt(bound) ?? bound;
    }

    private static IEnumerable<string> Shown(IEnumerable<Message> messages) =>
        messages.Select(message => $"{message.Shape.Form} {message.Shape.LeftOut?.Events} {string.Join(' ', message.Events.Select(told => told.Position))}");
}
