using Tamma.Events;
using Tamma.Providers.Health;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right keeper of health behind one fault.</summary>
internal sealed class WrongHealthStore(IHealthStore inner, RecordFault fault) : IHealthStore
{
    private readonly Dictionary<string, HealthState> _first = new(StringComparer.Ordinal);

    public Task<long> SaveAsync(HealthSample sample, HealthState state, int most, DateTimeOffset notBefore, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        _first.TryAdd(state.Connection, state);
        return inner.SaveAsync(
            fault is RecordFault.RoundsValues && sample.ResponseTime is { } time ? sample with { ResponseTime = TimeSpan.FromMilliseconds((long)time.TotalMilliseconds) } : sample,
            fault is RecordFault.KeepsTheFirstState ? _first[state.Connection] : state,
            fault is RecordFault.KeepsTooMany ? int.MaxValue : most,
            fault is RecordFault.KeepsTooLong ? DateTimeOffset.MinValue : notBefore,
            fault is RecordFault.LosesEvents ? [.. events.Take(1)] : events,
            cancellationToken);
    }

    public Task<IReadOnlyList<HealthState>> ReadStatesAsync(CancellationToken cancellationToken) => inner.ReadStatesAsync(cancellationToken);

    public async Task<IReadOnlyList<HealthSample>> ReadSamplesAsync(string connection, int limit, CancellationToken cancellationToken) => fault switch
    {
        RecordFault.OldestFirst => [.. (await inner.ReadSamplesAsync(connection, int.MaxValue, cancellationToken)).Take(limit)],
        _ => await inner.ReadSamplesAsync(connection, limit, cancellationToken),
    };

    public async Task ForgetAsync(string connection, CancellationToken cancellationToken)
    {
        if (fault is RecordFault.RemovesAll)
        {
            foreach (var state in await inner.ReadStatesAsync(cancellationToken))
            {
                await inner.ForgetAsync(state.Connection, cancellationToken);
            }
        }

        await inner.ForgetAsync(fault is RecordFault.ClearsNothing ? "nobody" : connection, cancellationToken);
    }
}
