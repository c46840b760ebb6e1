using Tamma.Catalog;
using Tamma.Search;
using Tamma.Tests.Shared.Judging;
using Xunit;

namespace Tamma.Core.Tests.Search;

/// <summary>
/// A short page is found by shortcuts: prepared orders, and nobody looked at who has no chance. A long one has none of them to speak of,
/// so the short one must be its beginning.
/// </summary>
public sealed class PageTests
{
    private static readonly Lazy<SearchIndex> s_index = new(() => SearchIndex.Build(JudgedSnapshot.Read(_ => true)));

    private static readonly string[] s_more =
    [
        "", "g", "c", "gp", "o", "4", "gpt", "claude", "llama", "mini", "turbo", "gpt mini", "claude latest", "qwen coder", "cheap", "newest vision", "cheap tools", "free", "openrouter", "embedding", "cheapest reasoning under $1",
    ];

    public PageTests() => Corpus.Require("queries-dev.jsonl");

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(false, "price")]
    [InlineData(false, "-limit.context")]
    [InlineData(false, "name")]
    public void A_short_page_is_the_beginning_of_a_long_one(bool collapse, string? sort)
    {
        foreach (var text in s_more.Concat(JudgedQuery.Read(Corpus.Require("queries-dev.jsonl")).Select(query => query.Text)))
        {
            var request = new SearchRequest(text) { Scope = ModelScope.All, Today = SearchWorld.Today, NearMisses = false, Collapse = collapse, Sort = sort is null ? null : ModelFilters.Sort(sort) };
            var longest = Searcher.Search(s_index.Value, request with { Limit = SearchRequest.MostLimit });
            foreach (var limit in new[] { 1, 7, 20 })
            {
                var page = Searcher.Search(s_index.Value, request with { Limit = limit });

                Assert.Equal((text, longest.Total), (text, page.Total));
                Assert.Equal([text, .. SearchWorld.Keys(longest).Take(limit)], [text, .. SearchWorld.Keys(page)]);
            }

            var second = Searcher.Search(s_index.Value, request with { Skip = 20, Limit = 20 });
            Assert.Equal([text, .. SearchWorld.Keys(longest).Skip(20).Take(20)], [text, .. SearchWorld.Keys(second)]);
        }
    }
}
