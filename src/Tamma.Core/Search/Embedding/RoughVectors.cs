using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tamma.Search.Embedding;

/// <summary>
/// Vectors in eight bits a number, a quarter of what they are read from: a look at all of them is bound by memory. With each goes how far it may be
/// off, so that what is told by it is certain, and only what is in doubt is looked at closely.
/// </summary>
/// <param name="Codes">Row after row.</param>
/// <param name="Units">By row, what a code of one stands for.</param>
/// <param name="Errors">By row, by how much its product with a vector of length one is off at most.</param>
internal sealed record RoughVectors(sbyte[] Codes, float[] Units, float[] Errors)
{
    /// <summary>Sums of floats may be off by so much, here and where products are exact.</summary>
    private const float Slack = 1e-5f;

    public static RoughVectors None { get; } = new([], [], []);

    /// <summary>More room; what is there stays.</summary>
    public RoughVectors Grown(int rows, int dimensions)
    {
        var (codes, units, errors) = (Codes, Units, Errors);
        Array.Resize(ref codes, rows * dimensions);
        Array.Resize(ref units, rows);
        Array.Resize(ref errors, rows);
        return new(codes, units, errors);
    }

    /// <summary>Writes a row.</summary>
    public void Write(int row, ReadOnlySpan<float> vector)
    {
        var codes = Codes.AsSpan(row * vector.Length, vector.Length);
        var unit = Math.Abs(TensorPrimitives.MaxMagnitude(vector)) / sbyte.MaxValue;
        var off = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            codes[i] = unit == 0 ? (sbyte)0 : (sbyte)MathF.Round(vector[i] / unit);
            var rest = vector[i] - (codes[i] * unit);
            off += rest * rest;
        }

        // Of what is left out, no product is larger than its length.
        (Units[row], Errors[row]) = (unit, (float)Math.Sqrt(off) + Slack);
    }

    /// <summary>The product of a row and a vector of length one, at most <see cref="Errors"/> off.</summary>
    public float Dot(int row, ReadOnlySpan<float> with) => Dot(Codes.AsSpan(row * with.Length, with.Length), with) * Units[row];

    private static float Dot(ReadOnlySpan<sbyte> codes, ReadOnlySpan<float> with)
    {
        ref var code = ref MemoryMarshal.GetReference(codes);
        ref var factor = ref MemoryMarshal.GetReference(with);
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var i = 0;
        for (; i <= codes.Length - Vector256<sbyte>.Count; i += Vector256<sbyte>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref code, (nuint)i));
            var (first, second) = Vector256.Widen(low);
            var (third, fourth) = Vector256.Widen(high);
            a = Vector256.MultiplyAddEstimate(Vector256.ConvertToSingle(first), Vector256.LoadUnsafe(ref factor, (nuint)i), a);
            b = Vector256.MultiplyAddEstimate(Vector256.ConvertToSingle(second), Vector256.LoadUnsafe(ref factor, (nuint)(i + 8)), b);
            c = Vector256.MultiplyAddEstimate(Vector256.ConvertToSingle(third), Vector256.LoadUnsafe(ref factor, (nuint)(i + 16)), c);
            d = Vector256.MultiplyAddEstimate(Vector256.ConvertToSingle(fourth), Vector256.LoadUnsafe(ref factor, (nuint)(i + 24)), d);
        }

        var sum = Vector256.Sum(a + b + (c + d));
        for (; i < codes.Length; i++)
        {
            sum += codes[i] * with[i];
        }

        return sum;
    }
}
