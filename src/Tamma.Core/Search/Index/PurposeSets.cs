using System.Collections.Immutable;
using System.Numerics;
using Tamma.Catalog;

namespace Tamma.Search.Index;

/// <summary>Which models are made for what, by the terms that they have: the same as <see cref="PurposeTable.Of(Model)"/> of each, told once for each term.</summary>
internal static class PurposeSets
{
    private const SearchField Naming = SearchField.Id | SearchField.Name | SearchField.Family;

    public static Dictionary<string, ulong[]> Of(PurposeTable table, TermDictionary terms, Postings postings, ImmutableArray<Model> models)
    {
        ulong[][] sets = [.. table.Purposes.Select(_ => new ulong[Bits.Words(models.Length)])];
        ulong[][] not = [.. table.Purposes.Select(_ => new ulong[Bits.Words(models.Length)])];
        for (var term = 0; term < terms.Count; term++)
        {
            var told = table.Of(terms[term]);
            if (told != default)
            {
                AddNamed(told.Told, term, postings, sets);
                AddNamed(told.Not, term, postings, not);
            }
        }

        for (var place = 0; place < models.Length; place++)
        {
            for (var told = table.OfType(models[place]).Told; told != 0; told &= told - 1)
            {
                Bits.Add(sets[BitOperations.TrailingZeroCount(told)], place);
            }
        }

        for (var i = 0; i < sets.Length; i++)
        {
            Bits.AndNot(sets[i], not[i]);
        }

        return table.Purposes.Select((purpose, i) => (purpose.Name, sets[i])).ToDictionary(pair => pair.Name, pair => pair.Item2, StringComparer.Ordinal);
    }

    private static void AddNamed(ulong told, int term, Postings postings, ulong[][] sets)
    {
        for (; told != 0; told &= told - 1)
        {
            var set = sets[BitOperations.TrailingZeroCount(told)];
            var models = postings.Models(term);
            var fields = postings.Fields(term);
            for (var i = 0; i < models.Length; i++)
            {
                if ((fields[i] & Naming) != SearchField.None)
                {
                    Bits.Add(set, models[i]);
                }
            }
        }
    }
}
