using Tamma.Search.Ranking;

namespace Tamma.Search.Index;

/// <summary>
/// Models by the most points that they can have, in steps, where one word is asked that they have, or where they have nothing of what was
/// written: so that of many the best are found without a look at all of them.
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
        var points = new float[set.Count];
        var places = new int[set.Count];
        var i = 0;
        foreach (var place in set.Models())
        {
            points[i] = (text * FieldWeights.Of(set.Fields[i])) + Points(place, 1, data);
            places[i++] = place;
        }

        return Sorted(places, points);
    }

    /// <summary>All models, where they have nothing of the text.</summary>
    /// <param name="asked">How many terms were asked for.</param>
    /// <param name="data">Whose models.</param>
    public static WordOrder Of(int asked, IndexData data)
    {
        var points = new float[data.Count];
        var places = new int[data.Count];
        for (var place = 0; place < points.Length; place++)
        {
            (places[place], points[place]) = (place, Points(place, asked, data));
        }

        return Sorted(places, points);
    }

    /// <summary>The most that a model can have whatever the text is.</summary>
    private static float Points(int place, int asked, IndexData data)
    {
        ref readonly var merits = ref data.Merits[place];
        var (tail, name) = data.Lengths[place];
        var nearness = Nearness.To(asked);
        return merits.Points + (RankWeights.OwnOfLine * merits.Own) + (RankWeights.SpreadOfOneWord * merits.Spread)
            + (Math.Max(nearness[tail], nearness[name]) * (RankWeights.Closeness + RankWeights.Exactness));
    }

    /// <param name="places">In the order of the index.</param>
    /// <param name="points">Of each.</param>
    private static WordOrder Sorted(int[] places, float[] points)
    {
        var last = 0;
        foreach (var one in points)
        {
            last = Math.Max(last, Step(one));
        }

        // The most points come first.
        var starts = new int[last + 2];
        foreach (var one in points)
        {
            starts[last - Step(one) + 1]++;
        }

        for (var step = 0; step <= last; step++)
        {
            starts[step + 1] += starts[step];
        }

        var sorted = new int[places.Length];
        var next = starts.AsSpan(0, last + 1).ToArray();
        for (var i = 0; i < places.Length; i++)
        {
            sorted[next[last - Step(points[i])]++] = places[i];
        }

        return new(sorted, starts);
    }

    private static int Step(float points) => (int)(Math.Max(0, points) * StepsOfPoint);

    public ReadOnlySpan<int> Of(int step) => _places.AsSpan(_starts[step].._starts[step + 1]);

    /// <summary>None of the step, nor of those behind it, has more points.</summary>
    public float Most(int step) => ((Steps - step) / StepsOfPoint) + Slack;
}
