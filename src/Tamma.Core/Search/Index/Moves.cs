using System.Collections.Immutable;
using Tamma.Catalog;

namespace Tamma.Search.Index;

/// <summary>
/// Where the models of one index stand in the next one. A model that changed keeps no place: it is read anew, as one that was added is.
/// </summary>
internal sealed class Moves
{
    /// <summary>Runs of models that stand side by side in both, changed ones among them.</summary>
    private readonly List<(int From, int To, int Length)> _runs = [];

    private readonly List<int> _fresh = [];
    private readonly int[] _before;
    private readonly int[] _after;

    private Moves(int before, int after) => (_after, _before) = (new int[before], new int[after]);

    /// <summary>How many there are now.</summary>
    public int Count => _before.Length;

    /// <summary>The places of what is read anew, ascending.</summary>
    public IReadOnlyList<int> Fresh => _fresh;

    /// <summary>By the place before, the place now; below zero for what is gone or read anew.</summary>
    public ReadOnlySpan<int> After => _after;

    /// <summary>By the place now, the place before; below zero for what is read anew.</summary>
    public ReadOnlySpan<int> Before => _before;

    /// <summary>No model came or went.</summary>
    public bool IsInPlace => Count == _after.Length && (Count == 0 || (_runs is [(0, 0, var length)] && length == Count));

    /// <summary>Walks both once; both are in key order.</summary>
    /// <param name="before">The models of the index before.</param>
    /// <param name="after">The models of the next.</param>
    /// <param name="isOther">Whether something else of a model that stayed must be read anew.</param>
    public static Moves Between(ImmutableArray<Model> before, ImmutableArray<Model> after, Func<Model, bool> isOther)
    {
        var moves = new Moves(before.Length, after.Length);
        var (from, to) = (0, 0);
        while (from < before.Length || to < after.Length)
        {
            var order = from == before.Length ? 1 : to == after.Length ? -1 : ReferenceEquals(before[from], after[to]) ? 0 : before[from].Key.CompareTo(after[to].Key);
            if (order < 0)
            {
                moves._after[from++] = -1;
            }
            else if (order > 0)
            {
                moves._before[to] = -1;
                moves._fresh.Add(to++);
            }
            else
            {
                moves.Stay(from, to, ReferenceEquals(before[from], after[to]) && !isOther(after[to]));
                (from, to) = (from + 1, to + 1);
            }
        }

        return moves;
    }

    /// <summary>Values by place → the same by the places now.</summary>
    /// <param name="before">By the places before.</param>
    /// <param name="fresh">Of what is read anew, in the order of <see cref="Fresh"/>.</param>
    public T[] Move<T>(ReadOnlySpan<T> before, ReadOnlySpan<T> fresh)
    {
        var after = new T[Count];
        foreach (var (from, to, length) in _runs)
        {
            before.Slice(from, length).CopyTo(after.AsSpan(to));
        }

        for (var i = 0; i < _fresh.Count; i++)
        {
            after[_fresh[i]] = fresh[i];
        }

        return after;
    }

    /// <summary>The same of a set; one that nothing changes in is given back as it is.</summary>
    /// <param name="before">Empty where no model before was in it.</param>
    /// <param name="fresh">Empty where none that is read anew is in it.</param>
    public ulong[] Move(ulong[] before, ReadOnlySpan<ulong> fresh)
    {
        if (IsInPlace && before.Length == Bits.Words(Count) && IsSame(before, fresh))
        {
            return before;
        }

        var after = new ulong[Bits.Words(Count)];
        foreach (var (from, to, length) in before.Length == 0 ? [] : _runs)
        {
            Bits.Copy(before, from, after, to, length);
        }

        for (var i = 0; i < _fresh.Count; i++)
        {
            Bits.Set(after, _fresh[i], !fresh.IsEmpty && Bits.Has(fresh, i));
        }

        return after;
    }

    private bool IsSame(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> fresh)
    {
        for (var i = 0; i < _fresh.Count; i++)
        {
            if (Bits.Has(before, _fresh[i]) != (!fresh.IsEmpty && Bits.Has(fresh, i)))
            {
                return false;
            }
        }

        return true;
    }

    private void Stay(int from, int to, bool isSame)
    {
        (_after[from], _before[to]) = isSame ? (to, from) : (-1, -1);
        if (!isSame)
        {
            _fresh.Add(to);
        }

        if (_runs is [.., var last] && last.From + last.Length == from && last.To + last.Length == to)
        {
            _runs[^1] = last with { Length = last.Length + 1 };
        }
        else
        {
            _runs.Add((from, to, 1));
        }
    }
}
