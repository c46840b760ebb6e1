namespace Tamma.Search.Ranking;

/// <summary>A model on its way to a page: what it misses decides first, then wishes, then the order asked for, then its points, then its key.</summary>
internal readonly record struct Ranked(int Place, float Penalty, float Wishes, double Order, float Score) : IComparable<Ranked>
{
    /// <summary>Below zero where this comes first.</summary>
    public int CompareTo(Ranked other) =>
        Penalty != other.Penalty ? Penalty.CompareTo(other.Penalty)
        : Wishes != other.Wishes ? other.Wishes.CompareTo(Wishes)
        : Order != other.Order ? Order.CompareTo(other.Order)
        : Score != other.Score ? other.Score.CompareTo(Score)
        : Place.CompareTo(other.Place);
}

/// <summary>Keeps the best of many in a bounded heap whose root is the worst that is kept.</summary>
internal ref struct Best(Span<Ranked> room)
{
    private readonly Span<Ranked> _heap = room;

    public int Count { get; private set; }

    public void Offer(in Ranked one)
    {
        if (Count < _heap.Length)
        {
            _heap[Count] = one;
            Rise(Count++);
        }
        else if (_heap.Length > 0 && one.CompareTo(_heap[0]) < 0)
        {
            _heap[0] = one;
            Sink();
        }
    }

    /// <summary>Best first; nothing can be offered after.</summary>
    public readonly ReadOnlySpan<Ranked> Sorted()
    {
        var kept = _heap[..Count];
        kept.Sort();
        return kept;
    }

    private readonly void Rise(int at)
    {
        while (at > 0 && (at - 1) / 2 is var parent && _heap[at].CompareTo(_heap[parent]) > 0)
        {
            (_heap[at], _heap[parent]) = (_heap[parent], _heap[at]);
            at = parent;
        }
    }

    private readonly void Sink()
    {
        for (var at = 0; ;)
        {
            var child = (2 * at) + 1;
            if (child >= Count)
            {
                return;
            }

            if (child + 1 < Count && _heap[child + 1].CompareTo(_heap[child]) > 0)
            {
                child++;
            }

            if (_heap[child].CompareTo(_heap[at]) <= 0)
            {
                return;
            }

            (_heap[at], _heap[child]) = (_heap[child], _heap[at]);
            at = child;
        }
    }
}
