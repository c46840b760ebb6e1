using Tamma.Search.Filtering;
using Tamma.Search.Index;

namespace Tamma.Search.Vectors;

/// <summary>
/// The vectors that come with the program: made of the catalogue itself and of a glossary, without a model and without a download.
/// <see cref="Meanings"/> say what a model is for and what it is called, <see cref="Measures"/> how dear, large and new it is. Both are made
/// when they are first asked for: words of the glossary need only who lies on which axis.
/// </summary>
internal sealed class ModelSpace
{
    private readonly Glossary _glossary;
    private readonly ulong[][] _axes;
    private readonly Lazy<VectorTable> _meanings;
    private readonly Lazy<VectorTable> _measures;

    private ModelSpace(SearchIndex index, Glossary glossary, ulong[][] axes)
    {
        (_glossary, _axes) = (glossary, axes);
        _meanings = new(() => MeaningVectors.Of(index.Data, glossary, axes));
        _measures = new(() => Scales.VectorsOf(index));
    }

    public VectorTable Meanings => _meanings.Value;

    public VectorTable Measures => _measures.Value;

    /// <summary>Whether nobody has to wait for either any more.</summary>
    public bool IsMade => _meanings.IsValueCreated && _measures.IsValueCreated;

    public static ModelSpace Of(SearchIndex index, Glossary glossary)
    {
        var axes = new ulong[glossary.Axes.Length][];
        for (var axis = 0; axis < axes.Length; axis++)
        {
            axes[axis] = new ulong[Bits.Words(index.Data.Count)];
            FilterSets.Write(glossary.Axes[axis].Has, index.Coded, index.Day, axes[axis]);
        }

        return new(index, glossary, axes);
    }

    /// <summary>The models that lie on an axis.</summary>
    public ReadOnlySpan<ulong> On(int axis) => _axes[axis];

    /// <summary>Makes all of it now.</summary>
    public void Make() => (_, _) = (Meanings, Measures);

    /// <summary>The axes that two models share, the one that says most first.</summary>
    public IEnumerable<string> Shared(int one, int other) =>
        from axis in Enumerable.Range(0, _glossary.Axes.Length)
        let product = Meanings[one][axis] * Meanings[other][axis]
        where product > 0
        orderby product descending
        select _glossary.Axes[axis].Name;
}
