namespace Tamma.Events;

/// <summary>The bell of a single node: listeners wait on a task that the next ring completes.</summary>
public sealed class InProcessBell : IBell
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _position;

    public void Ring(long position)
    {
        TaskCompletionSource rung;
        lock (_gate)
        {
            if (position <= _position)
            {
                return;
            }

            _position = position;
            rung = _next;
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        rung.SetResult();
    }

    public async Task WaitAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_position > after)
                {
                    return;
                }

                next = _next.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }
}
