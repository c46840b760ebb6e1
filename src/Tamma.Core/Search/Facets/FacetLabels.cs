using System.Collections.Immutable;
using System.Globalization;
using Tamma.Filters;

namespace Tamma.Search.Facets;

/// <summary>What a facet calls the values of a column: itself, each of its words, its year, or the range that it lies in. Made once for a column.</summary>
internal sealed class FacetLabels
{
    private readonly int[] _starts;
    private readonly int[] _labels;

    private FacetLabels(FacetLabel[] values, int[] starts, int[] labels) => (Values, _starts, _labels) = (values, starts, labels);

    /// <summary>Ranges from low to high, all else by name.</summary>
    public FacetLabel[] Values { get; }

    /// <summary>The labels of a code.</summary>
    public ReadOnlySpan<int> Of(int code) => _labels.AsSpan(_starts[code].._starts[code + 1]);

    public static FacetLabels Of(FilterField field, ReadOnlySpan<FilterValue> values)
    {
        if (field.Type is FilterType.Number)
        {
            return OfNumbers(field, values);
        }

        SortedDictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (var value in values)
        {
            foreach (var name in Names(value))
            {
                names.TryAdd(name, name);
            }
        }

        string[] sorted = [.. names.Values.Order(StringComparer.Ordinal)];
        var places = sorted.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.OrdinalIgnoreCase);
        var starts = new int[values.Length + 1];
        List<int> labels = [];
        for (var code = 0; code < values.Length; code++)
        {
            labels.AddRange(Names(values[code]).Select(name => places[name]));
            starts[code + 1] = labels.Count;
        }

        return new([.. sorted.Select(name => new FacetLabel(name))], starts, [.. labels]);
    }

    private static FacetLabels OfNumbers(FilterField field, ReadOnlySpan<FilterValue> values)
    {
        var bounds = FacetBounds.Of(field.Name, field.Unit);
        var starts = new int[values.Length + 1];
        List<int> labels = [];
        for (var code = 0; code < values.Length; code++)
        {
            if (values[code].TryNumber(out var number))
            {
                labels.Add(bounds.Count(bound => number >= bound));
            }

            starts[code + 1] = labels.Count;
        }

        return new([.. Enumerable.Range(0, bounds.Length + 1).Select(range => Range(range == 0 ? null : bounds[range - 1], range == bounds.Length ? null : bounds[range]))], starts, [.. labels]);
    }

    private static FacetLabel Range(decimal? from, decimal? below) => new(
        (from, below) switch
        {
            (null, { } top) => string.Create(CultureInfo.InvariantCulture, $"< {top}"),
            ({ } bottom, null) => string.Create(CultureInfo.InvariantCulture, $">= {bottom}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{from}..{below}"),
        },
        from,
        below);

    private static ImmutableArray<string> Names(FilterValue value) =>
        value.TryWords(out var words) ? [.. words.ToArray().Distinct(StringComparer.OrdinalIgnoreCase)]
        : value.AsText() is { } text ? [text]
        : value.TryDate(out var date) ? [date.First.Year.ToString(CultureInfo.InvariantCulture)]
        : [value.AsFlag() is FilterTruth.Yes ? "yes" : "no"];
}
