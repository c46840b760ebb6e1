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

    private static readonly string[] s_missing =
    [
        "gpt-9 turbo vision", "claude 10m context", "llama 70b that writes music", "free opus with audio output", "openai model with open weights and 5m context", "mistral embedding reranker music", "qwen 9.9 coder",
        "deepseek from anthropic", "gemini under $0.00001 with 9m context", "grok video tools under 1 cent", "whisper with tools and reasoning", "kimi on ollama", "sonnet sonnet opus haiku gpt",
    ];

    public PageTests() => Corpus.Require("queries-dev.jsonl");

    /// <summary>Near misses fill what is left of a page, so only where nobody satisfies all is a short page comparable.</summary>
    [Fact]
    public void So_is_a_short_page_of_near_misses()
    {
        var compared = 0;
        foreach (var text in s_missing.Concat(JudgedQuery.Read(Corpus.Require("queries-dev.jsonl")).Select(query => $"{query.Text} under $0.0001")))
        {
            var request = new SearchRequest(text) { Scope = ModelScope.All, Today = SearchWorld.Today };
            var longest = Searcher.Search(s_index.Value, request with { Limit = SearchRequest.MostLimit });
            if (longest.Total > 0)
            {
                continue;
            }

            compared++;
            foreach (var limit in new[] { 1, 7, 20 })
            {
                Assert.Equal([text, .. SearchWorld.Keys(longest).Take(limit)], [text, .. SearchWorld.Keys(Searcher.Search(s_index.Value, request with { Limit = limit }))]);
            }
        }

        Assert.True(compared >= 20, $"{compared}");
    }

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
