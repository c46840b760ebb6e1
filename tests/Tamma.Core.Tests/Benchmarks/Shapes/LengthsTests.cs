using CsCheck;
using Tamma.Benchmarks.Shapes;
using Tamma.Benchmarks.Statistics;
using Xunit;

namespace Tamma.Core.Tests.Benchmarks.Shapes;

public sealed class LengthsTests
{
    private static readonly Gen<Lengths> s_any = Gen.OneOf<Lengths>(
        Gen.Int[1, Lengths.Most].Select(tokens => (Lengths)new Lengths.Fixed(tokens)),
        Gen.Select(Gen.Int[1, Lengths.Most], Gen.Int[0, 5_000]).Select(pair => (Lengths)new Lengths.Uniform(pair.Item1, Math.Min(Lengths.Most, pair.Item1 + pair.Item2))),
        Gen.Select(Gen.Double[1, 100_000], Gen.Double[0, 1e6]).Select(pair => (Lengths)new Lengths.Spread(Math.Round(pair.Item1, 3), Math.Round(pair.Item2, 3))),
        Gen.Select(Gen.Double[1, 100_000], Gen.Double[0, 4]).Select(pair => (Lengths)new Lengths.Skewed(Math.Round(pair.Item1, 3), Math.Round(pair.Item2, 3))));

    [Fact]
    public void Lengths_keep_their_bounds_and_rise_with_the_share() =>
        Gen.Select(s_any, Gen.Double[1e-12, 1 - 1e-12], Gen.Double[1e-12, 1 - 1e-12]).Sample((lengths, one, other) =>
        {
            var (low, high) = (lengths.At(Math.Min(one, other)), lengths.At(Math.Max(one, other)));
            Assert.InRange(low, 1, high);
            Assert.InRange(high, low, Lengths.Most);
        });

    [Fact]
    public void What_is_drawn_has_one_of_each_slice_and_hangs_on_the_seed_alone() =>
        Gen.Select(s_any, Gen.Int[0, 200], Gen.UInt).Sample((lengths, count, seed) =>
        {
            var drawn = lengths.Draw(count, new SeededDice(seed));

            Assert.Equal(drawn, lengths.Draw(count, new SeededDice(seed)));
            Assert.Equal(count, drawn.Length);
            var sorted = drawn.Order().ToArray();
            for (var slice = 0; slice < count; slice++)
            {
                Assert.True(sorted[slice] >= lengths.At(Math.Max(1e-12, (double)slice / count)), $"{lengths}, slice {slice} of {count}: {sorted[slice]}");
                Assert.True(sorted[slice] <= lengths.At(Math.Min(1 - 1e-12, (slice + 1.0) / count)), $"{lengths}, slice {slice} of {count}: {sorted[slice]}");
            }
        });

    [Fact]
    public void The_order_is_not_that_of_the_slices()
    {
        var drawn = new Lengths.Uniform(1, 1_000).Draw(64, new SeededDice(3));

        Assert.NotEqual(drawn.Order(), drawn);
        Assert.NotEqual(drawn, new Lengths.Uniform(1, 1_000).Draw(64, new SeededDice(4)));
    }

    /// <summary>
    /// Mean, deviation, median and p99 in closed form: uniform (a+b)/2 and √((n²-1)/12); lognormal's mean is median·e^(σ²/2), its deviation mean·√(e^(σ²)-1), its p99
    /// median·e^(2.32635σ). 64 draws of slices hold the mean within 5 % (independent ones of that lognormal: 12 %, one deviation).
    /// </summary>
    [Theory]
    [InlineData("100..2000", 1_050, 548.75, 1_050, 1_981)]
    [InlineData("normal:512,64", 512, 64, 512, 660.886)]
    [InlineData("lognormal:400,0.8", 550.851, 522.40, 400, 2_572.1)]
    [InlineData("300", 300, 0, 300, 300)]
    public void Moments_are_those_of_the_distribution(string text, double mean, double deviation, double median, double p99)
    {
        var lengths = LengthsText.Read(text).Lengths!;
        double[] many = [.. lengths.Draw(200_000, new SeededDice(1)).Select(tokens => (double)tokens).Order()];

        Assert.Equal(mean, many.Average(), mean * 0.002);
        Assert.Equal(deviation, Math.Sqrt(many.Average(tokens => (tokens - mean) * (tokens - mean))), (deviation * 0.01) + 0.001);
        Assert.Equal(median, Quantiles.Of(many, 0.5)!.Value, median * 0.002);
        Assert.Equal(p99, Quantiles.Of(many, 0.99)!.Value, p99 * 0.005);
        Assert.Equal(mean, lengths.Draw(64, new SeededDice(9)).Average(), mean * 0.05);
    }

    [Fact]
    public void What_lies_beyond_the_ends_becomes_the_end()
    {
        Assert.Equal(1, new Lengths.Spread(10, 100).At(0.01));
        Assert.Equal(Lengths.Most, new Lengths.Skewed(1_000_000, 4).At(0.99));
    }
}
