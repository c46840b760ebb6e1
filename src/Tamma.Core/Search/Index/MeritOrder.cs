using Tamma.Search.Ranking;

namespace Tamma.Search.Index;

/// <summary>The order of all models where conditions alone are asked for: the same for all such questions, so it is made once.</summary>
internal static class MeritOrder
{
    public static int[] Of(Merits[] merits, ulong[] ending)
    {
        var ranked = new Ranked[merits.Length];
        for (var place = 0; place < ranked.Length; place++)
        {
            var penalty = (Bits.Has(ending, place) ? Penalties.Ending : 0) + (merits[place].Talks == 0 ? Penalties.Silent : 0);
            ranked[place] = new(penalty, 0, merits[place].Points + (RankWeights.OwnOfLine * merits[place].Own), place);
        }

        Array.Sort(ranked);
        return Array.ConvertAll(ranked, one => one.Place);
    }
}
