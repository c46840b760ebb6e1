using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Generation;

/// <summary>Invents prices: most are round, some have six decimals, as when a reseller converts a currency.</summary>
internal static class PriceDraw
{
    public static ModelCost Draw(Dice dice)
    {
        var input = dice.Chance(0.7)
            ? dice.Pick(0.05m, 0.1m, 0.15m, 0.2m, 0.25m, 0.4m, 0.5m, 0.8m, 1m, 1.25m, 2m, 2.5m, 3m, 5m, 10m, 15m)
            : (dice.Below(5_000_000) + 10_000) / 1_000_000m;

        return Of(input, dice.Pick(2m, 3m, 4m, 5m, 8m), dice.Chance(0.5) ? dice.Pick(0.1m, 0.25m, 0.5m) : null);
    }

    /// <summary>The usual proportions for a price of input.</summary>
    public static ModelCost Of(decimal input, decimal outputFactor, decimal? cacheFactor) => new()
    {
        Input = Plain(input),
        Output = Plain(input * outputFactor),
        CacheRead = cacheFactor is { } factor ? Plain(input * factor) : null,
    };

    /// <summary>To six decimals and without the zeros at the end, which JSON would show.</summary>
    public static decimal Plain(decimal price) => Math.Round(price, 6) / 1.0000000000000000000000000000m;
}
