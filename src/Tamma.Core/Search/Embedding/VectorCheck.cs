using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace Tamma.Search.Embedding;

/// <summary>Whether an answer is what was asked for. One wrong vector makes the whole answer wrong: nothing of it is kept.</summary>
public static class VectorCheck
{
    /// <summary>Beyond this it is no embedding.</summary>
    public const int MostDimensions = 16_384;

    /// <summary>Vectors of length one, rounded as they are stored, so that a start changes no order.</summary>
    /// <param name="answer">What a server gave for <paramref name="count"/> texts.</param>
    /// <param name="dimensions">What each must have; zero where any will do, the same for all.</param>
    /// <exception cref="EmbeddingException">It cannot be used.</exception>
    public static float[][] Read(IReadOnlyList<Embedding<float>> answer, int count, int dimensions, EmbeddingSpace space)
    {
        if (answer.Count != count)
        {
            throw new EmbeddingException(FormattableString.Invariant($"{space.Model} answered {count} texts with {answer.Count} vectors"));
        }

        var vectors = new float[count][];
        for (var i = 0; i < count; i++)
        {
            var given = answer[i].Vector.Span;
            dimensions = dimensions == 0 ? given.Length : dimensions;
            if (given.Length != dimensions || given.Length is 0 or > MostDimensions)
            {
                throw WrongDimensions(given.Length, dimensions, space);
            }

            vectors[i] = Normal(given) ?? throw new EmbeddingException($"{space.Model} gave a vector that has no direction: all zeros, or a number that is none");
        }

        return vectors;
    }

    internal static EmbeddingException WrongDimensions(int given, int wanted, EmbeddingSpace space) => new(FormattableString.Invariant(
        $"{space.Model} gave a vector of {given} dimensions where {wanted} are wanted; if it is another model than it was, set search.embeddings.dimensions to what it gives, and all vectors are made anew"));

    /// <returns>Null where it has no direction.</returns>
    private static float[]? Normal(ReadOnlySpan<float> given)
    {
        // In double precision and scaled first: a sum of squares may overflow where the vector is sound.
        var largest = TensorPrimitives.MaxMagnitude(given);
        if (!float.IsFinite(largest) || largest == 0)
        {
            return null;
        }

        largest = Math.Abs(largest);
        var sum = 0.0;
        foreach (var value in given)
        {
            sum += (double)value / largest * (value / largest);
        }

        var norm = largest * Math.Sqrt(sum);
        var normal = new float[given.Length];
        for (var i = 0; i < given.Length; i++)
        {
            normal[i] = (float)(Half)(given[i] / norm);
        }

        return normal;
    }
}
