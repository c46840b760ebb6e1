using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tamma.Filters;
using Tamma.Search.Facets;
using Tamma.Search.Index;

namespace Tamma.Search.Filtering;

/// <summary>
/// One field of all models: its different values in ascending order, and for each model which of them it has. A condition is put to
/// each value once and not to each model; what it holds for is mostly one run of codes, and a run is found eight models at a time.
/// </summary>
internal sealed class CodedColumn
{
    /// <summary>The code of what is unknown: no value has it.</summary>
    public const int Unknown = -1;

    /// <summary>With more runs of codes than this, each model is looked up by itself.</summary>
    private const int MostRuns = 4;

    private readonly FilterValue[] _values;
    private readonly int[] _codes;
    private readonly int[] _ranks;
    private readonly ulong[] _known;
    private readonly Lazy<FacetLabels> _labels;

    private CodedColumn(FilterField field, FilterValue[] values, int[] codes)
    {
        Field = field;
        _values = values;
        _codes = codes;
        _ranks = ValueOrder.Ranks(values);
        _known = new ulong[Bits.Words(codes.Length)];
        Within(0, values.Length, _known);
        IsNumeric = Array.TrueForAll(values, value => value.TryNumber(out _));
        _labels = new(() => FacetLabels.Of(Field, _values));
    }

    public FilterField Field { get; }

    /// <summary>In ascending order.</summary>
    public ReadOnlySpan<FilterValue> Values => _values;

    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>By code, the place of the value among all in ascending order; those that are alike share one.</summary>
    public ReadOnlySpan<int> Ranks => _ranks;

    /// <summary>Every value is a number.</summary>
    public bool IsNumeric { get; }

    /// <summary>What a facet calls the values.</summary>
    public FacetLabels Labels => _labels.Value;

    public static CodedColumn Of(FilterField field, int models, Func<int, FilterValue> valueOf)
    {
        var codes = new int[models];
        Dictionary<FilterValue, int> known = new(ValueOrder.Same);
        for (var place = 0; place < models; place++)
        {
            var value = valueOf(place);
            if (!value.IsKnown)
            {
                codes[place] = Unknown;
            }
            else if (!known.TryGetValue(value, out codes[place]))
            {
                known.Add(value, codes[place] = known.Count);
            }
        }

        var values = new FilterValue[known.Count];
        foreach (var (value, code) in known)
        {
            values[code] = value;
        }

        return Sorted(field, values, codes);
    }

    /// <summary>The column of the next index: the same as if it were made anew.</summary>
    /// <param name="moves">Where the models stand now.</param>
    /// <param name="valueOf">What the model at a place has now.</param>
    public CodedColumn Next(Moves moves, Func<int, FilterValue> valueOf)
    {
        var anew = new int[moves.Fresh.Count];
        List<FilterValue> values = [.. _values];
        Dictionary<FilterValue, int>? known = null;
        for (var i = 0; i < anew.Length; i++)
        {
            var value = valueOf(moves.Fresh[i]);
            if (!value.IsKnown)
            {
                anew[i] = Unknown;
            }
            else if (moves.Fresh[i] is var place && moves.IsInPlace && _codes[place] is >= 0 and var code && _values[code] == value)
            {
                anew[i] = code;
            }
            else if (!(known ??= Codes()).TryGetValue(value, out anew[i]))
            {
                known.Add(value, anew[i] = values.Count);
                values.Add(value);
            }
        }

        if (moves.IsInPlace && Enumerable.Range(0, anew.Length).All(i => anew[i] == _codes[moves.Fresh[i]]))
        {
            return this;
        }

        var codes = moves.Move<int>(_codes, anew);
        return Drop(values, codes) ? Sorted(Field, [.. values], codes) : new(Field, _values, codes);

        Dictionary<FilterValue, int> Codes()
        {
            Dictionary<FilterValue, int> all = new(_values.Length, ValueOrder.Same);
            for (var code = 0; code < _values.Length; code++)
            {
                all.Add(_values[code], code);
            }

            return all;
        }
    }

    private static CodedColumn Sorted(FilterField field, FilterValue[] values, int[] codes)
    {
        var order = ValueOrder.Sort(values);
        foreach (ref var code in codes.AsSpan())
        {
            code = code == Unknown ? Unknown : order[code];
        }

        return new(field, values, codes);
    }

