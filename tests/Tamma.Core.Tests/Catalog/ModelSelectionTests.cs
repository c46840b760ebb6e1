using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Xunit;

namespace Tamma.Core.Tests.Catalog;

public sealed class ModelSelectionTests
{
    private static readonly Field s_price = FieldRegistry.Models["cost.input"];

    private static readonly Gen<Model[]> s_rows =
        Gen.Select(Gen.String[Gen.Char['a', 'f'], 1, 3], Gen.Int[-1, 4], (id, price) => CatalogSnapshotTests.Row(
                new("acme", id),
                price < 0 ? null : new FieldSet.Builder().Set(s_price, FieldValue.Number(price)).Build()))
            .Array[0, 40]
            .Select(rows => rows.DistinctBy(row => row.Key).OrderBy(row => row.Key).ToArray());

    [Fact]
    public void Pages_give_each_match_once_and_in_order() =>
        Gen.Select(s_rows, Gen.Int[1, 7], Gen.Bool, Gen.Bool).Sample((rows, limit, sorted, descending) =>
        {
            var query = new ModelQuery { Scope = ModelScope.All, Limit = limit, Sort = sorted ? s_price : null, Descending = descending };
            List<Model> all = [];
            ModelKey? after = null;
            do
            {
                var page = ModelSelection.Select(rows, _ => true, query with { After = after, AfterValue = all is [.., var last] ? last.Values[s_price] : null });
                Assert.True(page.Models.Length <= limit);
                all.AddRange(page.Models);
                after = page.Next;
            }
            while (after is not null);

            Assert.Equal(rows.Select(row => row.Key).Order(), all.Select(row => row.Key).Order());
            Assert.Equal(ModelSelection.Select(rows, _ => true, query with { Limit = 1000 }).Models, all);
        });

    [Fact]
    public void Unknown_comes_last_whichever_way_it_is_sorted() =>
        Gen.Select(s_rows, Gen.Bool).Sample((rows, descending) =>
        {
            var sorted = ModelSelection.Select(rows, _ => true, new() { Scope = ModelScope.All, Sort = s_price, Descending = descending, Limit = 1000 }).Models;

            Assert.All(sorted.SkipWhile(row => row.Values.Count > 0), row => Assert.Empty(row.Values));
        });

    [Fact]
    public void A_condition_on_an_unknown_value_does_not_hold() =>
        s_rows.Sample(rows =>
        {
            var cheap = ModelSelection.Select(rows, _ => true, new() { Scope = ModelScope.All, Conditions = [new FieldCondition.AtMost(s_price, 2)], Limit = 1000 });

            Assert.Equal(rows.Where(row => row.Values[s_price] is { } price && price.AsNumber() <= 2), cheap.Models);
        });

    [Fact]
    public void What_is_only_known_elsewhere_is_counted_and_not_shown() =>
        s_rows.Sample(rows =>
        {
            var mine = rows.Where((_, index) => index % 2 == 0).ToHashSet();

            var page = ModelSelection.Select(rows, mine.Contains, new() { Limit = 1000 });

            Assert.Equal(mine.Count, page.Models.Length);
            Assert.Equal(rows.Length - mine.Count, page.KnownElsewhere);
        });

    [Fact]
    public void A_sorted_page_goes_on_where_its_last_row_stood_also_when_that_row_is_gone() =>
        Gen.Select(s_rows.Where(rows => rows.Length > 0), Gen.Int[1, 7], Gen.Bool).Sample((rows, limit, descending) =>
        {
            var query = new ModelQuery { Scope = ModelScope.All, Limit = limit, Sort = s_price, Descending = descending };
            var all = ModelSelection.Select(rows, _ => true, query with { Limit = 1000 }).Models;
            var last = all[Math.Min(limit, all.Length) - 1];

            var next = ModelSelection.Select(rows.Where(row => row != last), _ => true, query with { After = last.Key, AfterValue = last.Values[s_price], Limit = 1000 });

            Assert.Equal(all.Skip(limit), next.Models);
        });

    [Fact]
    public void A_page_goes_on_where_its_last_row_stood_also_when_that_row_is_gone()
    {
        Model[] rows = [.. new[] { "a", "b", "c", "d" }.Select(id => CatalogSnapshotTests.Row(new("acme", id)))];

        var next = ModelSelection.Select(rows.Where(row => row.Key.Id != "b"), _ => true, new() { Scope = ModelScope.All, After = new("acme", "b") });

        Assert.Equal(["c", "d"], next.Models.Select(row => row.Key.Id));
    }
}
