namespace Tamma.Benchmarks.Statistics;

/// <summary>Two measurements of the same items, such as two models on the same prompts. Items must stand in the same order in both.</summary>
public static class Paired
{
    /// <summary>
    /// The difference of medians, second less first, with its percentile interval by drawing pairs again (Efron 1979): what is hard for both stays hard for both. Seeded.
    /// </summary>
    /// <returns>Null without a pair.</returns>
    /// <exception cref="ArgumentException">The lengths differ: then they are no pairs.</exception>
    public static PairedDifference? Medians(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int seed, double confidence = 0.95)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"{first.Length} and {second.Length} are no pairs.", nameof(second));
        }

        var items = first.Length;
        if (items == 0)
        {
            return null;
        }

        var dice = new SeededDice((uint)seed);
        var (a, b, differences) = (new double[items], new double[items], new double[Bootstrap.Draws]);
        for (var draw = 0; draw < differences.Length; draw++)
        {
            for (var i = 0; i < items; i++)
            {
                var item = dice.Below(items);
                (a[i], b[i]) = (first[item], second[item]);
            }

            differences[draw] = Median(b) - Median(a);
        }

        Array.Sort(differences);
        var tail = (1 - confidence) / 2;
        return new(Median(second.ToArray()) - Median(first.ToArray()), new(Quantiles.Of(differences, tail)!.Value, Quantiles.Of(differences, 1 - tail)!.Value));
    }

    /// <summary>
    /// Whether one of two succeeds more often on the same items (McNemar 1947), exactly: the two-sided binomial test of those on which they differ.
    /// </summary>
    /// <param name="onlyFirst">Items on which the first alone succeeded.</param>
    /// <param name="onlySecond">Items on which the second alone did.</param>
    /// <returns>The chance of a difference as large where there is none; 1 where they never differ.</returns>
    public static double McNemar(int onlyFirst, int onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        return Math.Min(1, 2 * Binomial.AtMost(Math.Min(onlyFirst, onlySecond), onlyFirst + onlySecond, 0.5));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return Quantiles.Of(values, 0.5)!.Value;
    }
}

/// <param name="Value">Of the samples themselves.</param>
/// <param name="Interval">A difference of zero outside of it is not explained by the choice of items.</param>
public sealed record PairedDifference(double Value, Interval Interval);
