using Tamma.Events;

namespace Tamma.Catalog;

/// <summary>The log without the single events that a <see cref="CatalogSummary"/> tells of. For readers that ask for nothing special.</summary>
public sealed class CalmFeed(IEventLog log)
{
    /// <summary>Summaries that may lie within another's commits.</summary>
    private const int MostNested = 16;

    private IReadOnlyList<CatalogSummary> _next = [];
    private bool _isLast;

    /// <summary>Reads at most <paramref name="limit"/> events of these types after a position and gives those that are to be told.</summary>
    /// <returns>The events, how far the log was read for them, and whether nothing more was there.</returns>
    public async Task<(IReadOnlyList<EventEnvelope> Events, long End, bool AtEnd)> ReadAsync(long after, int limit, IReadOnlyCollection<string> types, CancellationToken cancellationToken)
    {
        var page = await log.ReadAsync(after, limit, types, cancellationToken);
        List<EventEnvelope> told = [];
        foreach (var envelope in page)
        {
            if (!await IsSummedUpAsync(envelope, cancellationToken))
            {
                told.Add(envelope);
            }
        }

        return (told, page.Count == 0 ? after : page[^1].Position, page.Count < limit);
    }

    /// <summary>Whether a summary that is in the log by now tells of it. Events are asked about in the log's order, and soon: what comes to the log later is not seen.</summary>
    public async ValueTask<bool> IsSummedUpAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        if (!CatalogSummary.IsOurs(envelope.Event.Cause) || envelope.Event.Type == EventTypes.CatalogSummary)
        {
            return false;
        }

        if (!_isLast && (_next is [] || _next[0].Position <= envelope.Position))
        {
            _next = [.. (await log.ReadAsync(envelope.Position, MostNested, [EventTypes.CatalogSummary], cancellationToken)).Select(CatalogSummary.Read)];
            _isLast = _next.Count < MostNested;
        }

        return _next.Any(summary => summary.Covers(envelope));
    }
}
