using System.Numerics.Tensors;
using CsCheck;
using Tamma.Core.Tests.Search.Meaning;
using Tamma.Search;
using Tamma.Search.Embedding;
using Tamma.Search.Index;
using Tamma.Search.Ranking;
using Tamma.Search.Vectors;
using Xunit;

namespace Tamma.Core.Tests.Search.Embedding;

/// <summary>A look at rough vectors saves memory and changes no answer.</summary>
public sealed class RoughVectorsTests
{
    private const int Most = 120;

    private static readonly Gen<float[]> s_vector = Gen.Select(Gen.Int[1, 600], Gen.Int[0, 9_999], Gen.Int[1, 30]).Select((length, seed, sharp) => Made(length, new(seed), sharp));

    [Fact]
    public void A_product_is_off_by_no_more_than_is_told() =>
        Gen.Select(s_vector, Gen.Int[0, 9_999]).Sample((vector, seed) =>
        {
            var with = Made(vector.Length, new(seed), 1);
            var rough = RoughVectors.None.Grown(2, vector.Length);
            rough.Write(1, vector);

            Assert.InRange(Math.Abs(rough.Dot(1, with) - TensorPrimitives.Dot(vector, with)), 0, rough.Errors[1]);
            Assert.True(rough.Errors[1] < 0.06, $"{rough.Errors[1]} of {vector.Length}");
            Assert.Equal((0, 0), (rough.Dot(0, with), rough.Errors[0]));
        });

    /// <summary>Vectors like those of embedding models: all share a direction, so that cosines lie close together.</summary>
    [Fact]
    public void Who_is_near_and_the_first_120_in_order_are_those_of_exact_products()
    {
        var index = SearchWorld.With([.. Enumerable.Range(0, 3_000).Select(i => $"a/v-{i}")]).Index();
        var shared = Made(512, new(1), 1);
        for (var question = 0; question < 3; question++)
        {
            var random = new Random(question);
            var asked = Together(shared, Made(512, random, 1));
            var vectors = index.Models.ToDictionary(model => model.Key, _ => Together(shared, Made(512, random, 1)));
            var request = new SearchRequest("homework") { Scope = Tamma.Catalog.ModelScope.All, Mode = SearchMode.Semantic, Meaning = MeaningTables.Of(index, model => vectors[model.Key], asked), Prefer = [], NearMisses = false, Explain = true, Limit = Most, Today = SearchWorld.Today };
            VectorTable.Normalise(asked);
            var exact = index.Models.Select(model => (model.Key, Cosine: TensorPrimitives.Dot(vectors[model.Key], asked))).OrderByDescending(one => one.Cosine).ThenBy(one => one.Key).ToList();

            var hits = Searcher.Search(index, request);

            Assert.Equal(exact.Count(one => one.Cosine >= 0.8f * exact[0].Cosine), hits.Total);
            Assert.InRange(hits.Total, Most + 1, index.Models.Length - 1);
            Assert.Equal(exact.Take(Most).Select(one => (one.Key, (double?)one.Cosine)), hits.Rows.Select(row => (row.Model.Key, row.Explanation!.Nearness)));
        }
    }

    [Fact]
    public void Few_rows_are_looked_at_exactly()
    {
        var random = new Random(7);
        var block = new VectorBlock(new("http://one", "small"), new());
        List<TextHash> texts = [.. Enumerable.Range(0, 2_000).Select(i => TextHash.Of($"{i}"))];
        texts.ForEach(text => block.Add(text, Made(512, random, 1)));
        var (index, asked) = (SearchWorld.With("a/m").Index(), Made(512, random, 1));
        var rows = block.Generation(texts).Over(index) with { Rows = [.. Enumerable.Range(0, 2_000)] };
        var near = new ulong[Bits.Words(rows.Rough.Units.Length)];
        using var scores = new VectorScores(rows, asked);

        scores.WriteNear(0.8f, near);

        var looked = Enumerable.Range(0, 2_000).Count(row => scores.Most(row) == Math.Max(0, TensorPrimitives.Dot(rows.Values.AsSpan(row * 512, 512), asked)));
        Assert.InRange(looked, 1, 100);
    }

    private static float[] Together(float[] shared, float[] own)
    {
        var vector = new float[own.Length];
        TensorPrimitives.MultiplyAdd(shared, 0.6f, own, vector);
        VectorTable.Normalise(vector);
        return vector;
    }

    /// <param name="sharp">The more, the more one number of it stands out.</param>
    private static float[] Made(int length, Random random, int sharp)
    {
        float[] vector = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
        vector[random.Next(length)] *= sharp;
        VectorTable.Normalise(vector);
        return vector;
    }
}
