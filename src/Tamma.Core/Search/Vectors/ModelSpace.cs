using System.Numerics;
using Tamma.Search.Filtering;
using Tamma.Search.Index;

namespace Tamma.Search.Vectors;

/// <summary>
/// The vectors that come with the program: made of the catalogue itself and of a glossary, without a model and without a download.
/// <see cref="Meanings"/> say what a model is for and what it is called, <see cref="Measures"/> how dear, large and new it is.
/// </summary>
internal sealed class ModelSpace
{
    /// <summary>What a name weighs against all that a model is for.</summary>
    private const float NameWeight = 1.5f;

    private readonly Glossary _glossary;

    private ModelSpace(Glossary glossary, VectorTable meanings, VectorTable measures) => (_glossary, Meanings, Measures) = (glossary, meanings, measures);

    public VectorTable Meanings { get; }

    public VectorTable Measures { get; }

    public static ModelSpace Of(SearchIndex index, Glossary glossary)
    {
        var data = index.Data;
        var set = new ulong[Bits.Words(data.Count)];
        var dimensions = glossary.Axes.Length + NameDirections.Dimensions;
        var meanings = new float[data.Count * dimensions];
        for (var axis = 0; axis < glossary.Axes.Length; axis++)
        {
            FilterSets.Write(glossary.Axes[axis].Has, index.Coded, index.Day, set);
            for (var word = 0; word < set.Length; word++)
            {
                for (var bits = set[word]; bits != 0; bits &= bits - 1)
                {
                    meanings[(((word << 6) + BitOperations.TrailingZeroCount(bits)) * dimensions) + axis] = glossary.Axes[axis].Weight;
                }
            }
        }

        var scales = Scales.Of(index);
        var measures = new float[data.Count * Scales.Dimensions];
        for (var place = 0; place < data.Count; place++)
        {
            var meaning = meanings.AsSpan(place * dimensions, dimensions);
            NameDirections.Add(data, place, NameWeight, meaning[glossary.Axes.Length..]);
            VectorTable.Normalise(meaning);
            var measure = measures.AsSpan(place * Scales.Dimensions, Scales.Dimensions);
            Scales.Add(scales, place, measure);
            VectorTable.Normalise(measure);
        }

        return new(glossary, new(meanings, dimensions), new(measures, Scales.Dimensions));
    }

    /// <summary>The axes that two models share, the one that says most first.</summary>
    public IEnumerable<string> Shared(int one, int other) =>
        from axis in Enumerable.Range(0, _glossary.Axes.Length)
        let product = Meanings[one][axis] * Meanings[other][axis]
        where product > 0
        orderby product descending
        select _glossary.Axes[axis].Name;
}
