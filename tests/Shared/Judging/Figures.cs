namespace Tamma.Tests.Shared.Judging;

/// <summary>How good a ranking is, at ten.</summary>
/// <param name="Ndcg">With gain 2^g - 1.</param>
/// <param name="Precision">Share of the first ten that is of gain 2 or more, of what could be.</param>
/// <param name="Mrr">One by the rank of the first of gain 2 or more.</param>
/// <param name="Bases">Different base models among the first ten, where they are known.</param>
internal readonly record struct Figures(double Ndcg, double Precision, double Mrr, double Bases)
{
    private const int Depth = 10;
    private const int Relevant = 2;

    public static Figures Of(IReadOnlyList<string> ranking, Dictionary<string, int> gains, double bases = 0)
    {
        var ideal = Gain(gains.Values.OrderDescending().Take(Depth));
        var threshold = gains.Count == 0 ? Relevant : Math.Min(Relevant, gains.Values.Max());
        var good = gains.Count(pair => pair.Value >= threshold);
        var hits = ranking.Take(Depth).Count(one => gains.GetValueOrDefault(one) >= threshold);
        var first = ranking.Select((one, index) => (one, index)).Where(pair => gains.GetValueOrDefault(pair.one) >= threshold).Select(pair => pair.index + 1).FirstOrDefault();
        return new(
            ideal == 0 ? 0 : Gain(ranking.Take(Depth).Select(one => gains.GetValueOrDefault(one))) / ideal,
            good == 0 ? 0 : (double)hits / Math.Min(Depth, good),
            first == 0 ? 0 : 1.0 / first,
            bases);
    }

    public static Figures Mean(IReadOnlyCollection<Figures> all) =>
        all.Count == 0 ? default : new(all.Average(one => one.Ndcg), all.Average(one => one.Precision), all.Average(one => one.Mrr), all.Average(one => one.Bases));

    private static double Gain(IEnumerable<int> gains) => gains.Select((gain, index) => (Math.Pow(2, gain) - 1) / Math.Log2(index + 2)).Sum();
}
