using System.Globalization;

namespace Tamma.Client.Benchmarks.Documents.Charts;

/// <summary>An axis: where a value stands between 0 and 1, and what is written beside it.</summary>
internal sealed record Scale
{
    private const int Wished = 5;

    public required Func<double, double> Bend { private get; init; }

    public required double Min { get; init; }

    public required double Max { get; init; }

    public required IReadOnlyList<(double At, string Label)> Ticks { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Whether it begins above zero, which a reader must be told.</summary>
    public bool IsCut { get; init; }

    public bool IsLogarithmic { get; init; }

    public double Place(double value) => Bend(Max) <= Bend(Min) ? 0.5 : Math.Clamp((Bend(value) - Bend(Min)) / (Bend(Max) - Bend(Min)), 0, 1);

    /// <summary>From zero where the values are not all far above it.</summary>
    public static Scale Of(IEnumerable<double> values, string title = "", bool fromZero = false)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        var (low, high) = known.Length == 0 ? (0, 1) : (known.Min(), known.Max());
        low = fromZero || low < high * 0.6 ? Math.Min(low, 0) : low;
        high = high > low ? high : low + Math.Max(1, Math.Abs(low) * 0.1);
        var step = Step(high - low);
        var (min, max) = (Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((high / step) - 1e-9) * step);
        max = fromZero && max - high < 0.04 * (max - min) ? max + step : max; // a line at the very top looks cut off
        var ticks = Enumerable.Range(0, (int)Math.Round((max - min) / step) + 1).Select(i => min + (i * step));
        return new() { Bend = value => value, Min = min, Max = max, Ticks = [.. ticks.Select(tick => (tick, Label(tick, step)))], Title = title, IsCut = min > 0 };
    }

    /// <summary>By tens, for what spans many of them.</summary>
    public static Scale Tens(IEnumerable<double> values, string title = "")
    {
        double[] known = [.. values.Where(value => value > 0 && double.IsFinite(value))];
        var (low, high) = (Math.Floor(Math.Log10(known.Min())), Math.Ceiling(Math.Log10(known.Max())));
        high = high > low ? high : low + 1;
        var ticks = Enumerable.Range((int)low, (int)(high - low) + 1).Select(power => Math.Pow(10, power));
        return new() { Bend = value => Math.Log10(Math.Max(value, 1e-9)), Min = Math.Pow(10, low), Max = Math.Pow(10, high), Ticks = [.. ticks.Select(tick => (tick, Short(tick)))], Title = title, IsLogarithmic = true };
    }

    /// <summary>Seconds, from the begin to the end and no further.</summary>
    public static Scale Time(double from, double to)
    {
        var step = Step(to - from);
        var first = Math.Ceiling((from / step) - 1e-9) * step;
        var ticks = Enumerable.Range(0, (int)Math.Floor(((to - first) / step) + 1e-9) + 1).Select(i => first + (i * step));
        return new() { Bend = value => value, Min = from, Max = to, Ticks = [.. ticks.Select(tick => (tick, Label(tick, step)))], Title = from < 0 ? "seconds since the window opened; shaded: warm-up" : "seconds since the window opened" };
    }

    /// <summary>The loads themselves are the ticks; by ratio where they were doubled.</summary>
    public static Scale Loads(IReadOnlyList<double> loads, string title)
    {
        var isWide = loads[0] > 0 && loads[^1] / loads[0] >= 6;
        Func<double, double> bend = isWide ? Math.Log2 : value => value;
        var (min, max) = (loads[0], loads[^1]);
        var room = Math.Max(1e-9, bend(max) - bend(min)) / 11;
        List<(double, string)> ticks = [];
        foreach (var load in loads.Where(load => ticks.Count == 0 || bend(load) - bend(ticks[^1].Item1) >= room))
        {
            ticks.Add((load, Words.Number(load)));
        }

        return new() { Bend = bend, Min = min, Max = max, Ticks = ticks, Title = title };
    }

    /// <summary>Percentiles, each nine as wide as the one before: the tail is what is looked for.</summary>
    /// <param name="count">Samples; the largest stands at the end.</param>
    public static Scale Tail(int count)
    {
        var last = 1 - (0.5 / count);
        Func<double, double> bend = p => -Math.Log10(1 - Math.Min(p, last));
        var end = bend(1);
        List<(double, string)> ticks = [(0, "min"), (0.5, "50"), (0.9, "90"), (0.95, "95"), (0.99, "99"), (0.999, "99.9"), (0.9999, "99.99"), (0.99999, "99.999")];
        ticks.RemoveAll(tick => end - bend(tick.Item1) < end * 0.09 || (tick.Item2 is "95" && bend(0.95) - bend(0.9) < end * 0.06));
        return new() { Bend = bend, Min = 0, Max = 1, Ticks = [.. ticks, (1, "max")], Title = "percentile" };
    }

    public static double Step(double range)
    {
        var rough = range / Wished;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / unit) switch { <= 1 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 } * unit;
    }

    private static string Label(double tick, double step) => Math.Abs(tick) switch
    {
        < 1e-12 => "0",
        >= 10_000 when step >= 1_000 || step % 100 == 0 => Short(tick),
        _ => tick.ToString(step switch { >= 1 when step % 1 == 0 => "#,0", >= 0.1 when step * 10 % 1 < 1e-9 => "#,0.0", >= 0.01 => "0.00", _ => "0.####" }, CultureInfo.InvariantCulture),
    };

    private static string Short(double tick) => tick switch
    {
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{tick / 1e6:0.##}M"),
        >= 10_000 => string.Create(CultureInfo.InvariantCulture, $"{tick / 1e3:0.##}k"),
        _ => tick.ToString("#,0.####", CultureInfo.InvariantCulture),
    };
}
