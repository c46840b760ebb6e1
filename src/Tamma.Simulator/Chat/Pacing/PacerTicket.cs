using System.Diagnostics;
using System.Threading.Tasks.Sources;

namespace Tamma.Simulator.Chat.Pacing;

/// <summary>One stream's place in the pacer's order. It waits for one time after another, never for two at once, and makes no garbage in doing so.</summary>
internal sealed class PacerTicket : IValueTaskSource, IDisposable
{
    private readonly Pacer _pacer;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private ManualResetValueTaskSourceCore<bool> _core;
    private int _waiting; // The round that waits, or zero.
    private int _round;

    public PacerTicket(Pacer pacer, CancellationToken cancellationToken)
    {
        (_pacer, _cancellation) = (pacer, cancellationToken);
        _registration = cancellationToken.UnsafeRegister(static ticket => ((PacerTicket)ticket!).Cancel(), this);
    }

    /// <summary>Goes on when <see cref="Stopwatch.GetTimestamp"/> has come to that; at once when it has already.</summary>
    public ValueTask UntilAsync(long due)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (due <= Stopwatch.GetTimestamp())
        {
            return default;
        }

        _core.Reset();
        var round = ++_round;
        Volatile.Write(ref _waiting, round);
        _pacer.Add(this, round, due);
        var wait = new ValueTask(this, _core.Version);
        if (_cancellation.IsCancellationRequested)
        {
            Cancel();
        }

        return wait;
    }

    public void Dispose() => _registration.Dispose();

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    internal void Complete(int round)
    {
        if (Interlocked.CompareExchange(ref _waiting, 0, round) == round)
        {
            _core.SetResult(true);
        }
    }

    private void Cancel()
    {
        if (Interlocked.Exchange(ref _waiting, 0) != 0)
        {
            _core.SetException(new OperationCanceledException(_cancellation));
        }
    }
}
