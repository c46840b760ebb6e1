using System.Runtime.CompilerServices;
using Tamma.Search.Index;

namespace Tamma.Search.Embedding;

/// <summary>One generation of vectors: all of one space, swapped whole. Immutable; any number of threads at once.</summary>
public sealed class EmbeddedModels
{
    private readonly Dictionary<TextHash, int> _rows;
    private readonly float[] _values;
    private readonly RoughVectors _rough;
    private readonly ModelTexts _texts;
    private readonly ConditionalWeakTable<SearchIndex, EmbeddedRows> _known = [];
    private volatile Found? _latest;

    /// <param name="rows">By text, the row of its vector; nobody changes it any more.</param>
    /// <param name="values">May be longer than what the rows point to.</param>
    /// <param name="rough">The same in few bits.</param>
    /// <param name="dimensions">Length of a row; zero where there are none.</param>
    /// <param name="texts">Shared by all generations.</param>
    internal EmbeddedModels(EmbeddingSpace space, Dictionary<TextHash, int> rows, float[] values, RoughVectors rough, int dimensions, ModelTexts texts) =>
        (Space, _rows, _values, _rough, Dimensions, _texts) = (space, rows, values, rough, dimensions, texts);

    /// <summary>Whose vectors these are.</summary>
    public EmbeddingSpace Space { get; }

    /// <summary>Length of each vector.</summary>
    public int Dimensions { get; }

    /// <summary>How many texts have one.</summary>
    public int Count => _rows.Count;

    /// <summary>Whether a text has one.</summary>
    public bool Has(TextHash text) => _rows.ContainsKey(text);

    /// <summary>
    /// Where the vectors of an index's models are. Made once for each index, from the one before where most models are the same.
    /// </summary>
    internal EmbeddedRows Over(SearchIndex index) => _known.GetValue(index, Find);

    private EmbeddedRows Find(SearchIndex index)
    {
        var (texts, latest) = (_texts.Of(index), _latest);
        if (latest is not null && ReferenceEquals(latest.Texts, texts))
        {
            return latest.Rows;
        }

        var moves = Moves.Between(latest?.Texts.Models ?? [], texts.Models, static _ => false);
        var fresh = new int[moves.Fresh.Count];
        for (var i = 0; i < fresh.Length; i++)
        {
            fresh[i] = _rows.GetValueOrDefault(texts.Hashes[moves.Fresh[i]], -1);
        }

        var found = new Found(texts, new(moves.Move<int>(latest?.Rows.Rows ?? [], fresh), _values, _rough, Dimensions));
        _latest = found;
        return found.Rows;
    }

    private sealed record Found(TextsOfModels Texts, EmbeddedRows Rows);
}

/// <summary>The vectors of the models of one index.</summary>
/// <param name="Rows">By place in <see cref="SearchIndex.Models"/>, the row of its vector; -1 where it has none yet. Models with the same text share one.</param>
/// <param name="Values">Row after row, each of length one. Not all rows are somebody's.</param>
/// <param name="Rough">The same in few bits.</param>
/// <param name="Dimensions">Length of a row.</param>
internal sealed record EmbeddedRows(int[] Rows, float[] Values, RoughVectors Rough, int Dimensions)
{
    /// <returns>Empty where the model has none.</returns>
    public ReadOnlySpan<float> Of(int place) => Rows[place] is >= 0 and var row ? Values.AsSpan(row * Dimensions, Dimensions) : default;
}
