using Tamma.Catalog.Overriding;
using Tamma.Events;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right ledger behind one fault.</summary>
internal sealed class WrongOverrideStore(IOverrideStore inner, RecordFault fault) : IOverrideStore
{
    public async Task<long> SaveAsync(IReadOnlyList<Override> entries, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        List<Override> kept = [];
        foreach (var entry in entries)
        {
            var known = await inner.GetAsync(entry.Id, cancellationToken);
            kept.Add(fault switch
            {
                RecordFault.KeepsTheFirstState when known is not null => known,
                RecordFault.RoundsValues => entry with { Upstream = null },
                _ => entry,
            });
        }

        return await inner.SaveAsync(kept, fault is RecordFault.LosesEvents ? [] : events, cancellationToken);
    }

    public Task<Override?> GetAsync(Guid id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

    public async Task<IReadOnlyList<Override>> ReadInForceAsync(CancellationToken cancellationToken)
    {
        var entries = await (fault is RecordFault.IgnoresTheState ? inner.ReadAsync(new(), cancellationToken) : inner.ReadInForceAsync(cancellationToken));
        return fault is RecordFault.OldestFirst ? [.. entries.Reverse()] : [.. entries.OrderBy(entry => entry.CreatedAt)];
    }

    public async Task<IReadOnlyList<Override>> ReadAsync(OverrideQuery query, CancellationToken cancellationToken)
    {
        var entries = await inner.ReadAsync(
            fault switch
            {
                RecordFault.IgnoresTheState => query with { InForce = null },
                RecordFault.IgnoresTheSource => query with { Key = null },
                RecordFault.KeepsTooMany => query with { Limit = int.MaxValue },
                _ => query,
            },
            cancellationToken);
        return fault is RecordFault.OldestFirst ? [.. entries.Reverse()] : entries;
    }
}
