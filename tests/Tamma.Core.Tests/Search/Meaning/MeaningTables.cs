using Tamma.Catalog;
using Tamma.Search;
using Tamma.Search.Embedding;
using Tamma.Search.Vectors;

namespace Tamma.Core.Tests.Search.Meaning;

/// <summary>Vectors that a test makes up.</summary>
internal static class MeaningTables
{
    /// <param name="index">Whose models.</param>
    /// <param name="vector">Of a model, of any length; empty where it has none yet.</param>
    /// <param name="asked">Of the question.</param>
    public static QueryMeaning Of(SearchIndex index, Func<Model, float[]> vector, float[] asked)
    {
        var block = new VectorBlock(new("http://one", "small"), new());
        List<TextHash> texts = [];
        foreach (var model in index.Models)
        {
            var text = TextHash.Of(EmbeddingText.Of(model));
            if (vector(model) is { Length: > 0 } made && !block.Has(text))
            {
                block.Add(text, Whole(made));
                texts.Add(text);
            }
        }

        return new("small", Whole(asked), block.Generation(texts));
    }

    private static float[] Whole(float[] vector)
    {
        VectorTable.Normalise(vector);
        return vector;
    }
}
