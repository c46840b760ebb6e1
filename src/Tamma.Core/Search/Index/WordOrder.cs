using Tamma.Search.Ranking;

namespace Tamma.Search.Index;

/// <summary>
/// All models by the points that they have whatever the one word of a query is, in steps: so that of many that have the word the best are
/// found without a look at all of them.
/// </summary>
internal sealed class WordOrder
{
    private const float StepsOfPoint = 64;

    /// <summary>Points are summed up in another order elsewhere.</summary>
    private const float Slack = 0.001f;

    private readonly int[] _places;
    private readonly int[] _starts;

    private WordOrder(int[] places, int[] starts) => (_places, _starts) = (places, starts);

    public int Steps => _starts.Length - 1;

    public static WordOrder Of(Merits[] merits, (byte Tail, byte Name)[] lengths)
    {
        var nearness = Nearness.To(1);
        var steps = new int[merits.Length];
        var last = 0;
        for (var place = 0; place < steps.Length; place++)
        {
            ref readonly var one = ref merits[place];
            var (tail, name) = lengths[place];
            var points = one.Points + (RankWeights.OwnOfLine * one.Own) + (RankWeights.SpreadOfOneWord * one.Spread)
                + (Math.Max(nearness[tail], nearness[name]) * (RankWeights.Closeness + RankWeights.Exactness));
            steps[place] = (int)(Math.Max(0, points) * StepsOfPoint);
            last = Math.Max(last, steps[place]);
        }

        // The most points come first.
        var starts = new int[last + 2];
        foreach (var step in steps)
        {
            starts[last - step + 1]++;
        }

        for (var step = 0; step <= last; step++)
        {
            starts[step + 1] += starts[step];
        }

        var places = new int[steps.Length];
        var next = starts.AsSpan(0, last + 1).ToArray();
        for (var place = 0; place < steps.Length; place++)
        {
            places[next[last - steps[place]]++] = place;
        }

        return new(places, starts);
    }

    public ReadOnlySpan<int> Of(int step) => _places.AsSpan(_starts[step].._starts[step + 1]);

    /// <summary>None of the step, nor of those behind it, has more points.</summary>
    public float Most(int step) => ((Steps - step) / StepsOfPoint) + Slack;
}
