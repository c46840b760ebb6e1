namespace Tamma.Simulator.Chat.Sending;

/// <summary>The sends of a world's last requests. When there are a thousand, or a million frames in them, the oldest is forgotten for the next.</summary>
internal sealed class SendLog
{
    private const int Kept = 1_000;
    private const int KeptFrames = 1_000_000;
    private readonly Lock _gate = new();
    private readonly LinkedList<SendRecord> _last = [];
    private long _dropped;

    public void Add(SendRecord record)
    {
        lock (_gate)
        {
            _last.AddLast(record);
            if (_last.Count > Kept)
            {
                DropFirst();
            }
        }
    }

    /// <summary>To be called when a stream has ended: only then is its size known.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            var frames = _last.Sum(record => record.FrameCount);
            while (frames > KeptFrames && _last.Count > 1)
            {
                frames -= _last.First!.Value.FrameCount;
                DropFirst();
            }
        }
    }

    /// <summary>The last request of that id.</summary>
    public SendRecord? Find(string id)
    {
        lock (_gate)
        {
            for (var node = _last.Last; node is not null; node = node.Previous)
            {
                if (node.Value.Id == id)
                {
                    return node.Value;
                }
            }

            return null;
        }
    }

    public SendsRead Read()
    {
        lock (_gate)
        {
            return new(_dropped, [.. _last.Select(record => record.ReadInShort())]);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _last.Clear();
            _dropped = 0;
        }
    }

    private void DropFirst()
    {
        _last.RemoveFirst();
        _dropped++;
    }
}

/// <summary>The log as control shows it.</summary>
internal sealed record SendsRead(long Dropped, IReadOnlyList<SendsInShort> Requests);
