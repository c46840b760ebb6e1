using System.Diagnostics;

namespace Tamma.Simulator.Chat.Pacing;

/// <summary>
/// Wakes many streams at their times, in the order of these, from one thread that sleeps until the next of them.
/// What waits goes on upon that thread: it must not block, and must leave it when it has more to do than one frame.
/// The thread starts with the first wait and sleeps without end when nothing waits.
/// </summary>
internal sealed class Pacer : IDisposable
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(PacerTicket Ticket, int Round), long> _queue = new();
    private readonly PrecisePause _pause = new();
    private Thread? _thread;
    private long _next = long.MaxValue;
    private bool _isDisposed;

    /// <summary>True on the pacer's own thread.</summary>
    public bool IsHere => Thread.CurrentThread == _thread;

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _pause.Wake();
        _thread?.Join();
        _pause.Dispose();
    }

    internal void Add(PacerTicket ticket, int round, long due)
    {
        bool isFirst;
        lock (_gate)
        {
            _queue.Enqueue((ticket, round), due);
            isFirst = due < _next;
            _next = Math.Min(_next, due);
            if (_thread is null)
            {
                _thread = new(Run) { IsBackground = true, Name = nameof(Pacer) };
                _thread.Start();
            }
        }

        if (isFirst && !IsHere)
        {
            _pause.Wake();
        }
    }

    private void Run()
    {
        _pause.Sharpen();
        while (true)
        {
            long next;
            (PacerTicket Ticket, int Round) due = default;
            lock (_gate)
            {
                if (_isDisposed)
                {
                    return;
                }

                next = _queue.TryPeek(out _, out var first) ? first : long.MaxValue;
                if (next <= Stopwatch.GetTimestamp())
                {
                    due = _queue.Dequeue();
                }

                _next = next;
            }

            if (due.Ticket is not null)
            {
                due.Ticket.Complete(due.Round);
            }
            else
            {
                _pause.WaitUntil(next);
            }
        }
    }
}
