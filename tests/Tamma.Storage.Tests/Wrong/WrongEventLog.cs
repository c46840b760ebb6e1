using Tamma.Events;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right log behind one fault.</summary>
internal sealed class WrongEventLog(IEventLog inner, LogFault fault) : IEventLog
{
    private IReadOnlyList<EventDraft> _heldBack = [];

    public async Task<LogHead> HeadAsync(CancellationToken cancellationToken)
    {
        var head = await inner.HeadAsync(cancellationToken);
        return fault is LogFault.HasNoIdentity ? head with { LogId = Guid.Empty } : head;
    }

    public async Task<IReadOnlyList<EventEnvelope>> ReadAsync(
        long after, int limit, IReadOnlyCollection<string> types, CancellationToken cancellationToken)
    {
        var events = fault switch
        {
            LogFault.StopsLate => await inner.ReadAsync(after, limit + 1, types, cancellationToken),
            LogFault.ReadsThePositionAgain => await inner.ReadAsync(after - 1, limit, types, cancellationToken),
            LogFault.FiltersAfterTheLimit => await inner.ReadAsync(after, limit, [], cancellationToken),
            _ => await inner.ReadAsync(after, limit, types, cancellationToken),
        };
        return fault switch
        {
            LogFault.FiltersAfterTheLimit => [.. events.Where(envelope => types.Count == 0 || types.Contains(envelope.Event.Type, StringComparer.Ordinal))],
            LogFault.LosesActors => [.. events.Select(envelope => envelope with { Event = envelope.Event with { Actor = null } })],
            LogFault.CountsFromZero => [.. events.Select(envelope => envelope with { Position = envelope.Position - 1 })],
            LogFault.NamesAnotherLog => [.. events.Select(envelope => envelope with { LogId = envelope.Event.Id })],
            _ => events,
        };
    }

    public async Task<long> AppendAsync(IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        if (fault is LogFault.HoldsEventsBack)
        {
            events = [.. events.Take(1), .. Interlocked.Exchange(ref _heldBack, [.. events.Skip(1)])];
        }

        return await inner.AppendAsync(events, cancellationToken);
    }
}
