using Tamma.Discovery;
using Tamma.Events;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right keeper of told ends behind one fault.</summary>
internal sealed class WrongRetirementStore(IRetirementStore inner, IEventLog log, RecordFault fault) : IRetirementStore
{
    public async Task<IReadOnlyList<RetirementNotice>> ReadAsync(CancellationToken cancellationToken)
    {
        var told = await inner.ReadAsync(cancellationToken);
        return fault is RecordFault.ForgetsTheDays ? [.. told.Select(notice => notice with { Days = 0 })] : told;
    }

    public async Task<long> TellAsync(IReadOnlyList<(RetirementNotice Notice, EventDraft Event)> notices, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case RecordFault.LosesEvents:
                return await inner.TellAsync([.. notices.Take(1)], cancellationToken);
            case RecordFault.TellsAgain:
                await inner.TellAsync(notices, cancellationToken);
                return await log.AppendAsync([.. notices.Select(pair => pair.Event with { Id = Guid.CreateVersion7() })], cancellationToken);
            case RecordFault.IgnoresTheState:
                await inner.TellAsync([.. notices.Take(1)], cancellationToken);
                return await inner.TellAsync([.. notices.Skip(1)], cancellationToken);
            default:
                return await inner.TellAsync(notices, cancellationToken);
        }
    }
}
