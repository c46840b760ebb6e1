namespace Tamma.Events;

/// <summary>"Position N exists." Carries no data; a lost ring costs latency, never truth.</summary>
public interface IBell
{
    void Ring(long position);

    /// <summary>Completes once a position beyond <paramref name="after"/> has been rung. It may already have been.</summary>
    Task WaitAsync(long after, CancellationToken cancellationToken);
}
