namespace Tamma.Notifications.Live;

/// <summary>
/// The newest batches, as many as may be held. Nobody waits for those who read it: what is full forgets its oldest batch, and a
/// reader that still needed it sees that it is gone. So a thousand readers, however slow, hold no more memory than one.
/// </summary>
internal sealed class LiveRing(int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<LiveBatch> _batches = new();
    private LiveBatch[] _inOrder = [];
    private int _events;

    /// <summary>The position up to which it was filled; null before that.</summary>
    public long? End { get; private set; }

    /// <summary>Nothing before this position is held.</summary>
    public long Start { get; private set; }

    public void Begin(long position)
    {
        lock (_gate)
        {
            Clear();
            (Start, End) = (position, position);
        }
    }

    public void Forget()
    {
        lock (_gate)
        {
            Clear();
            End = null;
        }
    }

    public void Add(LiveBatch batch)
    {
        lock (_gate)
        {
            _batches.Enqueue(batch);
            _events += batch.Events.Length;
            while (_events > most && _batches.Count > 1)
            {
                var oldest = _batches.Dequeue();
                _events -= oldest.Events.Length;
                Start = oldest.End;
            }

            End = batch.End;
            _inOrder = [];
        }
    }

    /// <returns>Where a reader at this position finds what comes next.</returns>
    public (LivePlace Place, LiveBatch? Next) Find(long position)
    {
        lock (_gate)
        {
            if (End is not { } end || position < Start)
            {
                return (End is null ? LivePlace.Nowhere : LivePlace.Behind, null);
            }

            if (position >= end)
            {
                return (LivePlace.AtEnd, null);
            }

            if (_inOrder is [])
            {
                _inOrder = [.. _batches];
            }

            var (low, high) = (0, _inOrder.Length - 1);
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                (low, high) = _inOrder[middle].End <= position ? (middle + 1, high) : (low, middle);
            }

            return (LivePlace.Within, _inOrder[low]);
        }
    }

    private void Clear()
    {
        _batches.Clear();
        (_inOrder, _events) = ([], 0);
    }
}

internal enum LivePlace
{
    /// <summary>Nothing is held at all.</summary>
    Nowhere,

    /// <summary>What it needs next is no longer held.</summary>
    Behind,
    Within,
    AtEnd,
}
