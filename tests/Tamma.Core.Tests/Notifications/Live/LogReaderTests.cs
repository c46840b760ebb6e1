using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;
using Xunit;

namespace Tamma.Core.Tests.Notifications.Live;

public sealed class LogReaderTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Readers begin anywhere, at any time, while the log grows by leaps: each has every event behind its place once and in order.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Each_reader_has_the_log_from_its_place_on_without_a_gap_and_nothing_twice(int seed)
    {
        const int End = 3_000;
        using var log = new HeldLog();
        var dice = new Random(seed);
        log.Add(dice.Next(1, 200));
        var readers = Enumerable.Range(0, 20).Select(_ => ReadAsync(log.Reader, dice.Next(0, (int)log.End), End)).ToList();
        while (log.End < End)
        {
            log.Add(Math.Min(dice.Next(1, 150), End - (int)log.End));
            if (dice.Next(3) == 0)
            {
                await Task.Yield();
                readers.Add(ReadAsync(log.Reader, dice.Next(0, (int)log.End), End));
            }
        }

        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task A_lost_ring_costs_time_and_no_event()
    {
        using var log = new HeldLog();
        log.Add(5);
        await using var reader = log.Reader.ReadAsync(HeldLog.At(5), EventFilter.Everything, Cancelled).GetAsyncEnumerator(Cancelled);
        var next = reader.MoveNextAsync().AsTask();
        log.Add(1, isRung: false);
        while (!next.IsCompleted)
        {
            log.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.Equal(6, reader.Current.Position);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_for_a_while_is_read_again()
    {
        using var log = new HeldLog();
        log.Add(1);
        using var listener = log.Fanout.Listen("test");
        await UntilAsync(log.Fanout, 1);
        var follower = log.Reader.Follow(1, listener, isPatient: false);
        Assert.Null(await follower.TryNextAsync(Cancelled));

        log.Fail(3);
        log.Add(1);
        LiveBatch? next;
        while ((next = await follower.TryNextAsync(Cancelled)) is null)
        {
            log.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(2, next.End);
    }

    [Fact]
    public async Task Who_falls_behind_what_is_held_is_cut_and_goes_on_from_where_it_was()
    {
        using var log = new HeldLog();
        log.Add(1);
        using var listener = log.Fanout.Listen("test");
        await UntilAsync(log.Fanout, 1);
        var slow = log.Reader.Follow(1, listener, isPatient: false);
        Assert.Null(await slow.TryNextAsync(Cancelled));
        log.Add(1);
        await UntilAsync(log.Fanout, 2);
        Assert.Equal(2, (await slow.TryNextAsync(Cancelled))!.End);

        log.Add(500);
        await UntilAsync(log.Fanout, 502);
        Assert.Equal(501, log.Fanout.Status().Lag);
        var cut = await Assert.ThrowsAsync<ListenerTooSlowException>(async () => await slow.TryNextAsync(Cancelled));
        Assert.Equal(2, cut.Position);
        Assert.Equal(1, log.Fanout.Status().Cut);
        await ReadAsync(log.Reader, cut.Position, 502);
    }

    [Fact]
    public async Task A_reader_in_this_process_may_take_its_time()
    {
        using var log = new HeldLog();
        log.Add(1);
        var seen = 0L;
        await foreach (var envelope in log.Reader.ReadAsync(HeldLog.At(0), EventFilter.Everything, Cancelled))
        {
            Assert.Equal(++seen, envelope.Position);
            if (seen == 700)
            {
                break;
            }

            if (seen is 1 or 2)
            {
                log.Add(350);
            }
        }

        Assert.Equal(0, log.Fanout.Status().Cut);
    }

    [Fact]
    public async Task A_place_that_is_not_in_the_log_is_refused()
    {
        using var log = new HeldLog();
        log.Add(20);
        log.Purge(10);
        foreach (var (place, why) in new[] { (new Cursor(Guid.NewGuid(), 15), "another log"), (HeldLog.At(21), "ahead"), (HeldLog.At(9), "no longer") })
        {
            var expired = await Assert.ThrowsAsync<CursorExpiredException>(() => log.Reader.PlaceAsync(place, Cancelled));
            Assert.Contains(why, expired.Message, StringComparison.Ordinal);
        }

        Assert.Equal(10, (await log.Reader.PlaceAsync(HeldLog.At(10), Cancelled)).Position);
        Assert.Equal(20, (await log.Reader.PlaceAsync(null, Cancelled)).Position);
    }

    [Fact]
    public async Task A_reader_that_retention_overtakes_is_told_and_skips_nothing()
    {
        using var log = new HeldLog();
        log.Add(50);
        await using var reader = log.Reader.ReadAsync(HeldLog.At(0), EventFilter.Everything, Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await reader.MoveNextAsync());
        log.Purge(30);
        await Assert.ThrowsAsync<CursorExpiredException>(async () =>
        {
            for (var expected = 2; await reader.MoveNextAsync(); expected++)
            {
                Assert.Equal(expected, reader.Current.Position);
            }
        });
    }

    [Fact]
    public async Task The_feed_leaves_out_what_a_summary_tells_of_and_others_do_not()
    {
        using var log = new HeldLog();
        log.Add(30, what: "model_added openai/gpt-5", cause: Cause.SourceAdded);
        log.Add(1, what: "catalog_summary", cause: Cause.SourceAdded, data: """{"events":30}""");
        log.Add(1);
        await ReadAsync(log.Reader, 0, 32, EventFilter.Feed, 31, 32);
        await ReadAsync(log.Reader, 0, 32, Happened.Filter("cause = source_added or position = 32"), [.. Enumerable.Range(1, 32)]);
        await ReadAsync(log.Reader, 0, 32, Happened.Filter("position>0"), 31, 32);
    }

    [Fact]
    public async Task The_log_is_read_once_for_all_and_not_at_all_for_nobody()
    {
        using var log = new HeldLog(new() { Page = 10, Held = 1_000 });
        log.Add(100);
        Assert.Equal(0, log.Reads);
        var readers = Enumerable.Range(0, 50).Select(_ => ReadAsync(log.Reader, 100, 300)).ToArray();
        while (log.Fanout.Status() is not { Position: 100, Connections: var by } || by.GetValueOrDefault("process") < 50)
        {
            await Task.Yield();
        }

        var before = log.Reads;
        log.Add(200);
        await Task.WhenAll(readers);

        // Twenty pages, and what readers that had just come still looked for themselves; a thousand if each read for itself.
        Assert.InRange(log.Reads - before, 20, 150);

        while (log.Fanout.Status().Position is not null)
        {
            log.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        var after = log.Reads;
        log.Add(50);
        log.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(after, log.Reads);
    }

    /// <summary>After a restart all come again at once, from nearly the same place.</summary>
    [Fact]
    public async Task Many_who_catch_up_together_share_what_is_read()
    {
        using var log = new HeldLog(new() { Page = 10, Held = 1_000 });
        log.Add(1_005);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => ReadAsync(log.Reader, i % 7, 1_005)));

        // A hundred pages, and the last one, which is not full, for each.
        Assert.InRange(log.Reads, 101, 600);
    }

    [Fact]
    public void What_is_held_is_bounded_whatever_comes()
    {
        var ring = new LiveRing(100);
        ring.Begin(0);
        for (var position = 0L; position < 10_000; position += 30)
        {
            ring.Add(new(position, position + 30, [.. Enumerable.Range(1, 30).Select(i => new LiveEvent(Happened.Rows().Of(Happened.Event("x", position: position + i)), false))]));
            Assert.InRange(ring.End!.Value - ring.Start, 30, 100);
        }

        var (place, next) = ring.Find(ring.Start + 31);
        Assert.Equal(LivePlace.Within, place);
        Assert.InRange(ring.Start + 32, next!.After + 1, next.End);
        Assert.Equal(LivePlace.Behind, ring.Find(ring.Start - 1).Place);
        Assert.Equal(LivePlace.AtEnd, ring.Find(ring.End!.Value + 5).Place);
    }

    private static async Task UntilAsync(LiveFanout fanout, long position)
    {
        while (fanout.Status().Position is not { } end || end < position)
        {
            Cancelled.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Task ReadAsync(LogReader reader, long from, long end) => ReadAsync(reader, from, end, EventFilter.Everything, [.. Enumerable.Range((int)from + 1, (int)(end - from))]);

    private static async Task ReadAsync(LogReader reader, long from, long end, EventFilter filter, params int[] expected)
    {
        List<int> seen = [];
        if (expected is not [])
        {
            await foreach (var envelope in reader.ReadAsync(HeldLog.At(from), filter, Cancelled))
            {
                seen.Add((int)envelope.Position);
                if (seen[^1] >= Math.Min(end, expected[^1]))
                {
                    break;
                }
            }
        }

        Assert.Equal(expected, seen);
    }
}
