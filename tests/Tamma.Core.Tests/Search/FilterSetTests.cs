using CsCheck;
using Tamma.Core.Tests.Filters;
using Tamma.Filters;
using Tamma.Search.Facets;
using Tamma.Search.Filtering;
using Tamma.Search.Index;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class FilterSetTests
{
    private static readonly Gen<Dictionary<FilterField, FilterValue>[]> s_rows = AnyFilter.Row.Array[0, 140];

    [Fact]
    public void A_set_holds_exactly_the_rows_for_which_the_filter_is_true() =>
        Gen.Select(AnyFilter.Tree.Where(tree => !tree.Leaves.Any(leaf => leaf is FilterExpression.Changed)), s_rows).Sample((tree, rows) =>
        {
            var set = All(rows.Length);
            FilterSets.Write(tree, Columns(rows), Asked.Today, set);

            for (var place = 0; place < rows.Length; place++)
            {
                Assert.Equal(Asked.Ask(tree, rows[place]) is FilterTruth.Yes, Bits.Has(set, place));
            }
        });

    [Fact]
    public void A_facet_counts_what_counting_counts() =>
        Gen.Select(Gen.OneOf([.. Asked.Fields.Where(field => field.FlagOf is null)]), s_rows, Gen.Int).Sample((field, rows, seed) =>
        {
            var set = All(rows.Length);
            var random = new Random(seed);
            for (var word = 0; word < set.Length; word++)
            {
                set[word] &= (ulong)random.NextInt64();
            }

            var facet = FacetCounter.Count(Columns(rows).Of(field), set, int.MaxValue);

            var chosen = rows.Where((_, place) => Bits.Has(set, place)).ToList();
            var known = chosen.Where(row => row.ContainsKey(field)).Select(row => row[field]).ToList();
            Assert.Equal(chosen.Count - known.Count, facet.Unknown);
            Assert.Equal(0, facet.Others);
            foreach (var value in facet.Values)
            {
                Assert.Equal(known.Count(one => Has(one, value)), value.Count);
            }

            if (field.Type is not FilterType.Words)
            {
                Assert.Equal(known.Count, facet.Values.Sum(value => value.Count));
            }
        });

    [Fact]
    public void A_facet_that_is_cut_shows_the_most_frequent_first_then_by_name_and_tells_how_many_more_there_are() =>
        Gen.Select(Gen.OneOf([.. Asked.Fields.Where(field => field.FlagOf is null && field.Type is not FilterType.Number)]), s_rows, Gen.Int[0, 6]).Sample((field, rows, limit) =>
        {
            var all = FacetCounter.Count(Columns(rows).Of(field), All(rows.Length), int.MaxValue);

            var cut = FacetCounter.Count(Columns(rows).Of(field), All(rows.Length), limit);

            Assert.Equal(all.Values.OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal), all.Values);
            Assert.Equal(all.Values.Take(limit), cut.Values);
            Assert.Equal(all.Values.Length - cut.Values.Length, cut.Others);
        });

    private static bool Has(FilterValue value, FacetValue facet)
    {
        if (value.TryNumber(out var number))
        {
            return (facet.From is null || number >= facet.From) && (facet.Below is null || number < facet.Below);
        }

        if (value.TryDate(out var date))
        {
            return $"{date.First.Year}" == facet.Value;
        }

        return value.TryWords(out var words) ? words.ToArray().Contains(facet.Value, StringComparer.OrdinalIgnoreCase)
            : value.AsText() is { } text ? string.Equals(text, facet.Value, StringComparison.OrdinalIgnoreCase)
            : value.AsFlag() is FilterTruth.Yes == (facet.Value == "yes");
    }

    private static ulong[] All(int count)
    {
        var set = new ulong[Bits.Words(count)];
        if (count > 0)
        {
            Bits.Fill(set, count);
        }

        return set;
    }

    private static CodedColumns Columns(Dictionary<FilterField, FilterValue>[] rows) =>
        new(rows.Length, field => place => rows[place].GetValueOrDefault(field));
}
