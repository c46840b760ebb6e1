using System.Collections.Immutable;
using Tamma.Search.Filtering;

namespace Tamma.Search.Vectors;

/// <summary>
/// How dear, how large and how new a model is, as coordinates: each scale has marks, and a number lies on the two that it is between, so
/// that near numbers are near each other. What is unknown lies on none.
/// </summary>
internal static class Scales
{
    private static readonly ImmutableArray<(string Field, double[] Marks)> s_scales =
    [
        ("price", [0.03, 0.1, 0.3, 1, 3, 10, 30, 100]),
        ("limit.context", [4_000, 16_000, 64_000, 200_000, 1_000_000, 4_000_000]),
        ("size_b", [1, 4, 8, 16, 32, 70, 130, 400, 1_000]),
    ];

    /// <summary>So many days are one mark.</summary>
    private const double Season = 180;

    /// <summary>Before 2023 there is one mark.</summary>
    private static readonly double s_firstDay = new DateOnly(2023, 1, 1).DayNumber;

    private const int Seasons = 12;

    private static int Dimensions { get; } = s_scales.Sum(scale => scale.Marks.Length) + Seasons;

    /// <summary>The vector of each model. Those that have the same value in each column have the same.</summary>
    public static VectorTable VectorsOf(SearchIndex index)
    {
        var columns = Of(index);
        var table = new VectorTableWriter(index.Data.Count, Dimensions);
        Dictionary<(int, int, int, int), int> known = [];
        for (var place = 0; place < index.Data.Count; place++)
        {
            var key = (columns[0].Codes[place], columns[1].Codes[place], columns[2].Codes[place], columns[3].Codes[place]);
            if (known.TryGetValue(key, out var other))
            {
                table.Share(place, other);
                continue;
            }

            known.Add(key, place);
            var vector = table.Add(place);
            Add(columns, place, vector);
            VectorTable.Normalise(vector);
        }

        return table.Build();
    }

    /// <summary>The columns that scales are read from.</summary>
    private static CodedColumn[] Of(SearchIndex index) => [.. s_scales.Select(scale => scale.Field).Append("release_date").Select(name => index.Coded.Of(ModelFields.Of(name).Filter))];

    private static void Add(CodedColumn[] columns, int place, Span<float> into)
    {
        for (var scale = 0; scale < s_scales.Length; scale++)
        {
            if (columns[scale].Codes[place] is >= 0 and var code && columns[scale].Values[code].TryNumber(out var value) && value > 0)
            {
                Mark(s_scales[scale].Marks, (double)value, into);
            }

            into = into[s_scales[scale].Marks.Length..];
        }

        if (columns[^1].Codes[place] is >= 0 and var day && columns[^1].Values[day].TryDate(out var released))
        {
            var at = Math.Clamp((released.First.DayNumber - s_firstDay) / Season, 0, Seasons - 1.001);
            into[(int)at] += (float)(1 - (at % 1));
            into[(int)at + 1] += (float)(at % 1);
        }
    }

    /// <summary>Between two marks by the logarithm.</summary>
    private static void Mark(double[] marks, double value, Span<float> into)
    {
        var after = Array.FindIndex(marks, mark => mark >= value);
        if (after <= 0)
        {
            into[after < 0 ? marks.Length - 1 : 0] += 1;
            return;
        }

        var share = Math.Log(value / marks[after - 1]) / Math.Log(marks[after] / marks[after - 1]);
        into[after] += (float)share;
        into[after - 1] += (float)(1 - share);
    }
}
