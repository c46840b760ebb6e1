namespace Tamma.Search.Ranking;

/// <summary>A model on its way to a page: what it misses and which wishes it grants decide first, then the order asked for, then its points, then its key.</summary>
/// <param name="Tier">Lower comes first: see <see cref="TierOf"/>.</param>
/// <param name="Order">Lower comes first; infinity for unknown.</param>
internal readonly record struct Ranked(double Tier, double Order, float Score, int Place) : IComparable<Ranked>
{
    /// <summary>No sum of wishes outweighs the least penalty.</summary>
    private const double WishesInPenalty = 1e-4;

    public static double TierOf(float penalty, float wishes) => penalty - (wishes * WishesInPenalty);

    /// <summary>Below zero where this comes first.</summary>
    public int CompareTo(Ranked other) => Compare(this, other);

    public static int Compare(in Ranked a, in Ranked b) =>
        a.Tier != b.Tier ? a.Tier < b.Tier ? -1 : 1
        : a.Order != b.Order ? a.Order < b.Order ? -1 : 1
        : a.Score != b.Score ? a.Score > b.Score ? -1 : 1
        : a.Place.CompareTo(b.Place);
}

/// <summary>Keeps the best of many in a bounded heap whose root is the worst that is kept.</summary>
internal ref struct Best(Span<Ranked> room)
{
    private readonly Span<Ranked> _heap = room;

    public int Count { get; private set; }

    public readonly int Room => _heap.Length;

    public readonly bool IsFull => Count == _heap.Length;

    /// <summary>Only where something is kept.</summary>
    public readonly ref readonly Ranked Worst => ref _heap[0];

    public void Offer(in Ranked one)
    {
        if (Count < _heap.Length)
        {
            _heap[Count] = one;
            Rise(Count++);
        }
        else if (_heap.Length > 0 && Ranked.Compare(one, _heap[0]) < 0)
        {
            _heap[0] = one;
            Sink();
        }
    }

    /// <summary>Whether one of this tier has no chance any more.</summary>
    public readonly bool Refuses(double tier) => Count == _heap.Length && (Count == 0 || tier > _heap[0].Tier);

    /// <summary>The same of a tier and an order.</summary>
    public readonly bool Refuses(double tier, double order) => Refuses(tier) || (Count == _heap.Length && tier == _heap[0].Tier && order > _heap[0].Order);

    private readonly void Rise(int at)
    {
        while (at > 0 && (at - 1) / 2 is var parent && Ranked.Compare(_heap[at], _heap[parent]) > 0)
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

            if (child + 1 < Count && Ranked.Compare(_heap[child + 1], _heap[child]) > 0)
            {
                child++;
            }

            if (Ranked.Compare(_heap[child], _heap[at]) <= 0)
            {
                return;
            }

            (_heap[at], _heap[child]) = (_heap[child], _heap[at]);
            at = child;
        }
    }
}
