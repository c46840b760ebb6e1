using System.Runtime.CompilerServices;
using Tamma.Catalog.Retention;
using Tamma.Events;
using Tamma.Notifications.Filtering;

namespace Tamma.Notifications.Live;

/// <summary>
/// Reads the log from a place on and goes on with what comes: no event twice, none left out. What is held for all
/// (<see cref="LiveFanout"/>) is taken from there, what is older from the log.
/// </summary>
public sealed class LogReader(IEventLog log, IRetentionStore retention, LiveFanout fanout, EventRows rows)
{
    /// <summary>Where a reader may begin.</summary>
    /// <param name="from">Null for now: what comes from here on.</param>
    /// <exception cref="CursorExpiredException">It cannot go on from there without leaving something out.</exception>
    public async Task<Cursor> PlaceAsync(Cursor? from, CancellationToken cancellationToken)
    {
        var head = await log.HeadAsync(cancellationToken);
        if (from is not { } cursor)
        {
            return new(head.LogId, head.Position);
        }

        return CursorExpiredException.Of(cursor, head, (await retention.ReadHorizonsAsync(cancellationToken)).Events) is { } expired ? throw expired : cursor;
    }

    /// <summary>Events that match, in order, for ever. A reader in this process may take its time: nothing is lost and nobody waits for it.</summary>
    /// <param name="from">After which event; null for what comes from now on.</param>
    /// <param name="filter"><see cref="EventFilter.Feed"/> where nothing special is asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CursorExpiredException">The place is not in the log, or no longer. Also later, when retention overtakes a reader.</exception>
    public async IAsyncEnumerable<EventEnvelope> ReadAsync(Cursor? from, EventFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var place = await PlaceAsync(from, cancellationToken);
        using var listener = fanout.Listen("process");
        await foreach (var batch in FollowAsync(place.Position, listener, cancellationToken))
        {
            foreach (var happening in batch.Events)
            {
                if (happening.Matches(filter))
                {
                    yield return happening.Envelope;
                }
            }
        }
    }

    /// <summary>For those who have several filters, or other things to do meanwhile.</summary>
    /// <param name="position">A place that <see cref="PlaceAsync"/> gave.</param>
    /// <param name="listener">The caller's; it is told how far this has come.</param>
    /// <param name="isPatient">Falling behind is no fault: the log is read again. Else it ends with <see cref="ListenerTooSlowException"/>.</param>
    public LogFollower Follow(long position, LiveListener listener, bool isPatient) => new(position, retention, fanout, listener, isPatient);

    private async IAsyncEnumerable<LiveBatch> FollowAsync(long position, LiveListener listener, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var follower = Follow(position, listener, isPatient: true);
        await using var end = cancellationToken.Register(listener.Signal.Set);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await follower.TryNextAsync(cancellationToken) is { } batch)
            {
                yield return batch;
            }
            else
            {
                await listener.Signal.WaitAsync();
            }
        }
    }

    /// <summary>The last events of the log that match, the newest first. Looks at so many of the last events and no more.</summary>
    public async Task<IReadOnlyList<EventEnvelope>> LatestAsync(EventFilter filter, int limit, int examined, CancellationToken cancellationToken)
    {
        const int Step = 1_000;
        List<EventEnvelope> found = [];
        var end = (await log.HeadAsync(cancellationToken)).Position;
        for (var low = Math.Max(0, end - examined); end > low && found.Count < limit; end -= Step)
        {
            var start = Math.Max(low, end - Step);
            var batch = await LiveEvents.ReadAsync(log, rows, start, (int)(end - start), cancellationToken);
            found.AddRange(batch.Events.Where(happening => happening.Position <= end && happening.Matches(filter)).Reverse().Select(happening => happening.Envelope).Take(limit - found.Count));
        }

        return found;
    }
}
