using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Search.Index;

/// <summary>Which models are made for what: see <see cref="PurposeTable"/>.</summary>
internal static class PurposeSets
{
    private const SearchField Naming = SearchField.Id | SearchField.Name | SearchField.Family;

    private static readonly Field s_type = FieldRegistry.Models["type"];

    public static Dictionary<string, ulong[]> Of(PurposeTable table, TermDictionary terms, Postings postings, ImmutableArray<Model> models)
    {
        var sets = table.Purposes.ToDictionary(purpose => purpose.Name, _ => new ulong[Bits.Words(models.Length)], StringComparer.Ordinal);
        var not = table.Purposes.ToDictionary(purpose => purpose.Name, _ => new ulong[Bits.Words(models.Length)], StringComparer.Ordinal);
        for (var term = 0; term < terms.Count; term++)
        {
            foreach (var purpose in table.Purposes)
            {
                AddNamed(purpose.Terms, term, terms, postings, sets[purpose.Name]);
                AddNamed(purpose.Unless, term, terms, postings, not[purpose.Name]);
            }
        }

        foreach (var purpose in table.Purposes)
        {
            for (var place = 0; purpose.Types.Length > 0 && place < models.Length; place++)
            {
                if (models[place].Values.TryGet(s_type, out var type) && type.IsText && purpose.Types.Contains(type.AsText(), StringComparer.OrdinalIgnoreCase))
                {
                    Bits.Add(sets[purpose.Name], place);
                }
            }

            Bits.AndNot(sets[purpose.Name], not[purpose.Name]);
        }

        return sets;
    }

    private static void AddNamed(ImmutableArray<string> patterns, int term, TermDictionary terms, Postings postings, ulong[] set)
    {
        foreach (var pattern in patterns)
        {
            if (!Purpose.Fits(pattern, terms[term]))
            {
                continue;
            }

            var models = postings.Models(term);
            var fields = postings.Fields(term);
            for (var i = 0; i < models.Length; i++)
            {
                if ((fields[i] & Naming) != SearchField.None)
                {
                    Bits.Add(set, models[i]);
                }
            }

            return;
        }
    }
}
