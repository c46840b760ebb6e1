namespace Tamma.Benchmarks.Statistics;

/// <summary>The interval of a ratio of sums, such as dollars for each correct answer, by drawing the items again (Efron 1979), percentile method. Seeded.</summary>
public static class Bootstrap
{
    public const int Draws = 10_000;

    /// <param name="numerators">Of each item.</param>
    /// <param name="denominators">Of the same items.</param>
    /// <returns>Null without an item, or where a draw has nothing to divide by.</returns>
    public static Interval? RatioOfSums(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, int seed, double confidence = 0.95)
    {
        var items = Math.Min(numerators.Length, denominators.Length);
        if (items == 0)
        {
            return null;
        }

        var dice = new SeededDice((uint)seed);
        var ratios = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var (above, below) = (0.0, 0.0);
            for (var i = 0; i < items; i++)
            {
                var item = dice.Below(items);
                above += numerators[item];
                below += denominators[item];
            }

            if (below == 0)
            {
                return null;
            }

            ratios[draw] = above / below;
        }

        Array.Sort(ratios);
        return new(Quantiles.Of(ratios, (1 - confidence) / 2)!.Value, Quantiles.Of(ratios, (1 + confidence) / 2)!.Value);
    }
}
