using System.Collections.Immutable;

namespace Tamma.Search.Ranking;

/// <summary>The models whose key or id is the whole query, however it was read.</summary>
internal static class NamedPlaces
{
    public static ImmutableArray<int> Of(string written, SearchIndex index)
    {
        var data = index.Data;
        var terms = ExactNames.Terms(written, data);
        if (terms is [] || terms.Contains(-1))
        {
            return [];
        }

        var rarest = terms.MinBy(data.Postings.Count);
        var found = ImmutableArray.CreateBuilder<int>();
        foreach (var place in data.Postings.Models(rarest))
        {
            if (ExactNames.OfLetters(written, index.Models[place]) >= ExactNames.Id)
            {
                found.Add(place);
            }
        }

        return found.DrainToImmutable();
    }
}
