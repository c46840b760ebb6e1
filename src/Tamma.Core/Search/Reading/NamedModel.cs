using System.Globalization;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Search.Reading;

/// <summary>Finds the one model that a query measures others by.</summary>
internal static class NamedModel
{
    private static readonly Field[] s_prices = [FieldRegistry.Models["cost.input"], FieldRegistry.Models["cost.output"]];

    /// <summary>The model that is called exactly so; its maker's own offer first, then one with a price.</summary>
    public static Model? Find(ReadOnlySpan<QueryWord> words, SearchIndex index)
    {
        var data = index.Data;
        Span<int> wanted = stackalloc int[Math.Min(words.Length, 16)];
        for (var i = 0; i < wanted.Length; i++)
        {
            wanted[i] = words[i].Term;
            if (wanted[i] < 0)
            {
                return null;
            }
        }

        Model? best = null;
        var bestRank = -1f;
        foreach (var place in data.Postings.Models(wanted[0]))
        {
            var tail = data.Ids[place][data.Tails[place]..];
            if (!tail.SequenceEqual(wanted) && !data.Names[place].SequenceEqual(wanted) && !data.Ids[place].SequenceEqual(wanted))
            {
                continue;
            }

            var rank = (data.Merits[place].Own * 2) + data.Merits[place].Available + (HasPrice(index.Models[place]) ? 1 : 0);
            if (rank > bestRank)
            {
                (best, bestRank) = (index.Models[place], rank);
            }
        }

        return best;
    }

    /// <summary>Tells each price that is known and above zero.</summary>
    public static void AddPrices(Model model, Action<string, string> add)
    {
        foreach (var field in s_prices)
        {
            if (model.Values.TryGet(field, out var price) && price.IsNumber && price.AsNumber() > 0)
            {
                add(field.Path, price.AsNumber().ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static bool HasPrice(Model model) => model.Values.TryGet(s_prices[0], out var price) && price.IsNumber && price.AsNumber() > 0;
}
