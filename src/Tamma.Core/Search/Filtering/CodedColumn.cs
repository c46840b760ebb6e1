using System.Buffers;
using Tamma.Filters;
using Tamma.Search.Facets;
using Tamma.Search.Index;

namespace Tamma.Search.Filtering;

/// <summary>
/// One field of all models: its different values in ascending order, and for each model which of them it has. A condition is put to
/// each value once and not to each model; what it holds for is mostly one run of codes, and a run of codes is a run of models: see <see cref="CodeOrder"/>.
/// </summary>
internal sealed class CodedColumn
{
    /// <summary>The code of what is unknown: no value has it.</summary>
    public const int Unknown = -1;

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
        Order = new(codes, values.Length);
        Order.Within(0, values.Length, _known);
        IsNumeric = Array.TrueForAll(values, value => value.TryNumber(out _));
        IsText = Array.TrueForAll(values, value => value.AsText() is not null);
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

    /// <summary>Every value is one text, and they stand in the order of texts without regard to case.</summary>
    public bool IsText { get; }

    public CodeOrder Order { get; }

    /// <summary>The models that have a value.</summary>
    public ReadOnlySpan<ulong> Known => _known;

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
        Order.Within(from, to, yes);
        _known.CopyTo(no);
        Bits.AndNot(no, yes);
    }

    private void Fill(ReadOnlySpan<byte> truths, Span<ulong> yes, Span<ulong> no)
    {
        FillRuns(truths, (byte)FilterTruth.Yes, yes);
        if (truths[1..].Contains((byte)FilterTruth.Unknown) || truths[0] == (byte)FilterTruth.Yes)
        {
            FillRuns(truths, (byte)FilterTruth.No, no);
        }
        else if (truths[0] == (byte)FilterTruth.No)
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

    private void FillRuns(ReadOnlySpan<byte> truths, byte of, Span<ulong> set)
    {
        set.Clear();
        if (truths[0] == of)
        {
            _known.CopyTo(set);
            Bits.Not(set, _codes.Length);
        }

        for (var code = 0; code < _values.Length; code++)
        {
            if (truths[code + 1] == of)
            {
                var from = code;
                code += truths[(code + 1)..].IndexOfAnyExcept(of) is >= 0 and var length ? length : _values.Length - code;
                Order.Within(from, code, set);
            }
        }
    }
}
