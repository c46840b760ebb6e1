using Tamma.Search.Ranking;

namespace Tamma.Search.Index;

/// <summary>
/// The models that have a word, by the most points that they can have where the word is all that is asked, in steps: so that of many the
/// best are found without a look at all of them.
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

    /// <param name="set">Who has the word.</param>
    /// <param name="text">Points of a model where it stands in the best field.</param>
    /// <param name="data">Whose models.</param>
    public static WordOrder Of(PostingSet set, float text, IndexData data)
    {
        var nearness = Nearness.To(1);
        var steps = new int[set.Count];
        var last = 0;
        var i = 0;
        foreach (var place in set.Models())
        {
            ref readonly var merits = ref data.Merits[place];
            var (tail, name) = data.Lengths[place];
            var points = (text * FieldWeights.Of(set.Fields[i])) + merits.Points + (RankWeights.OwnOfLine * merits.Own) + (RankWeights.SpreadOfOneWord * merits.Spread)
                + (Math.Max(nearness[tail], nearness[name]) * (RankWeights.Closeness + RankWeights.Exactness));
            steps[i] = (int)(Math.Max(0, points) * StepsOfPoint);
            last = Math.Max(last, steps[i++]);
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
        i = 0;
        foreach (var place in set.Models())
        {
            places[next[last - steps[i++]]++] = place;
        }

        return new(places, starts);
    }

    public ReadOnlySpan<int> Of(int step) => _places.AsSpan(_starts[step].._starts[step + 1]);

    /// <summary>None of the step, nor of those behind it, has more points.</summary>
    public float Most(int step) => ((Steps - step) / StepsOfPoint) + Slack;
}