    /// <summary>Takes out what no model has any more.</summary>
    /// <returns>False where the values are those that there were.</returns>
    private bool Drop(List<FilterValue> values, int[] codes)
    {
        var to = new int[values.Count];
        foreach (var code in codes)
        {
            if (code != Unknown)
            {
                to[code] = 1;
            }
        }

        if (values.Count == _values.Length && !to.AsSpan().Contains(0))
        {
            return false;
        }

        var kept = 0;
        for (var code = 0; code < to.Length; code++)
        {
            if (to[code] == 1)
            {
                (values[kept], to[code]) = (values[code], kept);
                kept++;
            }
        }

        values.RemoveRange(kept, values.Count - kept);
        foreach (ref var code in codes.AsSpan())
        {
            code = code == Unknown ? Unknown : to[code];
        }

        return true;
    }

    /// <summary>Writes the models for which the condition is so, and those for which it is not.</summary>
    public void Fill(Func<FilterValue, FilterTruth> condition, Span<ulong> yes, Span<ulong> no)
    {
        // One more in front: what is unknown has an answer too.
        var rented = ArrayPool<byte>.Shared.Rent(_values.Length + 1);
        var truths = rented.AsSpan(0, _values.Length + 1);
        truths[0] = (byte)condition(FilterValue.Unknown);
        for (var code = 0; code < _values.Length; code++)
        {
            truths[code + 1] = (byte)condition(_values[code]);
        }

        Fill(truths, yes, no);
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>The same of a condition that is so for the values from one code up to before another, and not for the other values.</summary>
    public void FillRange(int from, int to, Span<ulong> yes, Span<ulong> no)
    {
        yes.Clear();
        Within(from, to, yes);
        _known.CopyTo(no);
        Bits.AndNot(no, yes);
    }

    private void Fill(ReadOnlySpan<byte> truths, Span<ulong> yes, Span<ulong> no)
    {
        const byte Yes = (byte)FilterTruth.Yes;
        if (truths[0] == Yes || Runs(truths[1..], Yes) > MostRuns || truths[1..].Contains((byte)FilterTruth.Unknown))
        {
            FillEach(truths, yes, no);
            return;
        }

        yes.Clear();
        for (var code = 0; code < _values.Length; code++)
        {
            if (truths[code + 1] == Yes)
            {
                var from = code;
                code += truths[(code + 1)..].IndexOfAnyExcept(Yes) is >= 0 and var length ? length : _values.Length - code;
                Within(from, code, yes);
            }
        }

        if (truths[0] == (byte)FilterTruth.No)
        {
            yes.CopyTo(no);
            Bits.Not(no, _codes.Length);
        }
        else
        {
            _known.CopyTo(no);
            Bits.AndNot(no, yes);
        }
    }

    private void FillEach(ReadOnlySpan<byte> truths, Span<ulong> yes, Span<ulong> no)
    {
        var place = 0;
        for (var word = 0; word < yes.Length; word++)
        {
            var (are, areNot) = (0UL, 0UL);
            var end = Math.Min(place + 64, _codes.Length);
            for (var bit = 0; place < end; place++, bit++)
            {
                var truth = truths[_codes[place] + 1];
                are |= (truth == (byte)FilterTruth.Yes ? 1UL : 0UL) << bit;
                areNot |= (truth == (byte)FilterTruth.No ? 1UL : 0UL) << bit;
            }

            yes[word] = are;
            no[word] = areNot;
        }
    }

    private static int Runs(ReadOnlySpan<byte> truths, byte of)
    {
        var runs = 0;
        for (var code = 0; code < truths.Length; code++)
        {
            runs += truths[code] == of && (code == 0 || truths[code - 1] != of) ? 1 : 0;
        }

        return runs;
    }

    /// <summary>Adds the models whose code is at least the first and below the second.</summary>
    private void Within(int from, int to, Span<ulong> set)
    {
        var whole = Vector256.IsHardwareAccelerated ? _codes.Length / 64 : 0;
        var vectors = MemoryMarshal.Cast<int, Vector256<int>>(_codes.AsSpan(0, whole * 64));
        var (above, below) = (Vector256.Create(from - 1), Vector256.Create(to));
        for (var word = 0; word < whole; word++)
        {
            var bits = 0UL;
            for (var part = 0; part < 8; part++)
            {
                var codes = vectors[(word * 8) + part];
                bits |= (ulong)(Vector256.GreaterThan(codes, above) & Vector256.LessThan(codes, below)).ExtractMostSignificantBits() << (part * 8);
            }

            set[word] |= bits;
        }

        for (var place = whole * 64; place < _codes.Length; place++)
        {
            if (_codes[place] >= from && _codes[place] < to)
            {
                Bits.Add(set, place);
            }
        }
    }
}
