using System.Numerics.Tensors;
using Tamma.Search.Index;

namespace Tamma.Search.Vectors;

/// <summary>
/// Words of names as directions: each word a fixed random one, so that names that share rare words lie near each other, and nothing
/// has to be learned or loaded (random indexing; P. Kanerva, J. Kristoferson, A. Holst, 2000).
/// </summary>
internal static class NameDirections
{
    public const int Dimensions = 64;

    /// <summary>Of these so many are not zero.</summary>
    private const int Marks = 8;

    private const float MostModels = 2_000;

    /// <summary>Adds the words of a model's name, rare ones more, and brings the whole to a length.</summary>
    public static void Add(IndexData data, int place, float length, Span<float> into)
    {
        Add(data, data.Ids[place][data.Tails[place]..], into);
        Add(data, data.Names[place], into);
        if (TensorPrimitives.Norm(into) is > 0 and var norm)
        {
            TensorPrimitives.Multiply(into, length / norm, into);
        }
    }

    /// <summary>Adds one word.</summary>
    private static void Add(ReadOnlySpan<char> term, float weight, Span<float> into)
    {
        // FNV-1a, because a string's own hash differs from process to process.
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var letter in term)
        {
            hash = (hash ^ letter) * 1_099_511_628_211UL;
        }

        for (var mark = 0; mark < Marks; mark++)
        {
            hash = (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9UL;
            into[(int)((hash >> 33) % Dimensions)] += (hash >> 32 & 1) == 0 ? weight : -weight;
        }
    }

    /// <summary>What a word of names tells: nothing where it is a number or a date.</summary>
    private static float Weight(IndexData data, int term) =>
        data.Kinds[term] is TermKind.Word ? MathF.Log(1 + (MostModels / data.Postings.Count(term))) : 0;

    private static void Add(IndexData data, ReadOnlySpan<int> terms, Span<float> into)
    {
        foreach (var term in terms)
        {
            if (Weight(data, term) is > 0 and var weight)
            {
                Add(data.Terms[term], weight, into);
            }
        }
    }
}
