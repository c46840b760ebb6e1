using System.Collections.Immutable;
using CsCheck;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search;
using Tamma.Search.Comparing;
using Tamma.Search.Facets;
using Xunit;

namespace Tamma.Core.Tests.Search;

/// <summary>Filters, facets and pages of a whole search, against counting by hand.</summary>
public sealed class SearchCountTests
{
    private static readonly ImmutableArray<FilterField> s_facets = [.. new[] { "provider", "tool_call", "limit.context", "modalities.input", "pricing_status" }.Select(name => ModelFields.Of(name).Filter)];

    private static readonly Gen<string> s_row = Gen.Select(
        Gen.OneOf("a", "b", "c"),
        Gen.Int[1, 40],
        Gen.OneOf("", " tool_call", " tool_call=false"),
        Gen.OneOf("", " limit.context=8000", " limit.context=200000", " limit.context=1000000"),
        Gen.OneOf("", " cost.input=0 cost.output=0", " cost.input=1 cost.output=2", " cost.input=5 cost.output=9"),
        Gen.OneOf("", " modalities.input=text", " modalities.input=text,image"),
        Gen.OneOf("falcon", "heron"),
        (provider, number, tools, context, cost, takes, name) => $"{provider}/{name}-{number}{tools}{context}{cost}{takes}");

    private static readonly Gen<SearchWorld> s_world = Gen.Select(s_row, Gen.Bool).Array[0, 60].Select(rows =>
        rows.Aggregate(SearchWorld.With("z/falcon-0"), static (world, row) => row.Item2 ? world.Offered(row.Item1) : world.Add(row.Item1)));

    private static readonly Gen<string[]> s_parts = Gen.OneOf(
        "tool_call", "not tool_call", "tool_call is unknown", "provider = a", "provider in (a, b)", "context>=200k", "context<10k or context is unknown", "cost.input<2",
        "paid", "pricing_status = free", "modalities.input has image", "tool_call or context>=200k", "not (provider = b and tool_call)").Array[0, 4];

    [Fact]
    public void A_search_finds_exactly_those_for_which_the_filter_is_true_and_a_facet_is_not_narrowed_by_its_own_selection() =>
        Gen.Select(s_world, s_parts, Gen.OneOf("", "falcon", "falcon with tools"), Gen.Bool).Sample((world, parts, text, all) =>
        {
            var index = world.Index();
            var scope = all ? ModelScope.All : ModelScope.Mine;
            var hits = Searcher.Search(index, new(text) { Filter = FilterExpression.All([.. parts.Select(Parse)]), Facets = s_facets, Scope = scope, NearMisses = false, Limit = 200, Today = SearchWorld.Today });

            // What the words say is one more part, beside the name.
            ImmutableArray<FilterExpression> asked = [.. parts.Select(Parse), .. text.Contains("tools", StringComparison.Ordinal) ? [Parse("tool_call")] : Array.Empty<FilterExpression>()];
            var seen = index.Models.Where(model => (all || index.Snapshot.IsMine(model)) && (text.Length == 0 || model.Key.Id.StartsWith("falcon", StringComparison.Ordinal))).ToList();
            Assert.Equal(seen.Where(model => asked.All(part => Holds(part, model, index))).Select(Key).Order(), SearchWorld.Keys(hits).Order());
            Assert.Equal(hits.Rows.Length, hits.Total);
            for (var i = 0; i < s_facets.Length; i++)
            {
                var others = asked.SelectMany(part => part is FilterExpression.And { Parts: var inner } ? inner : [part]).Where(part => part.Leaves.Any(leaf => leaf.Subject != s_facets[i]));
                Compare(s_facets[i], [.. seen.Where(model => others.All(part => Holds(part, model, index)))], hits.Facets[i], index);
            }
        });

    [Fact]
    public void Pages_of_any_size_give_each_model_once_in_one_order() =>
        Gen.Select(s_row.Array[0, 400], Gen.Int[1, 200], Gen.OneOf("", "falcon", "cheap falcon", "falcon-7", "a/falcon-7"), Gen.OneOf("", "cost.input", "-limit.context")).Sample((rows, size, text, sort) =>
        {
            var index = rows.Aggregate(new SearchWorld(), static (world, row) => world.Add(row)).Index();

            var pages = Pages(index, text, sort, size);

            Assert.Equal(pages.Count, pages.Distinct().Count());
            Assert.Equal(Pages(index, text, sort, 200), pages);
        }, iter: 60);

