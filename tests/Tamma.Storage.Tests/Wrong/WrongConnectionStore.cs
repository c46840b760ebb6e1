using System.Collections.Immutable;
using Tamma.Events;
using Tamma.Providers;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right keeper of connections behind one fault.</summary>
internal sealed class WrongConnectionStore(IConnectionStore inner, RecordFault fault) : IConnectionStore
{
    public Task<IReadOnlyList<StoredConnection>> ReadAsync(CancellationToken cancellationToken) => inner.ReadAsync(cancellationToken);

    public async Task<long> SaveAsync(StoredConnection connection, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        var known = (await inner.ReadAsync(cancellationToken)).FirstOrDefault(one => one.Id == connection.Id);
        return await inner.SaveAsync(
            fault switch
            {
                RecordFault.KeepsTheFirstState when known is not null => known,
                RecordFault.LosesSettings => connection with { Definition = connection.Definition is { } options ? options with { Settings = ImmutableDictionary<string, string>.Empty } : null },
                _ => connection,
            },
            fault is RecordFault.LosesEvents ? [] : events,
            cancellationToken);
    }

    public async Task<long> RemoveAsync(string id, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        if (fault is RecordFault.RemovesAll)
        {
            foreach (var connection in await inner.ReadAsync(cancellationToken))
            {
                await inner.RemoveAsync(connection.Id, [], cancellationToken);
            }
        }

        return await inner.RemoveAsync(fault is RecordFault.ClearsNothing ? "nobody" : id, events, cancellationToken);
    }
}
