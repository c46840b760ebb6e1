using System.Numerics.Tensors;

namespace Tamma.Search.Vectors;

/// <summary>A vector of length one, or of none, for each model of an index, in one block.</summary>
internal sealed class VectorTable(float[] values, int dimensions)
{
    public int Dimensions => dimensions;

    public ReadOnlySpan<float> this[int place] => values.AsSpan(place * dimensions, dimensions);

    /// <summary>The cosine of each model's vector and one of length one, or zero where a model has none.</summary>
    public void Compare(ReadOnlySpan<float> with, Span<float> cosines)
    {
        for (var place = 0; place < cosines.Length; place++)
        {
            cosines[place] = TensorPrimitives.Dot(this[place], with);
        }
    }

    public static void Normalise(Span<float> vector)
    {
        if (TensorPrimitives.Norm(vector) is > 0 and var norm)
        {
            TensorPrimitives.Divide(vector, norm, vector);
        }
    }
}
