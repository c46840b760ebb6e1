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

        var order = ValueOrder.Sort(values);
        for (var place = 0; place < models; place++)
        {
            codes[place] = codes[place] == Unknown ? Unknown : order[codes[place]];
        }

        return new(field, values, codes);
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
