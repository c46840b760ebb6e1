using System.Collections.Immutable;
using System.Text;
using Tamma.Catalog.Asking;
using Tamma.Catalog.Identities;
using Tamma.Filters;

namespace Tamma.Search.Index;

/// <summary>Fields that an index can tell of all its models faster than a look at each: the same values as <see cref="NameFields"/>, and a test says so.</summary>
internal static class IndexedFields
{
    private const SearchField Naming = SearchField.Id | SearchField.Name | SearchField.Lab | SearchField.Family;

    /// <returns>What the model at a place has in the field; null where the index knows no more of it than the model.</returns>
    public static Func<int, FilterValue>? Of(FilterField field, SearchIndex index)
    {
        var data = index.Data;
        return field switch
        {
            _ when field == NameFields.Maker => Words([.. LabTable.All.Select(lab => (lab.Id, Made(lab, index)))]),
            _ when field == NameFields.Purpose => Words([.. PurposeTable.Standard.Purposes.Select(purpose => (purpose.Name, data.Purposes[purpose.Name]))]),
            _ when field == NameFields.Called => place => FilterValue.Words(NameFields.Names(
                Text(data.Ids[place], data.Terms), Text(data.Ids[place][Math.Min(data.Tails[place], data.Ids[place].Length)..], data.Terms), Text(data.Names[place], data.Terms))),
            _ when field == NameFields.Size => place => ModelFieldValues.OfPrice(Sizes.Of(Sizes.Of(data.Ids[place], data.Names[place], data.Terms), index.Models[place])),
            _ when field == NameFields.Ending => place => FilterValue.Flag(Bits.Has(data.Sets.Ending, place)),
            _ when field == NameFields.OwnOffer => place => FilterValue.Flag(data.Merits[place].Own > 0),
            _ when field == NameFields.AnswersInText => place => FilterValue.Flag(data.Merits[place].Talks > 0),
            _ => null,
        };
    }

    private static Func<int, FilterValue> Words(ImmutableArray<(string Word, ulong[] Models)> sets)
    {
        // Few combinations of many words: each is made once.
        Dictionary<ulong, FilterValue> known = [];
        return place =>
        {
            var mask = 0UL;
            for (var i = 0; i < sets.Length; i++)
            {
                mask |= Bits.Has(sets[i].Models, place) ? 1UL << i : 0;
            }

            if (!known.TryGetValue(mask, out var value))
            {
                known.Add(mask, value = FilterValue.Words([.. sets.Where((_, i) => (mask >> i & 1) != 0).Select(set => set.Word)]));
            }

            return value;
        };
    }

    /// <summary>What the lab made, what it sells, and what is named after it.</summary>
    private static ulong[] Made(Lab lab, SearchIndex index)
    {
        var data = index.Data;
        var made = new ulong[Bits.Words(data.Count)];
        foreach (var run in data.Providers)
        {
            for (var place = run.From; place < run.To && lab.Providers.Contains(run.Id, StringComparer.OrdinalIgnoreCase); place++)
            {
                Bits.Add(made, place);
            }
        }

        // An id that is no single term is in no dictionary.
        for (var place = ModelTerms.Of(lab.Id) is [_] ? data.Count : 0; place < data.Count; place++)
        {
            if (Makers.Of(index.Models[place]) == lab)
            {
                Bits.Add(made, place);
            }
        }

        if (data.Terms.Find(lab.Id) is >= 0 and var term)
        {
            var models = data.Postings.Models(term);
            var fields = data.Postings.Fields(term);
            for (var i = 0; i < models.Length; i++)
            {
                if ((fields[i] & Naming) != SearchField.None)
                {
                    Bits.Add(made, models[i]);
                }
            }
        }

        return made;
    }

    private static string Text(ReadOnlySpan<int> sequence, TermDictionary terms)
    {
        var text = new StringBuilder();
        foreach (var term in sequence)
        {
            text.Append(text.Length > 0 ? " " : "").Append(terms[term]);
        }

        return text.ToString();
    }
}
