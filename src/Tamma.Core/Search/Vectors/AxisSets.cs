using System.Globalization;
using Tamma.Search.Index;

namespace Tamma.Search.Vectors;

/// <summary>Which models of an index lie on an axis.</summary>
internal static class AxisSets
{
    public static ulong[] Of(Axis axis, IndexData data)
    {
        var set = new ulong[Bits.Words(data.Count)];
        foreach (var mark in axis.Marks)
        {
            var parts = mark.Split(':');
            switch (parts)
            {
                case ["talks"]:
                    AddTalking(data, set);
                    break;
                case ["purpose", var purpose]:
                    Bits.Or(set, data.Purposes[purpose]);
                    break;
                case ["in" or "out", var modality]:
                    Add(data.Columns.Words(parts[0] is "in" ? "modalities.input" : "modalities.output") is { } words ? words.Of(modality) : [], set);
                    break;
                case ["flag", var flag]:
                    Add(data.Columns.Flag(flag) is { } column ? column.Yes : [], set);
                    break;
                case ["least", var field, var bound]:
                    data.Columns.Number(field)?.Between(Number(bound), double.PositiveInfinity, set);
                    break;
                case ["most", var field, var bound]:
                    data.Columns.Number(field)?.Between(double.NegativeInfinity, Number(bound), set);
                    break;
                default:
                    throw new InvalidOperationException($"The glossary's axis {axis.Name} has a mark '{mark}' that nothing reads.");
            }
        }

        return set;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static void Add(ReadOnlySpan<ulong> models, ulong[] set)
    {
        if (!models.IsEmpty)
        {
            Bits.Or(set, models);
        }
    }

    private static void AddTalking(IndexData data, ulong[] set)
    {
        for (var place = 0; place < data.Count; place++)
        {
            if (data.Merits[place].Talks > 0)
            {
                Bits.Add(set, place);
            }
        }
    }
}
