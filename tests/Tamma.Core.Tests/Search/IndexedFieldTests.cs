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
