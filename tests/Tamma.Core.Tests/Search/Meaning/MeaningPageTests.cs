using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Search;
using Tamma.Tests.Shared.Judging;
using Xunit;

namespace Tamma.Core.Tests.Search.Meaning;

/// <summary>Pages of an answer that is put together of two lists, over the real listings.</summary>
public sealed class MeaningPageTests
{
    private static readonly Lazy<SearchIndex> s_mine = new(() => SearchIndex.Build(Offered()));

    private readonly string[] _questions = [.. MeaningQuestions.All, .. JudgedQuery.Read(Corpus.Require("queries-dev.jsonl")).Select(query => query.Text)];

    [Theory]
    [InlineData(SearchMode.Hybrid, false, null)]
    [InlineData(SearchMode.Semantic, false, null)]
    [InlineData(SearchMode.Hybrid, true, null)]
    [InlineData(SearchMode.Semantic, true, null)]
    [InlineData(SearchMode.Hybrid, false, "price")]
    [InlineData(SearchMode.Semantic, false, "-limit.context")]
    [InlineData(SearchMode.Hybrid, true, "-release_date")]
    public void A_short_page_is_the_beginning_of_a_long_one_and_no_row_comes_twice(SearchMode mode, bool collapse, string? sort)
    {
        foreach (var text in _questions)
        {
            var request = Asked(text, mode) with { NearMisses = false, Collapse = collapse, Sort = sort is null ? null : ModelFilters.Sort(sort) };
            Fits(MeaningQuestions.Real, request);
        }
    }

    [Theory]
    [InlineData(SearchMode.Hybrid)]
    [InlineData(SearchMode.Semantic)]
    public void So_it_is_of_what_the_caller_has(SearchMode mode)
    {
        foreach (var text in _questions)
        {
            Fits(s_mine.Value, Asked(text, mode) with { NearMisses = false, Scope = ModelScope.Mine });
        }
    }

    /// <summary>Who looks at more pages sees each row once, however large his pages are, and as many as were counted.</summary>
    [Theory]
    [InlineData(SearchMode.Hybrid, false)]
    [InlineData(SearchMode.Semantic, false)]
    [InlineData(SearchMode.Hybrid, true)]
    public void Pages_lose_no_row(SearchMode mode, bool collapse)
    {
        foreach (var text in MeaningQuestions.All)
        {
            var request = Asked(text, mode) with { NearMisses = false, Collapse = collapse };
            var hits = Searcher.Search(MeaningQuestions.Real, request with { Limit = 1 });

            var rows = MeaningQuestions.Pages(MeaningQuestions.Real, request, 130).ConvertAll(row => row.Group?.Canonical ?? MeaningQuestions.Key(row));

            Assert.Equal((text, hits.Total + hits.Beside, rows.Count), (text, rows.Count, rows.Distinct().Count()));
        }
    }

    [Theory]
    [InlineData(SearchMode.Hybrid)]
    [InlineData(SearchMode.Semantic)]
    public void What_fills_a_page_comes_behind_what_satisfies_all_and_says_what_it_misses(SearchMode mode)
    {
        foreach (var text in _questions)
        {
            var request = Asked(text, mode) with { Limit = SearchRequest.MostLimit };
            var satisfying = SearchWorld.Keys(Searcher.Search(MeaningQuestions.Real, request with { NearMisses = false }));

            var hits = Searcher.Search(MeaningQuestions.Real, request);

            Assert.Equal([text, .. satisfying], [text, .. SearchWorld.Keys(hits).Take(satisfying.Length)]);
            Assert.Equal(hits.Rows.Length, hits.Rows.DistinctBy(MeaningQuestions.Key).Count());
            var holds = MeaningQuestions.Predicate(MeaningQuestions.Real, hits.Filter(request));
            foreach (var (at, row) in hits.Rows.Index())
            {
                Assert.Equal((text, at, holds(row.Model)), (text, at, row.Missed.IsEmpty));
                Assert.True(at < satisfying.Length || !row.Missed.IsEmpty || !row.MissedWords.IsEmpty, $"{text}: {MeaningQuestions.Key(row)} misses nothing and does not satisfy");
            }
        }
    }

