using System.Diagnostics.CodeAnalysis;

namespace Tamma.Discovery;

/// <summary>A run that is under way.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source of cancellation has no timer and no handle, and may be cancelled at any time after the end.")]
internal sealed class ActiveRun(Run run)
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Run _run = run;

    public Run Run
    {
        get => _run;
        set => _run = value;
    }

    public CancellationToken Token => _cancel.Token;

    /// <summary>Completes when the run has ended and its place is free for the next; never fails.</summary>
    public Task Ended => _ended.Task;

    public void Cancel() => _cancel.Cancel();

    public void End() => _ended.TrySetResult();
}
