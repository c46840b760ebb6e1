using CsCheck;
using Microsoft.Extensions.AI;
using Tamma.Search.Embedding;
using Xunit;

namespace Tamma.Core.Tests.Search.Embedding;

public sealed class VectorCheckTests
{
    private static readonly EmbeddingSpace s_space = new("http://one", "small");

    [Fact]
    public void Every_vector_has_the_length_one_and_is_as_it_would_be_stored() =>
        Gen.Float.Where(value => float.IsFinite(value) && Math.Abs(value) > 1e-30f).Array[2, 40].Sample(given =>
        {
            var vector = Read(1, 0, given)[0];

            Assert.Equal(1, vector.Sum(value => (double)value * value), 0.01);
            Assert.All(vector, value => Assert.Equal(value, (float)(Half)value));
        });

    /// <summary>What two bytes a number cost, as it stands in the ADR.</summary>
    [Fact]
    public void Half_precision_moves_a_cosine_by_less_than_a_thousandth() =>
        Gen.Select(Gen.Double[-1, 1].Array[384], Gen.Double[-1, 1].Array[384]).Sample((one, other) =>
        {
            var exact = Dot(one, other) / Math.Sqrt(Dot(one, one) * Dot(other, other));
            var kept = Read(2, 0, [.. one.Select(value => (float)value)], [.. other.Select(value => (float)value)]);

            Assert.Equal(exact, kept[0].Zip(kept[1]).Sum(pair => (double)pair.First * pair.Second), 0.001);
        });

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(1, float.NaN)]
    [InlineData(1, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, 0)]
    [InlineData(0, 0)]
    public void A_vector_without_a_direction_is_refused(float one, float other) =>
        Assert.Contains("no direction", Refused(1, 0, [one, other]), StringComparison.Ordinal);

    [Fact]
    public void An_answer_with_too_few_or_too_many_vectors_is_refused()
    {
        Assert.Contains("answered 2 texts with 1 vectors", Refused(2, 0, [1, 0]), StringComparison.Ordinal);
        Assert.Contains("answered 1 texts with 2 vectors", Refused(1, 0, [1, 0], [0, 1]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_of_another_length_is_refused_and_says_what_to_do()
    {
        Assert.Contains("gave a vector of 2 dimensions where 3 are wanted; if it is another model than it was, set search.embeddings.dimensions", Refused(1, 3, [1, 0]), StringComparison.Ordinal);
        Assert.Contains("gave a vector of 1 dimensions where 2 are wanted", Refused(2, 0, [1, 0], [1]), StringComparison.Ordinal);
        Refused(1, 0, []);
        Refused(1, 0, new float[VectorCheck.MostDimensions + 1]);
    }

    private static double Dot(double[] one, double[] other) => one.Zip(other).Sum(pair => pair.First * pair.Second);

    private static string Refused(int count, int dimensions, params float[][] vectors) =>
        Assert.Throws<EmbeddingException>(() => Read(count, dimensions, vectors)).Message;

    private static float[][] Read(int count, int dimensions, params float[][] vectors) =>
        VectorCheck.Read([.. vectors.Select(vector => new Embedding<float>(vector))], count, dimensions, s_space);
}
