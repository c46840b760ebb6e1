using System.Collections.Immutable;
using Tamma.Events;

namespace Tamma.Notifications.Subscriptions;

/// <summary>How many events make a message: up to <paramref name="Most"/>, and none waits for others longer than <paramref name="Wait"/>.</summary>
/// <param name="Most">1 sends each alone.</param>
/// <param name="Wait">From the time at which an event happened. Zero waits for none: what is there together goes together.</param>
public sealed record Batching(int Most, TimeSpan Wait)
{
    public const int MostOfAll = 1_000;
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    public static Batching None { get; } = new(1, TimeSpan.Zero);

    /// <summary>Cuts events into messages; each event is in one message or held, in its order.</summary>
    /// <param name="events">All that are not told yet, in the order of the log.</param>
    public Cut Of(ImmutableArray<EventEnvelope> events, DateTimeOffset now)
    {
        var ready = ImmutableArray.CreateBuilder<Message>();
        var from = 0;
        while (events.Length - from >= Most)
        {
            ready.Add(new(events.Slice(from, Most)));
            from += Most;
        }

        var rest = events[from..];
        if (rest is [])
        {
            return new(ready.ToImmutable(), [], null);
        }

        // Not the first one's time: a clock that was set back may have given a later event an earlier one.
        var due = rest.Min(held => held.Event.OccurredAt) + Wait;
        if (due > now)
        {
            return new(ready.ToImmutable(), rest, due);
        }

        ready.Add(new(rest));
        return new(ready.ToImmutable(), [], null);
    }
}

/// <summary>Events cut into messages.</summary>
/// <param name="Held">Wait for more, or for their time.</param>
/// <param name="Due">When the held ones go, whatever comes.</param>
public sealed record Cut(ImmutableArray<Message> Ready, ImmutableArray<EventEnvelope> Held, DateTimeOffset? Due);