    [Theory]
    [InlineData(7)]
    [InlineData(100)]
    public void Pages_fit_together_where_the_close_look_ends(int size)
    {
        var world = new SearchWorld();
        for (var i = 0; i < 400; i++)
        {
            world.Add(i % 3 == 0 ? $"a/falcon-wing-{i}" : $"a/{i}-wing-falcon");
        }

        var index = world.Index();
        Assert.Equal(Pages(index, "falcon wing", "", 200), Pages(index, "falcon wing", "", size));
        Assert.Equal(400, Pages(index, "falcon wing", "", size).Distinct().Count());
    }

    [Fact]
    public void What_is_unknown_comes_last_in_both_directions()
    {
        var world = SearchWorld.With("a/one cost.input=1", "a/two cost.input=2", "a/unknown");

        Assert.Equal(["a/one", "a/two", "a/unknown"], Sorted(world, "cost.input"));
        Assert.Equal(["a/two", "a/one", "a/unknown"], Sorted(world, "-cost.input"));
    }

    [Fact]
    public void It_is_counted_what_a_price_a_bound_and_the_operator_leave_out()
    {
        var world = SearchWorld.With(
            "a/x-1 cost.input=1 cost.output=1 limit.context=300000", "a/x-2 cost.input=0 cost.output=0 limit.context=300000", "a/x-3 limit.context=300000", "a/x-4 cost.input=1 cost.output=1",
            "a/x-5 cost.input=1 cost.output=1 limit.context=300000 hidden");

        var hits = world.Search(new SearchRequest("cheap x with 200k context") { Scope = ModelScope.All, CountLeftOut = true, NearMisses = false });

        Assert.Equal(["a/x-1"], SearchWorld.Keys(hits));
        Assert.Equal([new("free", 1), new("unknown price", 1), new("unknown context", 1), new("hidden", 1)], hits.LeftOut);
    }

    [Fact]
    public void With_few_found_it_is_told_who_has_more()
    {
        var hits = new SearchWorld().Offered("mine/y-1").Add("b/y-2").Add("b/y-3").Add("c/y-4").Search(new SearchRequest("y"));

        Assert.Equal((1, 3), (hits.Total, hits.KnownElsewhere));
        Assert.Equal([new(new("b"), 2), new(new("c"), 1)], hits.Elsewhere);
    }

    [Fact]
    public void A_row_for_all_listings_of_a_model_has_the_price_of_one_that_satisfies_the_whole_question()
    {
        var world = SearchWorld.With(
            "openai/gpt-5 cost.input=4 cost.output=4 tool_call", "router/openai/gpt-5 cost.input=2 cost.output=2 tool_call", "cheap/gpt-5 cost.input=1 cost.output=1", "plan/gpt-5 tool_call",
            "home/some-thing-of-mine tool_call");

        var hits = world.Search(new SearchRequest("") { Filter = Parse("tool_call"), Scope = ModelScope.All, Collapse = true });

        Assert.Equal(2, hits.Total);
        Assert.Equal([("openai/gpt-5", new ListingGroup("openai/gpt-5", 3, 3, 2, new("router", "openai/gpt-5")))], hits.Rows.Where(row => row.Group is not null).Select(row => (row.Model.Key.ToString(), row.Group!)));
    }

    [Fact]
    public void Collapsed_rows_are_as_many_as_there_are_models_among_what_was_found_page_by_page() =>
        Gen.Select(s_world, s_parts, Gen.Int[1, 9]).Sample((world, parts, size) =>
        {
            var index = world.Index();
            var asked = new SearchRequest("") { Filter = FilterExpression.All([.. parts.Select(Parse)]), Scope = ModelScope.All, NearMisses = false, Limit = 200, Today = SearchWorld.Today };
            var canonical = ModelFields.Of("canonical");
            var found = Searcher.Search(index, asked).Rows.Select(row => canonical.Read(new(row.Model, index.Snapshot, index.At)).AsText() ?? Key(row.Model)).ToHashSet();

            List<string> rows = [];
            for (SearchHits? page = null; page is null || rows.Count < page.Total; rows.AddRange(page.Rows.Select(row => row.Group?.Canonical ?? Key(row.Model))))
            {
                page = Searcher.Search(index, asked with { Collapse = true, Skip = rows.Count, Limit = size });
                Assert.Equal(found.Count, page.Total);
            }

            Assert.Equal(found.Order(), rows.Order());
        });

