using System.Numerics.Tensors;

namespace Tamma.Search.Vectors;

/// <summary>A vector of length one, or of none, for each model of an index. Models with the same vector share a row, so it is compared once.</summary>
/// <param name="rows">By place.</param>
/// <param name="values">Row after row.</param>
internal sealed class VectorTable(int[] rows, float[] values, int dimensions)
{
    /// <summary>How many different vectors there are.</summary>
    public int Count => values.Length / dimensions;

    /// <summary>By place, the row of its vector.</summary>
    public ReadOnlySpan<int> Rows => rows;

    public ReadOnlySpan<float> this[int place] => values.AsSpan(rows[place] * dimensions, dimensions);

    /// <summary>The cosine of each row and one of length one, or zero where a row is none.</summary>
    /// <param name="cosines">By row.</param>
    public void Compare(ReadOnlySpan<float> with, Span<float> cosines)
    {
        for (var row = 0; row < cosines.Length; row++)
        {
            cosines[row] = TensorPrimitives.Dot(values.AsSpan(row * dimensions, dimensions), with);
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
