using Tamma.Filters;
using Tamma.Search;
using Tamma.Search.Index;
using Tamma.Tests.Shared.Judging;
using Xunit;

namespace Tamma.Core.Tests.Search;

/// <summary>What the index tells of all models at once is what each model's own row tells.</summary>
public sealed class IndexedFieldTests
{
    [Fact]
    public void The_index_agrees_with_every_row_of_a_small_catalogue() => Agree(SearchWorld.With(
        "openai/gpt-4.1-mini name=GPT-4.1_mini", "router/meta-llama/llama-3.3-70b-instruct name=Llama_3.3_70B", "amazon-bedrock/mistral.mixtral-8x7b", "x/qwen-17b-16e parameters=109000000000",
        "mistral/mistral-small status=deprecated", "openai/text-embedding-3-small modalities.output=text", "y/some-anthropic-like-thing", "z/draws modalities.output=image", "z/jina-reranker-v3", "ai21/jamba", "x/guard-1 type=moderation family=code_llama",
        "q/old shutdown_date=2026-01-01", "q/-", "q/__/x").Index());

    [Fact]
    public void And_with_every_row_of_the_real_lists()
    {
        Corpus.Require("models-dev.json");

        Agree(SearchIndex.Build(JudgedSnapshot.Read(_ => true)));
    }

    [Theory]
    [InlineData("openai/gpt-4.1-mini name=GPT-4.1_mini cost.input=1 cost.output=4 cost.cache_read=0.25", "maker has openai and purpose has light and called has \"gpt 4.1 mini\" and cache_discount = 0.75 and own_offer and answers_in_text and not ending")]
    [InlineData("router/meta-llama/llama-3.3-70b-instruct", "maker has meta and size_b = 70 and called has \"llama 3.3 70b instruct\" and called has \"meta llama llama 3.3 70b instruct\" and not own_offer and cache_discount is unknown")]
    [InlineData("z/jina-reranker-v3", "purpose has rerank and not purpose has embedding and not answers_in_text and not maker has openai and size_b is unknown")]
    [InlineData("y/qwen3-coder parameters=30000000000 shutdown_date=2040-01-01", "purpose has coding and size_b = 30 and ending and maker has alibaba and maker in (alibaba, openai)")]
    [InlineData("y/shown modalities.output=image status=retired", "ending and not answers_in_text and not purpose has light")]
    public void Names_tell_what_plain_words_ask(string row, string filter)
    {
        var index = SearchWorld.With(row).Index();

        Assert.Equal(FilterTruth.Yes, FilterPredicate.Compile(FilterParser.Parse(filter, ModelFields.Vocabulary).Expression!, ModelFields.Reader, SearchWorld.Today)(new(index.Models[0], index.Snapshot, index.At)));
    }

    private static void Agree(SearchIndex index) =>
        Assert.All(NameFields.All.Where(field => field.Filter != NameFields.CacheDiscount), field =>
        {
            var known = IndexedFields.Of(field.Filter, index);
            Assert.NotNull(known);
            for (var place = 0; place < index.Models.Length; place++)
            {
                Assert.Equal(Shown(field.Read(new(index.Models[place], index.Snapshot, index.At))), Shown(known(place)));
            }
        });

    private static string Shown(FilterValue value) =>
        value.TryWords(out var words) ? string.Join('|', words.ToArray())
        : value.TryNumber(out var number) ? $"{number.ToString("G29", System.Globalization.CultureInfo.InvariantCulture)}"
        : value.AsFlag().ToString();
}
