using Tamma.Events;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right bell behind one fault.</summary>
internal sealed class WrongBell(IBell inner, SignalFault fault) : IBell
{
    private long _rung;

    public void Ring(long position)
    {
        _rung = Math.Max(_rung, position);
        if (fault is not SignalFault.WakesNobody)
        {
            inner.Ring(position);
        }
    }

    public Task WaitAsync(long after, CancellationToken cancellationToken) => fault switch
    {
        SignalFault.ForgetsWhatWasRung => inner.WaitAsync(Math.Max(after, _rung), cancellationToken),
        SignalFault.WakesForTheKnown => inner.WaitAsync(after - 1, cancellationToken),
        _ => inner.WaitAsync(after, cancellationToken),
    };
}