    [Fact]
    public void Who_types_is_told_models_ends_of_words_and_a_better_spelling()
    {
        var index = SearchWorld.With("anthropic/claude-opus-4-8", "anthropic/claude-sonnet-5", "router/anthropic/claude-opus-4.8", "openai/gpt-5").Index();

        var typing = Suggestions.Of(index, "clau", ModelScope.All, 5);
        Assert.Equal(["anthropic/claude-opus-4-8", "anthropic/claude-sonnet-5"], typing.Models.Select(Key).Order());
        Assert.Equal(["claude"], typing.Words);
        Assert.Null(typing.DidYouMean);
        Assert.Equal("claude sonnet", Suggestions.Of(index, "claude sonet", ModelScope.All, 5).DidYouMean);
        Assert.Empty(Suggestions.Of(index, "", ModelScope.All, 5).Models);
    }

    [Fact]
    public void A_comparison_has_what_differs_and_marks_the_best_of_it()
    {
        var index = SearchWorld.With("a/x limit.context=200000 cost.input=1 cost.output=2 tool_call open_weights", "b/y limit.context=100000 cost.input=1 cost.output=1 tool_call=false open_weights", "c/z tool_call open_weights").Index();

        var compared = ModelComparison.Of(index.Models, index.Snapshot, index.At).Differences.ToDictionary(difference => difference.Field.Name, difference => difference.Best);

        Assert.Equal([0], compared["limit.context"]);
        Assert.Equal([1], compared["cost.output"]);
        Assert.Empty(compared["cost.input"]); // known, and the same
        Assert.Equal([0, 2], compared["tool_call"]);
        Assert.DoesNotContain("open_weights", compared.Keys);
        Assert.DoesNotContain("provider", compared.Keys);
    }

    private static List<string> Pages(SearchIndex index, string text, string sort, int size)
    {
        List<string> keys = [];
        while (true)
        {
            var hits = Searcher.Search(index, new(text) { Scope = ModelScope.All, Sort = sort.Length == 0 ? null : ModelFilters.Sort(sort), Skip = keys.Count, Limit = size, NearMisses = false, Today = SearchWorld.Today });
            keys.AddRange(SearchWorld.Keys(hits));
            if (keys.Count >= hits.Total + hits.Beside || hits.Rows.IsEmpty)
            {
                Assert.Equal(hits.Total + hits.Beside, keys.Count);
                return keys;
            }
        }
    }

    private static string[] Sorted(SearchWorld world, string sort) => SearchWorld.Keys(world.Search(new SearchRequest("") { Scope = ModelScope.All, Sort = ModelFilters.Sort(sort) }));

    private static void Compare(FilterField field, ImmutableArray<Model> models, Facet facet, SearchIndex index)
    {
        var values = models.Select(model => ModelFields.Of(field).Read(new(model, index.Snapshot, index.At))).ToList();
        Assert.Equal(values.Count(value => !value.IsKnown), facet.Unknown);
        foreach (var value in facet.Values)
        {
            Assert.Equal(values.Count(one => Has(one, value)), value.Count);
        }

        Assert.Equal(values.Where(value => value.IsKnown && !value.TryWords(out _)).Count(), field.Type is FilterType.Words ? 0 : facet.Values.Sum(value => value.Count));
    }

    private static bool Has(FilterValue value, FacetValue facet) =>
        value.TryNumber(out var number) ? (facet.From is null || number >= facet.From) && (facet.Below is null || number < facet.Below)
        : value.TryWords(out var words) ? words.Contains(facet.Value)
        : value.AsText() is { } text ? text == facet.Value
        : value.IsKnown && value.AsFlag() is FilterTruth.Yes == (facet.Value == "yes");

    private static bool Holds(FilterExpression filter, Model model, SearchIndex index) =>
        FilterPredicate.Compile(filter, ModelFields.Reader, SearchWorld.Today)(new(model, index.Snapshot, index.At)) is FilterTruth.Yes;

    private static FilterExpression Parse(string filter) => FilterParser.Parse(filter, ModelFields.Vocabulary).Expression!;

    private static string Key(Model model) => model.Key.ToString();
}
