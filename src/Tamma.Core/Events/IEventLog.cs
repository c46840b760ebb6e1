namespace Tamma.Events;

/// <summary>
/// The only origin of "something changed". Append-only. Positions start at 1, rise by one and follow commit order:
/// whoever has read up to a position will never later see an event at or below it.
/// </summary>
public interface IEventLog
{
    Task<LogHead> HeadAsync(CancellationToken cancellationToken);

    /// <summary>Reads events after a position, in order, at most <paramref name="limit"/>.</summary>
    /// <param name="types">When not empty, only these types. The limit counts what is returned.</param>
    Task<IReadOnlyList<EventEnvelope>> ReadAsync(long after, int limit, IReadOnlyCollection<string> types, CancellationToken cancellationToken);

    /// <summary>Appends events that describe no catalogue commit; those are written by the commit itself. All or none.</summary>
    /// <returns>The position of the last.</returns>
    Task<long> AppendAsync(IReadOnlyList<EventDraft> events, CancellationToken cancellationToken);
}
