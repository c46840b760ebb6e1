using System.Globalization;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Search.Index;

namespace Tamma.Search.Reading;

/// <summary>Finds the one model that a query measures others by.</summary>
internal static class NamedModel
{
    private static readonly Field[] s_prices = [FieldRegistry.Models["cost.input"], FieldRegistry.Models["cost.output"]];

    /// <summary>The model that is called exactly so, else one of the line that is; its maker's own offer first, then one with a price.</summary>
    public static (Model Model, bool IsExact)? Find(ReadOnlySpan<QueryWord> words, SearchIndex index)
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
        var bestIsExact = false;
        var bestRank = -1f;
        foreach (var place in data.Postings.Models(Rarest(wanted, data)))
        {
            if (!IsCalled(place, wanted, data, out var isExact))
            {
                continue;
            }

            ref readonly var merits = ref data.Merits[place];
            var rank = (isExact ? 8 : 0) + (merits.Own * 4) + merits.Lifecycle + merits.Freshness + merits.Available + (HasPrice(index.Models[place]) ? 2 : 0);
            if (rank > bestRank)
            {
                (best, bestRank, bestIsExact) = (index.Models[place], rank, isExact);
            }
        }

        return best is null ? null : (best, bestIsExact);
    }

    /// <summary>The term that the fewest models have: who is called so has it too.</summary>
    public static int Rarest(ReadOnlySpan<int> terms, IndexData data)
    {
        var rarest = terms[0];
        foreach (var term in terms)
        {
            rarest = data.Postings.Count(term) < data.Postings.Count(rarest) ? term : rarest;
        }

        return rarest;
    }

    /// <summary>Whether a model's id or name has these terms side by side, and whether it has no others.</summary>
    public static bool IsCalled(int place, ReadOnlySpan<int> wanted, IndexData data, out bool isExact)
    {
        var id = data.Ids[place];
        var tail = id[data.Tails[place]..];
        var name = data.Names[place];
        isExact = tail.SequenceEqual(wanted) || name.SequenceEqual(wanted) || id.SequenceEqual(wanted);
        return isExact || Has(tail, wanted) || Has(name, wanted);
    }

    private static bool Has(ReadOnlySpan<int> sequence, ReadOnlySpan<int> wanted) => sequence.IndexOf(wanted) >= 0;

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
