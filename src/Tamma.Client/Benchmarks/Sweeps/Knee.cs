using System.Globalization;

namespace Tamma.Client.Benchmarks.Sweeps;

/// <summary>
/// The last level that still pays: the one with the most throughput for the wait that it costs. Up to it throughput grows by the larger factor, past it the wait
/// does. That is Kleinrock's power ("Power and deterministic rules of thumb for probabilistic problems in computer communications", ICC 1979): it needs no smoothing
/// and no parameter, so four levels are enough and one that is off by a few per cent changes little; with a server that answers c at once equally fast it is c.
/// </summary>
public static class Knee
{
    /// <summary>Two points are a line, and a line has no knee.</summary>
    public const int LeastLevels = 3;

    /// <param name="levels">By rising load. What is not valid is passed over; one that the server could not keep up with shows that the knee is behind.</param>
    /// <param name="isRate">Whether loads are rates.</param>
    public static LoadKneeResponse Of(IReadOnlyList<LoadLevel> levels, bool isRate)
    {
        var seen = levels.Where(level => level.IsEvidence).ToList();
        if (seen.Count < LeastLevels || !seen.Exists(level => level.IsValid))
        {
            return new() { Why = $"No knee can be told: it takes {LeastLevels} levels that are valid or over-saturated, and there are {seen.Count}." };
        }

        var best = seen.FindLastIndex(level => level.IsValid && level.Power >= seen.Max(other => other.Power));
        var knee = seen[best];
        if (best == seen.Count - 1)
        {
            return new() { Why = $"No knee up to {Say(knee.Load, isRate)}: throughput still grew by a larger factor than the wait. Go further." };
        }

        var next = seen[best + 1];
        var why = next.IsValid
            ? string.Create(CultureInfo.InvariantCulture, $"At {Say(next.Load, isRate)} throughput is {next.Throughput / knee.Throughput:0.00} times as high, and an answer takes {next.Latency / knee.Latency:0.00} times as long.")
            : $"At {Say(next.Load, isRate)} the server fell behind all the while.";
        why = best == 0 ? $"{why} No lower level counts, so the knee may be below it." : why;
        return Level(knee.Load, isRate, why);
    }

    /// <summary>The highest level up to which each met the objectives.</summary>
    /// <param name="levels">By rising load.</param>
    /// <param name="isRate">Whether loads are rates.</param>
    /// <returns>Null where there are no objectives or none meets them.</returns>
    public static LoadKneeResponse? WithinObjectives(IReadOnlyList<LoadLevel> levels, bool isRate)
    {
        var judged = levels.Where(level => level.IsEvidence && level.GoodShare is not null).ToList();
        var good = judged.TakeWhile(level => level.IsValid && level.GoodShare >= SweepSearch.LeastGood).ToList();
        return good is [.., var last]
            ? Level(last.Load, isRate, $"At {Say(last.Load, isRate)} {Percent(last.GoodShare)} of the requests met every objective{(good.Count < judged.Count ? $", at {Say(judged[good.Count].Load, isRate)} {Percent(judged[good.Count].GoodShare)}" : "; no higher level was tried")}.")
            : null;
    }

    private static string Percent(double? share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %");

    private static LoadKneeResponse Level(double load, bool isRate, string why) =>
        isRate ? new() { Rate = load, Why = why } : new() { Concurrency = (int)load, Why = why };

    private static string Say(double load, bool isRate) => string.Create(CultureInfo.InvariantCulture, $"{load:0.###}{(isRate ? " a second" : " at once")}");
}
