using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using System.Numerics.Tensors;
using Tamma.Search.Embedding;
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

    /// <summary>Of more axes, each model is looked at.</summary>
    private const int MostTogether = 6;

    private readonly int _count;
    private readonly ulong[] _near;

    /// <summary>By place, of an example; nothing where it goes by axes or by a vector.</summary>
    private readonly float[] _scores;

    /// <summary>By place, the row of its vector; below zero where it has none.</summary>
    private readonly int[] _rows = [];
    private readonly VectorScores? _vector;

    private readonly ModelSpace? _space;

    /// <summary>The axes that are asked for, and what each is of all that is.</summary>
    private readonly (int Axis, float Share)[] _asked = [];

    private MeaningScores(int count, int scores)
    {
        _count = count;
        _scores = ArrayPool<float>.Shared.Rent(scores);
        _near = ArrayPool<ulong>.Shared.Rent(Math.Max(1, Bits.Words(count)));
        Near.Clear();
    }

    private MeaningScores(int count, ModelSpace space, (int Axis, float Share)[] asked)
        : this(count, 0) => (_space, _asked) = (space, asked);

    private MeaningScores(int count, int[] rows, VectorScores vector)
        : this(count, 0) => (_rows, _vector) = (rows, vector);

    /// <summary>Who lies near enough.</summary>
    public Span<ulong> Near => _near.AsSpan(0, Bits.Words(_count));

    public required Meant Meant { get; init; }

    /// <summary>From 0 to 1.</summary>
    public float this[int place] => _space is not null ? OfAxes(_space, place) : _vector is null ? _scores[place] : _rows[place] is >= 0 and var row ? _vector[row] : 0;

    /// <summary>No less than that, from what lies at hand.</summary>
    public float Most(int place) => _vector is null ? this[place] : _rows[place] is >= 0 and var row ? _vector.Most(row) : 0;

    /// <returns>Null where the words mean nothing that models are for.</returns>
    public static MeaningScores? OfWords(SearchIndex index, Glossary glossary, ImmutableArray<string> words)
    {
        Span<float> asked = stackalloc float[glossary.Axes.Length];
        asked.Clear();
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

        List<(int Axis, float Share)> shares = [];
        for (var axis = 0; axis < asked.Length; axis++)
        {
            if (asked[axis] > 0)
            {
                shares.Add((axis, asked[axis] / all));
            }
        }

        var scores = new MeaningScores(index.Data.Count, index.Space, [.. shares]) { Meant = new(Meant.BuiltIn, meant.DrainToImmutable(), Names(glossary, asked), null, 0) };
        scores.BoundAxes(index.Space);
        return scores;
    }

    /// <summary>By the vectors of an embedding server.</summary>
    public static MeaningScores OfVector(SearchIndex index, QueryMeaning meaning, ImmutableArray<string> words)
    {
        var rows = meaning.Table.Over(index);
#pragma warning disable CA2000 // the scores own it
        var scores = new MeaningScores(index.Data.Count, rows.Rows, new(rows, meaning.Vector)) { Meant = new(meaning.Model, words, [], null, 0) };
#pragma warning restore CA2000
        scores.BoundVector(scores._vector!, rows.Rough.Units.Length);
        return scores;
    }

    /// <summary>By an example, which is none of them itself.</summary>
    public static MeaningScores OfExample(SearchIndex index, int example, ImmutableArray<string> words)
    {
        var scores = new MeaningScores(index.Data.Count, index.Data.Count) { Meant = new(Meant.BuiltIn, words, [], index.Models[example].Key, 0) };
        SimilarModels.Compare(index, example, scores._scores.AsSpan(0, scores._count));
        scores._scores[example] = 0;
        scores.Bound(LeastOfExample);
        return scores;
    }

    public void Dispose()
    {
        _vector?.Dispose();
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

    /// <summary>The axes of all that are asked for, in their order, so that the sum is the same wherever it is made.</summary>
    private float Sum(uint axes)
    {
        var sum = 0f;
        for (var rest = axes; rest != 0; rest &= rest - 1)
        {
            sum += _asked[BitOperations.TrailingZeroCount(rest)].Share;
        }

        return sum;
    }

    private float OfAxes(ModelSpace space, int place)
    {
        var sum = 0f;
        foreach (var (axis, share) in _asked)
        {
            sum += Bits.Has(space.On(axis), place) ? share : 0;
        }

        return sum;
    }

    /// <summary>Who lies on enough axes: the axes that suffice together are found first, so that 64 models are told at once.</summary>
    private void BoundAxes(ModelSpace space)
    {
        if (_asked.Length > MostTogether)
        {
            BoundEach(space);
            return;
        }

        for (var axes = 1u; axes < 1u << _asked.Length; axes++)
        {
            if (Sum(axes) >= LeastOfAxes && !SufficesWithLess(axes))
            {
                AddAll(space, axes);
            }
        }
    }

    private void BoundEach(ModelSpace space)
    {
        for (var place = 0; place < _count; place++)
        {
            if (OfAxes(space, place) >= LeastOfAxes)
            {
                Bits.Add(Near, place);
            }
        }
    }

    private bool SufficesWithLess(uint axes)
    {
        for (var rest = axes; rest != 0; rest &= rest - 1)
        {
            if (Sum(axes & ~(rest & ~(rest - 1))) >= LeastOfAxes)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Who lies on all of some axes.</summary>
    private void AddAll(ModelSpace space, uint axes)
    {
        var near = Near;
        for (var word = 0; word < near.Length; word++)
        {
            var all = ulong.MaxValue;
            for (var rest = axes; rest != 0; rest &= rest - 1)
            {
                all &= space.On(_asked[BitOperations.TrailingZeroCount(rest)].Axis)[word];
            }

            near[word] |= all;
        }
    }

    /// <summary>The same model at many providers is one text with one vector.</summary>
    private void BoundVector(VectorScores vector, int rows)
    {
        var rented = ArrayPool<ulong>.Shared.Rent(Math.Max(1, Bits.Words(rows)));
        vector.WriteNear(LeastOfNearest, rented.AsSpan(0, Bits.Words(rows)));
        var near = Near;
        for (var place = 0; place < _count; place++)
        {
            if (_rows[place] is >= 0 and var row && Bits.Has(rented, row))
            {
                Bits.Add(near, place);
            }
        }

        ArrayPool<ulong>.Shared.Return(rented);
    }

    private void Bound(float least)
    {
        var near = Near;
        for (var place = 0; place < _count; place++)
        {
            if (this[place] is > 0 and var score && score >= least)
            {
                Bits.Add(near, place);
            }
        }
    }
}
