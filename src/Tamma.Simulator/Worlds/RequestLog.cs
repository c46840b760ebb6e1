namespace Tamma.Simulator.Worlds;

/// <summary>What a world has been asked. Keeps the last hundred and counts all.</summary>
internal sealed class RequestLog
{
    private const int Kept = 100;
    private readonly Lock _gate = new();
    private readonly Queue<SeenRequest> _last = new(Kept);
    private long _count;
    private long _notModified;

    public void Add(SeenRequest request)
    {
        lock (_gate)
        {
            _count++;
            if (_last.Count == Kept)
            {
                _last.Dequeue();
            }

            _last.Enqueue(request);
        }
    }

    public void AddNotModified()
    {
        lock (_gate)
        {
            _notModified++;
        }
    }

    public SeenRequests Read()
    {
        lock (_gate)
        {
            return new(_count, _notModified, [.. _last]);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            (_count, _notModified) = (0, 0);
            _last.Clear();
        }
    }
}

/// <summary>One request. Of the header with the key only that it was there: a log holds no key.</summary>
internal sealed record SeenRequest(DateTimeOffset At, string Method, string Path, bool Authorization, string? IfNoneMatch);

/// <summary>The log as control shows it.</summary>
internal sealed record SeenRequests(long Count, long NotModified, IReadOnlyList<SeenRequest> Last);
