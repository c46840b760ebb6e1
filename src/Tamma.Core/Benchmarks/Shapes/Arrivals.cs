using System.Collections.Immutable;
using Tamma.Benchmarks.Statistics;

namespace Tamma.Benchmarks.Shapes;

/// <summary>The times at which an open loop begins its requests, all known before the first: no answer can move them.</summary>
public static class Arrivals
{
    /// <summary>More are no plan but a mistake.</summary>
    public const int Most = 10_000_000;

    /// <param name="shape">Constant or Poisson.</param>
    /// <param name="length">From the first on.</param>
    /// <param name="seed">The same gives the same times.</param>
    /// <returns>Nanoseconds since the begin, ascending; the first is 0 for a constant rate.</returns>
    /// <exception cref="ArgumentException">A closed loop has none; a rate that is not above 0 neither; or there would be more than <see cref="Most"/>.</exception>
    public static ImmutableArray<long> Of(LoadShape shape, TimeSpan length, int seed)
    {
        var (rate, isRandom) = shape switch
        {
            LoadShape.Constant constant => (constant.PerSecond, false),
            LoadShape.Poisson poisson => (poisson.PerSecond, true),
            _ => throw new ArgumentException("A closed loop has no arrivals.", nameof(shape)),
        };
        if (!(rate > 0) || rate * length.TotalSeconds > Most)
        {
            throw new ArgumentException($"{rate} a second for {length.TotalSeconds} s: the rate must be above 0, and no more than {Most} requests may come of it.", nameof(shape));
        }

        var (end, dice) = (length.TotalNanoseconds, new SeededDice((uint)seed));
        var times = ImmutableArray.CreateBuilder<long>();
        var (at, count) = (isRandom ? Gap(dice, rate) : 0, 0);
        while (at < end && times.Count < Most)
        {
            times.Add((long)at);
            count++;

            // Of a constant rate from the count and not from the last: sums of fractions drift.
            at = isRandom ? at + Gap(dice, rate) : count * 1e9 / rate;
        }

        return times.DrainToImmutable();
    }

    /// <summary>Exponential, by inversion.</summary>
    private static double Gap(SeededDice dice, double rate) => -Math.Log(1 - dice.Fraction()) / rate * 1e9;
}
