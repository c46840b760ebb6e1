using System.Globalization;
using Tamma.Filters;

namespace Tamma.Search.Filtering;

/// <summary>What the values of a column are called where they are counted: words one by one, dates by year, texts without regard to case.</summary>
internal sealed class ValueNames
{
    private readonly string[] _names;
    private readonly int[] _starts;
    private readonly int[] _of;

    private ValueNames(string[] names, int[] starts, int[] of) => (_names, _starts, _of) = (names, starts, of);

    public int Count => _names.Length;

    /// <summary>In ordinal order, so that a number stands for a place in that order.</summary>
    public string this[int number] => _names[number];

    /// <summary>The numbers of a value's names.</summary>
    public ReadOnlySpan<int> Of(int code) => _of.AsSpan(_starts[code], _starts[code + 1] - _starts[code]);

    public static ValueNames Of(FilterValue[] values)
    {
        var each = Array.ConvertAll(values, Names);
        string[] names = [.. each.SelectMany(own => own).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        var numbers = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.OrdinalIgnoreCase);
        var starts = new int[values.Length + 1];
        List<int> of = [];
        for (var code = 0; code < values.Length; code++)
        {
            of.AddRange(each[code].Select(name => numbers[name]));
            starts[code + 1] = of.Count;
        }

        return new(names, starts, [.. of]);
    }

    private static string[] Names(FilterValue value) =>
        value.TryWords(out var words) ? [.. words.ToArray().Distinct(StringComparer.OrdinalIgnoreCase)]
        : value.AsText() is { } text ? [text]
        : value.TryDate(out var date) ? [date.First.Year.ToString(CultureInfo.InvariantCulture)]
        : [value.AsFlag() is FilterTruth.Yes ? "yes" : "no"];
}
