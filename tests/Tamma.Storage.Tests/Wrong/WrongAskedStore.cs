using Tamma.Search.Analytics;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right keeper of what was asked behind one fault.</summary>
internal sealed class WrongAskedStore(IAskedStore inner, RecordFault fault) : IAskedStore
{
    private long _number;

    public async Task<bool> AddAsync(AskedBatch batch, int mostForms, CancellationToken cancellationToken)
    {
        if (fault is RecordFault.KeepsTheFirstState && _number++ > 0)
        {
            return true;
        }

        return await inner.AddAsync(
            fault switch
            {
                RecordFault.TellsAgain => batch with { Number = ++_number },
                RecordFault.LosesCounts => batch with { Dropped = [] },
                RecordFault.IgnoresTheState => batch with { Writer = Guid.Empty },
                _ => batch,
            },
            fault is RecordFault.KeepsTooMany ? int.MaxValue : mostForms,
            cancellationToken);
    }

    public Task<AskedSums> ReadAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        fault is RecordFault.ForgetsTheDays ? inner.ReadAsync(DateOnly.MinValue, DateOnly.MaxValue, cancellationToken) : inner.ReadAsync(first, last, cancellationToken);
}
