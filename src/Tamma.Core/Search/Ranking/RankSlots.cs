namespace Tamma.Search.Ranking;

/// <summary>Ranks by place, for as many as are looked at closely in two lists. All of it stands on the stack.</summary>
/// <param name="slots">All zero.</param>
/// <param name="ranks">Room for all.</param>
internal ref struct RankSlots(Span<int> slots, Span<Ranked> ranks)
{
    /// <summary>A power of two, and twice as many as two lists have: a slot is found at once.</summary>
    public const int Length = 512;

    private readonly Span<int> _slots = slots;
    private readonly Span<Ranked> _ranks = ranks;

    public int Count { get; private set; }

    public readonly bool Has(int place) => _slots[SlotOf(place)] != 0;

    /// <summary>The rank of a place; a new one behind the others where it has none yet.</summary>
    public ref Ranked Of(int place, out bool isNew)
    {
        var slot = SlotOf(place);
        isNew = _slots[slot] == 0;
        if (isNew)
        {
            _slots[slot] = ++Count;
            _ranks[Count - 1] = new(0, 0, 0, place);
        }

        return ref _ranks[_slots[slot] - 1];
    }

    /// <summary>Its slot, or the free one that is to be its.</summary>
    private readonly int SlotOf(int place)
    {
        var slot = (int)((uint)place * 0x9E3779B9 >> 23);
        while (_slots[slot] != 0 && _ranks[_slots[slot] - 1].Place != place)
        {
            slot = (slot + 1) & (Length - 1);
        }

        return slot;
    }
}
