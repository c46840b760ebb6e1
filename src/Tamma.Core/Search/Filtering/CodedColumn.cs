using Tamma.Filters;
using Tamma.Search.Facets;

namespace Tamma.Search.Filtering;

/// <summary>
/// One field of all models: its different values, and for each model which of them it has. A condition is put to each value once and
/// not to each model, so every condition of the language costs one walk over small numbers.
/// </summary>
internal sealed class CodedColumn
{
    /// <summary>The code of what is unknown: no value has it.</summary>
    public const int Unknown = -1;

    private readonly FilterValue[] _values;
    private readonly int[] _codes;
    private readonly Lazy<int[]> _ranks;
    private readonly Lazy<FacetLabels> _labels;

    private CodedColumn(FilterField field, FilterValue[] values, int[] codes)
    {
        Field = field;
        _values = values;
        _codes = codes;
        _ranks = new(() => ValueOrder.Ranks(_values));
        _labels = new(() => FacetLabels.Of(Field, _values));
    }

    public FilterField Field { get; }

    public ReadOnlySpan<FilterValue> Values => _values;

    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>By code, the place of the value among all in ascending order.</summary>
    public ReadOnlySpan<int> Ranks => _ranks.Value;

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

        return new(field, values, codes);
    }

    /// <summary>Adds the models for which the condition is so to <paramref name="yes"/>, and those for which it is not to <paramref name="no"/>.</summary>
    public void Fill(Func<FilterValue, FilterTruth> condition, Span<ulong> yes, Span<ulong> no)
    {
        // One more in front: what is unknown has an answer too.
        var truths = new byte[_values.Length + 1];
        truths[0] = (byte)condition(FilterValue.Unknown);
        for (var code = 0; code < _values.Length; code++)
        {
            truths[code + 1] = (byte)condition(_values[code]);
        }

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

            yes[word] |= are;
            no[word] |= areNot;
        }
    }
}
