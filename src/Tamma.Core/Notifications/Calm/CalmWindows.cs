using System.Collections.Immutable;
using Tamma.Events;
using Tamma.Notifications.Subscriptions;

namespace Tamma.Notifications.Calm;

/// <summary>
/// Held events and the time → messages, what is left out, and what is held still. Windows follow from the events' own times, so they
/// are the same however the log is read and wherever that began; only when they are told depends on the clock.
/// </summary>
public static class CalmWindows
{
    /// <summary>Events that are held at most. Beyond that a window is told as far as it came.</summary>
    public const int MostHeld = 5_000;

    private const int MostExamples = 5;

    /// <param name="calm">Whose zones this machine knows.</param>
    /// <param name="batching">Cuts what a window tells into messages; where nothing settles, it gathers windows too.</param>
    /// <param name="events">All that are not told yet, in the order of the log.</param>
    /// <param name="atEnd">The log has no more now. Until then a commit may not be whole.</param>
    /// <param name="now">The time.</param>
    public static CalmCut Of(CalmSettings calm, Batching batching, ImmutableArray<EventEnvelope> events, bool atEnd, DateTimeOffset now)
    {
        var cut = new CalmCutting(calm, batching, now, EndOfUrgent(calm, events, atEnd));
        var from = 0;
        while (from < events.Length)
        {
            var (end, close, isOpen) = Window(calm, events, from);
            var isWhole = !isOpen || atEnd;
            var isFull = events.Length - from >= MostHeld;
            var due = close > now ? close : now;
            due = calm.Quiet?.EndAt(due) ?? due;
            if (!isFull && end > cut.EndOfUrgent && !(isWhole && due <= now))
            {
                return cut.Done(events, isWhole ? due : null);
            }

            cut.Tell(events, from, end, isForced: isFull || end <= cut.EndOfUrgent);
            from = end;
        }

        return cut.Done(events, due: null);
    }

    /// <returns>Where it ends, when it closes, and whether what is not read yet may belong to it.</returns>
    private static (int End, DateTimeOffset Close, bool IsOpen) Window(CalmSettings calm, ImmutableArray<EventEnvelope> events, int from)
    {
        var opened = events[from].Event.OccurredAt;
        var close = calm.CloseOf(opened);
        for (var end = from; end < events.Length; end++)
        {
            // A commit has one time, and its window has all of it. Where a clock was set back, what came later is older.
            if ((events[end].Event.OccurredAt > opened && events[end].Event.OccurredAt >= close) || end - from >= MostHeld)
            {
                return (end, close, false);
            }

            if (calm.IsUrgent(events[end].Event))
            {
                end = EndOfCommit(events, end);
                return (end, close, end == events.Length);
            }
        }

        return (events.Length, close, true);
    }

    /// <summary>Where the last commit ends that has something urgent and is whole; nothing before that waits.</summary>
    private static int EndOfUrgent(CalmSettings calm, ImmutableArray<EventEnvelope> events, bool atEnd)
    {
        for (var place = events.Length - 1; place >= 0; place--)
        {
            if (calm.IsUrgent(events[place].Event) && EndOfCommit(events, place) is var end && (end < events.Length || atEnd))
            {
                return end;
            }
        }

        return 0;
    }

    private static int EndOfCommit(ImmutableArray<EventEnvelope> events, int place)
    {
        var end = place + 1;
        while (end < events.Length && events[end].Event.OccurredAt == events[place].Event.OccurredAt)
        {
            end++;
        }

        return end;
    }

    /// <summary>Gathers what closed windows tell.</summary>
    private sealed class CalmCutting(CalmSettings calm, Batching batching, DateTimeOffset now, int endOfUrgent)
    {
        private readonly ImmutableArray<Message>.Builder _ready = ImmutableArray.CreateBuilder<Message>();
        private readonly ImmutableArray<EventEnvelope>.Builder _leftOut = ImmutableArray.CreateBuilder<EventEnvelope>();
        private readonly List<MessageItem> _waiting = [];
        private int _read;

        public int EndOfUrgent => endOfUrgent;

        private bool Gathers => calm is { Settle.Ticks: 0, Digest: null };

        public void Tell(ImmutableArray<EventEnvelope> events, int from, int end, bool isForced)
        {
            var window = events[from..end];
            var undone = Debounce.Of(window, calm.IsUrgent);
            ImmutableArray<EventEnvelope> kept = undone.IsEmpty ? window : [.. window.Where((_, place) => !undone.Contains(place))];
            ImmutableArray<EventEnvelope> left = undone.IsEmpty ? [] : [.. window.Where((_, place) => undone.Contains(place))];
            _leftOut.AddRange(left);
            _read = end;
            if (kept is [])
            {
                return;
            }

            if (calm.Digest is not null)
            {
                _ready.Add(new(kept) { Shape = new(MessageForm.Digest) { LeftOut = Describe(left) } });
                return;
            }

            _waiting.AddRange(calm.Fold ? Folding.Of(kept, Folding.Least) : kept.Select(told => new MessageItem([told])));
            Flush(isForced || !Gathers);
        }

        public CalmCut Done(ImmutableArray<EventEnvelope> events, DateTimeOffset? due)
        {
            if (_waiting is [] || Waits() <= now)
            {
                Flush(isForced: true);
                return new(_ready.DrainToImmutable(), _leftOut.DrainToImmutable(), events[_read..], due);
            }

            var first = _waiting.Min(item => item.First);
            return new(
                _ready.DrainToImmutable(),
                [.. _leftOut.Where(left => left.Position < first)],
                [.. events.Where(told => told.Position >= first)],
                due < Waits() ? due : Waits());
        }

        private DateTimeOffset Waits()
        {
            var due = _waiting.SelectMany(item => item.Events).Min(told => told.Event.OccurredAt) + batching.Wait;
            return calm.Quiet?.EndAt(due > now ? due : now) ?? due;
        }

        /// <summary>Makes messages of what waits: all, or those that are full.</summary>
        private void Flush(bool isForced)
        {
            while (_waiting.Count >= batching.Most || (isForced && _waiting is not []))
            {
                var chunk = _waiting.Take(batching.Most).ToList();
                _waiting.RemoveRange(0, chunk.Count);
                ImmutableArray<EventEnvelope> told = [.. chunk.SelectMany(item => item.Events).OrderBy(one => one.Position)];
                _ready.Add(new(told) { Shape = chunk.Exists(item => item.IsFold) ? MessageShape.Folded : MessageShape.Each });

                // What is held is the end of the log: a fold that reaches back behind what is told now goes too.
                isForced |= _waiting is not [] && _waiting.Min(item => item.First) < chunk[^1].Last;
            }
        }

        private static LeftOut? Describe(ImmutableArray<EventEnvelope> left)
        {
            if (left is [])
            {
                return null;
            }

            var subjects = left.Select(told => told.Event is { Provider: { } provider, ModelId: { } model } ? $"{provider}/{model}" : told.Event.Connection ?? told.Event.Provider ?? "")
                .Distinct(StringComparer.Ordinal).ToList();
            return new(left.Length, subjects.Count, [.. subjects.Take(MostExamples)]);
        }
    }
}

/// <summary>Held events, cut.</summary>
/// <param name="LeftOut">What undid itself, in no message.</param>
/// <param name="Held">Wait for more, or for their time: the last of the events.</param>
/// <param name="Due">When something of the held ones goes, whatever comes; null where more must be read first.</param>
public sealed record CalmCut(ImmutableArray<Message> Ready, ImmutableArray<EventEnvelope> LeftOut, ImmutableArray<EventEnvelope> Held, DateTimeOffset? Due);
