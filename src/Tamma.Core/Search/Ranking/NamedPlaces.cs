using System.Collections.Immutable;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>The models whose key or id is the whole query, however it was read.</summary>
internal static class NamedPlaces
{
    /// <param name="written">The whole query.</param>
    /// <param name="terms">Its terms.</param>
    /// <param name="index">Where they are looked for.</param>
    /// <param name="text">Given where these are the terms that are searched: who has not all of them is not called so.</param>
    public static ImmutableArray<int> Of(string written, int[] terms, SearchIndex index, TextScores? text)
    {
        var data = index.Data;
        if (terms is [] || terms.Contains(-1))
        {
            return [];
        }

        var rarest = terms.MinBy(data.Postings.Count);
        var found = ImmutableArray.CreateBuilder<int>();
        foreach (var place in data.Postings.Models(rarest))
        {
            // Its terms lie side by side with those of others; its letters are far away.
            if ((text is null || Bits.Has(text.With, place)) && terms.AsSpan().EndsWith(data.Ids[place]) && ExactNames.OfLetters(written, index.Models[place]) >= ExactNames.Id)
            {
                found.Add(place);
            }
        }

        return found.DrainToImmutable();
    }
}
