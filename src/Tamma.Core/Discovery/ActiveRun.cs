using System.Diagnostics.CodeAnalysis;

namespace Tamma.Discovery;

/// <summary>A run that is under way.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source of cancellation has no timer and no handle, and may be cancelled at any time after the end.")]
internal sealed class ActiveRun(Run run)
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private volatile Run _run = run;
    private RunTrigger? _next;
    private bool _left;

    public Run Run
    {
        get => _run;
        set => _run = value;
    }

    public CancellationToken Token => _cancel.Token;

    /// <summary>Completes when the run has ended and its place is free for the next; never fails.</summary>
    public Task Ended => _ended.Task;

    public void Cancel() => _cancel.Cancel();

    /// <summary>Asks for another run after this one; false when this one has left its place already.</summary>
    public bool TryFollow(RunTrigger trigger)
    {
        lock (_lock)
        {
            _next = _left ? null : trigger;
            return !_left;
        }
    }

    /// <summary>The run has left its place.</summary>
    /// <returns>Why another is to follow, or null when none is.</returns>
    public RunTrigger? End()
    {
        RunTrigger? next;
        lock (_lock)
        {
            _left = true;
            next = _next;
        }

        _ended.TrySetResult();
        return next;
    }
}
