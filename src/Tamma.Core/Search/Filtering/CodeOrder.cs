using Tamma.Search.Index;

namespace Tamma.Search.Filtering;

/// <summary>
/// The models of a column by their codes: a run of codes is a run of models, so a condition is answered from those that it holds for. Long
/// runs are put together of sets that are made when they are first needed.
/// </summary>
internal sealed class CodeOrder
{
    /// <summary>A set of the first models in order is kept for each of so many parts.</summary>
    private const int Parts = 32;

    /// <summary>Up to so many codes are added one by one, the frequent ones as sets.</summary>
    private const int Few = 6;

    private readonly int[] _places;
    private readonly int[] _starts;
    private readonly int _count;
    private readonly ulong[]?[] _ofCode;
    private readonly ulong[]?[] _first = new ulong[Parts + 1][];

    /// <param name="codes">By model; below zero for unknown.</param>
    /// <param name="values">How many codes there are.</param>
    public CodeOrder(ReadOnlySpan<int> codes, int values)
    {
        _count = codes.Length;
        _ofCode = new ulong[values][];
        _starts = new int[values + 1];
        foreach (var code in codes)
        {
            if (code >= 0)
            {
                _starts[code + 1]++;
            }
        }

        for (var code = 0; code < values; code++)
        {
            _starts[code + 1] += _starts[code];
        }

        _places = new int[_starts[values]];
        var next = _starts.AsSpan(0, values).ToArray();
        for (var place = 0; place < codes.Length; place++)
        {
            if (codes[place] >= 0)
            {
                _places[next[codes[place]]++] = place;
            }
        }
    }

    /// <summary>In the order of the index.</summary>
    public ReadOnlySpan<int> Of(int code) => _places.AsSpan(_starts[code].._starts[code + 1]);

    /// <summary>A set of those that have a code, where they are many.</summary>
    public ReadOnlySpan<ulong> SetOf(int code)
    {
        if ((long)(_starts[code + 1] - _starts[code]) * 64 < _count)
        {
            return [];
        }

        if (Volatile.Read(ref _ofCode[code]) is { } made)
        {
            return made;
        }

        var set = new ulong[Bits.Words(_count)];
        Add(Of(code), set);
        Volatile.Write(ref _ofCode[code], set);
        return set;
    }

    /// <summary>Adds the models whose code is at least the first and below the second.</summary>
    public void Within(int from, int to, Span<ulong> set)
    {
        if (from >= to)
        {
            return;
        }

        var (first, end) = (_starts[from], _starts[to]);
        if (to - from <= Few)
        {
            for (var code = from; code < to; code++)
            {
                if (SetOf(code) is { Length: > 0 } many)
                {
                    Bits.Or(set, many);
                }
                else
                {
                    Add(Of(code), set);
                }
            }
        }
        else if ((long)(end - first) * Parts / 2 <= _count)
        {
            Add(_places.AsSpan(first..end), set);
        }
        else
        {
            AddLong(first, end, set);
        }
    }

    /// <summary>All from the nearest part on up to the nearest part; then what is too much or missing at both ends.</summary>
    private void AddLong(int first, int end, Span<ulong> set)
    {
        var step = Math.Max(1, (_places.Length + Parts - 1) / Parts);
        var (low, high) = ((first + step - 1) / step, end / step);
        var below = FirstOf(low, step);
        var above = FirstOf(high, step);
        Bits.OrAndNot(set, above, below);
        Add(_places.AsSpan(first..Math.Min(end, low * step)), set);
        Add(_places.AsSpan(Math.Max(first, high * step)..end), set);
    }

    private ulong[] FirstOf(int part, int step)
    {
        if (Volatile.Read(ref _first[part]) is { } made)
        {
            return made;
        }

        var set = new ulong[Bits.Words(_count)];
        Add(_places.AsSpan(0, Math.Min(part * step, _places.Length)), set);
        Volatile.Write(ref _first[part], set);
        return set;
    }

    private static void Add(ReadOnlySpan<int> places, Span<ulong> set)
    {
        foreach (var place in places)
        {
            Bits.Add(set, place);
        }
    }
}