    [Theory]
    [InlineData(SearchMode.Hybrid)]
    [InlineData(SearchMode.Semantic)]
    public void Whether_misses_may_fill_it_does_not_change_a_page_of_any_size(SearchMode mode)
    {
        foreach (var text in _questions)
        {
            var request = Asked(text, mode);
            var longest = SearchWorld.Keys(Searcher.Search(MeaningQuestions.Real, request with { NearMisses = false, Limit = SearchRequest.MostLimit }));
            foreach (var limit in new[] { 1, 7, 20, 100 })
            {
                Assert.Equal([text, .. longest.Take(limit)], [text, .. SearchWorld.Keys(Searcher.Search(MeaningQuestions.Real, request with { Limit = limit })).Take(longest.Length)]);
            }
        }
    }

    [Theory]
    [InlineData("price", false)]
    [InlineData("price", true)]
    [InlineData("limit.context", false)]
    public void An_order_that_is_asked_for_decides_before_what_is_meant(string field, bool collapse)
    {
        var fused = 0;
        foreach (var text in MeaningQuestions.All)
        {
            var request = Asked(text, SearchMode.Hybrid) with { NearMisses = false, Sort = ModelFilters.Sort(field), Prefer = [], Collapse = collapse };
            var hits = Searcher.Search(MeaningQuestions.Real, request);
            if (hits.Beside > 0 || !hits.Preferred.IsEmpty)
            {
                continue; // What the words wish for comes first.
            }

            fused += hits.Meant is null ? 0 : 1;

            var values = MeaningQuestions.Pages(MeaningQuestions.Real, request, SearchRequest.MostLimit).ConvertAll(row => Value(field, row.Model));

            Assert.Equal([$"{text}", .. values.Order()], [$"{text}", .. values.Select(value => (object)value)]);
        }

        Assert.True(fused > 10, $"{fused}");
    }

    private static SearchRequest Asked(string text, SearchMode mode) => new(text) { Mode = mode, Scope = ModelScope.All, Today = SearchWorld.Today };

    private static void Fits(SearchIndex index, SearchRequest request)
    {
        var longest = Searcher.Search(index, request with { Limit = SearchRequest.MostLimit });
        var keys = SearchWorld.Keys(longest);
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal((request.Text, Math.Min(SearchRequest.MostLimit, longest.Total + longest.Beside)), (request.Text, keys.Length));
        foreach (var (skip, limit) in new[] { (0, 1), (0, 7), (0, 20), (20, 20), (113, 31) })
        {
            var page = Searcher.Search(index, request with { Skip = skip, Limit = limit });

            Assert.Equal((request.Text, longest.Total), (request.Text, page.Total));
            Assert.Equal([request.Text, $"{skip}", .. keys.Skip(skip).Take(limit)], [request.Text, $"{skip}", .. SearchWorld.Keys(page)]);
        }
    }

    private static decimal Value(string field, Model model) =>
        ModelFields.Of(field).Read(new(model, MeaningQuestions.Real.Snapshot, MeaningQuestions.Real.At)).TryNumber(out var number) ? Math.Round(number, 9) : decimal.MaxValue; // Prices per token are not exact per million.

    /// <summary>The real listings, those of three providers the caller's own.</summary>
    private static CatalogSnapshot Offered()
    {
        string[] own = ["openrouter", "azure", "github-copilot"];
        var rows = MeaningQuestions.Real.Models.Select(model => own.Contains(model.Key.Provider) ? model with { Offers = [new() { Connection = model.Key.Provider, Access = Access.Callable, Terms = FieldSet.Empty }] } : model);
        return CatalogSnapshot.Empty(Guid.Empty).WithSources([SourceId.ModelsDev]).WithConnections(own.Select(id => new ConnectionView(id, id, false))).With([.. rows], 1, MeaningQuestions.Real.At);
    }
}
