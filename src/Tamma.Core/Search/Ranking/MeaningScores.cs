using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using System.Numerics.Tensors;
using Tamma.Search.Embedding;
using Tamma.Search.Filtering;
using Tamma.Search.Index;
using Tamma.Search.Vectors;

namespace Tamma.Search.Ranking;

/// <summary>How near each model lies to what words mean, and which lie near enough. The room is rented and given back.</summary>
internal sealed class MeaningScores : IDisposable
{
    /// <summary>Of what is asked for, a model must have so much.</summary>
    private const float LeastOfAxes = 0.5f;

    /// <summary>Of the nearest model's cosine. Cosines of embedding models have no common scale, so a bound can only be relative.</summary>
    private const float LeastOfNearest = 0.8f;

    /// <summary>What shares less with an example has little to do with it.</summary>
    private const float LeastOfExample = 0.35f;

    private readonly float[] _scores;
    private readonly ulong[] _near;
    private readonly int _count;

    private MeaningScores(int count)
    {
        _count = count;
        _scores = ArrayPool<float>.Shared.Rent(Math.Max(1, count));
        _near = ArrayPool<ulong>.Shared.Rent(Math.Max(1, Bits.Words(count)));
        _scores.AsSpan(0, count).Clear();
        Near.Clear();
    }

    /// <summary>Who lies near enough.</summary>
    public Span<ulong> Near => _near.AsSpan(0, Bits.Words(_count));

    public required Meant Meant { get; init; }

    /// <summary>From 0 to 1.</summary>
    public float this[int place] => _scores[place];

    /// <returns>Null where the words mean nothing that models are for.</returns>
    public static MeaningScores? OfWords(SearchIndex index, Glossary glossary, ImmutableArray<string> words, DateOnly today)
    {
        Span<float> asked = stackalloc float[glossary.Axes.Length];
        var meant = ImmutableArray.CreateBuilder<string>();
        foreach (var word in words)
        {
            var axes = glossary.Of(word);
            foreach (var axis in axes)
            {
                // What may mean several things means each of them less.
                asked[axis] += glossary.Axes[axis].Weight / axes.Length;
            }

            if (!axes.IsEmpty)
            {
                meant.Add(word);
            }
        }

        var all = TensorPrimitives.Sum(asked);
        if (all == 0)
        {
            return null;
        }

        var scores = new MeaningScores(index.Data.Count) { Meant = new(Meant.BuiltIn, meant.DrainToImmutable(), Names(glossary, asked), null, 0) };
        var has = ArrayPool<ulong>.Shared.Rent(Bits.Words(index.Data.Count));
        var set = has.AsSpan(0, Bits.Words(index.Data.Count));
        for (var axis = 0; axis < asked.Length; axis++)
        {
            if (asked[axis] > 0)
            {
                FilterSets.Write(glossary.Axes[axis].Has, index.Coded, today, set);
                scores.Add(set, asked[axis] / all);
            }
        }

        ArrayPool<ulong>.Shared.Return(has);
        return scores.Bounded(LeastOfAxes);
    }

    /// <summary>By the vectors of an embedding server.</summary>
    public static MeaningScores OfVector(SearchIndex index, QueryMeaning meaning, ImmutableArray<string> words)
    {
        var rows = meaning.Table.Over(index);
        var scores = new MeaningScores(index.Data.Count) { Meant = new(meaning.Model, words, [], null, 0) };
        var known = ArrayPool<float>.Shared.Rent(Math.Max(1, rows.Values.Length / Math.Max(1, rows.Dimensions)));
        known.AsSpan().Fill(float.NaN);
        for (var place = 0; place < scores._count; place++)
        {
            if (rows.Rows[place] is >= 0 and var row)
            {
                // The same model at many providers is one text with one vector.
                known[row] = float.IsNaN(known[row]) ? TensorPrimitives.Dot(rows.Of(place), meaning.Vector.Span) : known[row];
                scores._scores[place] = Math.Max(0, known[row]);
            }
        }

        ArrayPool<float>.Shared.Return(known);
        return scores.Bounded(LeastOfNearest * TensorPrimitives.Max<float>(scores._scores.AsSpan(0, Math.Max(1, scores._count))));
    }

    /// <summary>By an example, which is none of them itself.</summary>
    public static MeaningScores OfExample(SearchIndex index, int example, ImmutableArray<string> words)
    {
        var scores = new MeaningScores(index.Data.Count) { Meant = new(Meant.BuiltIn, words, [], index.Models[example].Key, 0) };
        SimilarModels.Compare(index, example, scores._scores.AsSpan(0, scores._count));
        scores._scores[example] = 0;
        return scores.Bounded(LeastOfExample);
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_scores);
        ArrayPool<ulong>.Shared.Return(_near);
    }

    private static ImmutableArray<string> Names(Glossary glossary, ReadOnlySpan<float> asked)
    {
        List<(float Weight, string Name)> names = [];
        for (var axis = 0; axis < asked.Length; axis++)
        {
            if (asked[axis] > 0)
            {
                names.Add((asked[axis], glossary.Axes[axis].Name));
            }
        }

        return [.. names.OrderByDescending(one => one.Weight).Select(one => one.Name)];
    }

    private void Add(ReadOnlySpan<ulong> set, float share)
    {
        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word]; bits != 0; bits &= bits - 1)
            {
                _scores[(word << 6) + BitOperations.TrailingZeroCount(bits)] += share;
            }
        }
    }

    private MeaningScores Bounded(float least)
    {
        for (var place = 0; place < _count; place++)
        {
            if (_scores[place] > 0 && _scores[place] >= least)
            {
                Bits.Add(Near, place);
            }
        }

        return this;
    }
}
