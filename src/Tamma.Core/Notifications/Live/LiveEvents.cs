using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Notifications.Filtering;

namespace Tamma.Notifications.Live;

/// <summary>A page of the log, made ready for those who listen.</summary>
internal static class LiveEvents
{
    public static async Task<LiveBatch> ReadAsync(IEventLog log, EventRows rows, long after, int limit, CancellationToken cancellationToken)
    {
        var page = await log.ReadAsync(after, limit, [], cancellationToken);
        if (page.Count == 0)
        {
            return new(after, after, []);
        }

        var calm = new CalmFeed(log);
        var events = ImmutableArray.CreateBuilder<LiveEvent>(page.Count);
        foreach (var envelope in page)
        {
            events.Add(new(rows.Of(envelope), await calm.IsSummedUpAsync(envelope, cancellationToken)));
        }

        return new(after, page[^1].Position, events.MoveToImmutable());
    }
}
