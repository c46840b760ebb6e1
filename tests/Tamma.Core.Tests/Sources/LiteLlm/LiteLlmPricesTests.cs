using Tamma.Catalog;
using Tamma.Core.Tests.Providers;
using Tamma.Providers;
using Tamma.Sources;
using Xunit;

namespace Tamma.Core.Tests.Sources.LiteLlm;

public sealed class LiteLlmPricesTests
{
    private static ReferenceSourceOptions Options { get; } = ReferenceSourceOptions.LiteLlm with { Enabled = true, Listings = ListingScope.All };

    [Fact]
    public async Task A_price_for_one_token_is_exactly_one_for_a_million()
    {
        var (fields, rules) = (await ReadAsync("""{"m":{"litellm_provider":"openai","input_cost_per_token":3e-06,"output_cost_per_token":"1.5e-05","cache_read_input_token_cost":3.0000000000000004e-07}}""")).Only();

        Assert.Equal("cost.input=3 cost.output=15 cost.cache_read=0.30000000000000004", fields);
        Assert.Equal("", rules);
    }

    [Theory]
    [InlineData("openai", "gpt-4o", "openai/gpt-4o")]
    [InlineData("openai", "openai/sora-2", "openai/sora-2")]
    [InlineData("openai", "low/1024-x-1024/gpt-image-1.5", "openai/low/1024-x-1024/gpt-image-1.5")]
    [InlineData("gemini", "gemini/gemini-2.5-pro", "google/gemini-2.5-pro")]
    [InlineData("vertex_ai-language-models", "gemini-2.5-pro", "google-vertex/gemini-2.5-pro")]
    [InlineData("vertex_ai-anthropic_models", "vertex_ai/claude-opus-4@20250514", "google-vertex-anthropic/claude-opus-4@20250514")]
    [InlineData("bedrock_converse", "us.anthropic.claude-opus-4-6-v1", "amazon-bedrock/us.anthropic.claude-opus-4-6-v1")]
    [InlineData("bedrock", "bedrock/us-east-1/anthropic.claude-v1", "amazon-bedrock/us-east-1/anthropic.claude-v1")]
    [InlineData("bedrock", "1024-x-1024/50-steps/bedrock/amazon.nova-canvas-v1:0", "amazon-bedrock/1024-x-1024/50-steps/bedrock/amazon.nova-canvas-v1:0")]
    [InlineData("github_copilot", "github_copilot/claude-opus-4.5", "github-copilot/claude-opus-4.5")]
    [InlineData("openrouter", "openrouter/anthropic/claude-3-haiku", "openrouter/anthropic/claude-3-haiku")]
    [InlineData("fireworks_ai-embedding-models", "fireworks_ai/thenlper/gte-large", "fireworks-ai/thenlper/gte-large")]
    [InlineData("amazon_nova", "amazon-nova/nova-micro-v1", "nova/nova-micro-v1")]
    [InlineData("some_new_place", "some_new_place/m", "some-new-place/m")]
    [InlineData("groq", "groqish/m", "groq/groqish/m")]
    [InlineData("groq", "groq/", "groq/groq/")]
    public async Task A_row_is_of_our_provider_under_its_own_id(string provider, string name, string key)
    {
        var claim = Assert.Single((await ReadAsync($$$"""{"{{{name}}}":{"litellm_provider":"{{{provider}}}","mode":"chat"}}""")).Claims);

        Assert.Equal((key, name, ClaimKind.Reference), (claim.Key.ToString(), claim.SourceRef, claim.Kind));
    }

    [Theory]
    [InlineData("""{"a/m":{"litellm_provider":"a","rpm":1,"mode":"chat"},"m":{"litellm_provider":"a","mode":"rerank"}}""")]
    [InlineData("""{"m":{"litellm_provider":"a","mode":"rerank"},"a/m":{"litellm_provider":"a","mode":"chat"}}""")]
    public async Task Of_two_rows_of_one_model_the_shorter_name_is_believed(string body)
    {
        var (fields, rules) = (await ReadAsync(body)).Only();

        Assert.Equal(("type=rerank", "model_named_twice_differs=1"), (fields, rules));
    }

    [Fact]
    public async Task Tiers_have_the_shape_of_models_dev()
    {
        var (fields, _) = (await ReadAsync("""
            {"m":{"litellm_provider":"openai","input_cost_per_token":1e-06,"output_cost_per_token":2e-06,
              "output_cost_per_token_above_272k_tokens":5e-06,"input_cost_per_token_above_200k_tokens":3e-06,"cache_creation_input_token_cost_above_1hr_above_200k_tokens":7e-06,
              "input_cost_per_token_above_272k_tokens_priority":9e-06}}
            """)).Only();

        Assert.Equal(
            """cost.input=1 cost.output=2 cost.tiers=[{"cache_write_1h":7,"input":3,"tier":{"size":200000,"type":"context"}},{"output":5,"tier":{"size":272000,"type":"context"}}] """
            + """cost.priority_tiers=[{"input":9,"tier":{"size":272000,"type":"context"}}]""",
            fields);
    }

    [Fact]
    public async Task Ranges_are_a_base_price_and_tiers()
    {
        var (fields, rules) = (await ReadAsync("""
            {"m":{"litellm_provider":"dashscope","tiered_pricing":[{"range":[256000.0,1000000.0],"input_cost_per_token":2.5e-07,"output_cost_per_token":2e-06},{"range":[0,256000.0],"input_cost_per_token":5e-08,"output_cost_per_token":4e-07,"output_cost_per_reasoning_token":4e-06}]}}
            """)).Only();

        Assert.Equal("""cost.input=0.05 cost.output=0.4 cost.reasoning=4 cost.tiers=[{"input":0.25,"output":2,"tier":{"size":256000,"type":"context"}}]""", fields);
        Assert.Equal("", rules);
    }

    [Fact]
    public async Task Ranges_of_another_thing_are_kept_as_they_are()
    {
        var (fields, rules) = (await ReadAsync("""{"m":{"litellm_provider":"exa_ai","tiered_pricing":[{"max_results_range":[0,25],"input_cost_per_query":0.005}]}}""")).Only();

        Assert.Equal("""pricing_notes={"tiered_pricing":[{"input_cost_per_query":0.005,"max_results_range":[0,25]}]}""", fields);
        Assert.Equal("ranges_that_are_no_tiers_are_kept=1", rules);
    }

    [Theory]
    [InlineData("""{"input_cost_per_token":0,"output_cost_per_token":0.0}""", "", "zero_price_is_unknown=2")]
    [InlineData("""{"output_cost_per_token":0}""", "", "zero_price_is_unknown=1")]
    [InlineData("""{"input_cost_per_token":1e-08,"output_cost_per_token":0}""", "cost.input=0.01 cost.output=0", "")]
    [InlineData("""{"input_cost_per_token":1e-08,"cache_read_input_token_cost":0}""", "cost.input=0.01", "zero_part_price_is_none=1")]
    [InlineData("""{"max_input_tokens":0,"supports_vision":false}""", "vision=false", "zero_limit_is_unknown=1")]
    [InlineData("""{"input_cost_per_token":0.5}""", "cost.input=500000", "price_looks_like_another_unit=1")]
    [InlineData("""{"input_cost_per_token":1e-15}""", "cost.input=0.000000001", "price_looks_like_another_unit=1")]
    [InlineData("""{"input_cost_per_token":1e-30}""", "extra.input_cost_per_token=1e-30", "")]
    public async Task Zero_is_no_price_and_a_wrong_unit_is_noticed(string row, string fields, string rules)
    {
        var listing = await ReadAsync("{\"m\":{\"litellm_provider\":\"openai\"," + row[1..] + "}");

        Assert.Equal((fields, rules), listing.Only());
    }

    [Theory]
    [InlineData("""{"max_tokens":5,"max_output_tokens":5,"max_input_tokens":9}""", "limit.context=9 limit.output=5")]
    [InlineData("""{"max_tokens":9,"max_input_tokens":9}""", "limit.context=9")]
    [InlineData("""{"max_tokens":7}""", "extra.max_tokens=7")]
    [InlineData("""{"max_input_tokens":"1000000.0"}""", "limit.context=1000000")]
    public async Task Limits_are_what_they_state(string row, string fields) =>
        Assert.Equal(fields, (await ReadAsync("{\"m\":{\"litellm_provider\":\"openai\"," + row[1..] + "}")).Only().Fields);

    [Fact]
    public async Task Searches_and_regions_have_their_prices()
    {
        var (fields, _) = (await ReadAsync("""
            {"m":{"litellm_provider":"openai","search_context_cost_per_query":{"search_context_size_low":0.01,"search_context_size_medium":0.01,"search_context_size_high":0.01},"regional_processing_uplift_multiplier_eu":1.1}}
            """)).Only();

        Assert.Equal("""cost.web_search=0.01 cost.search_context={"high":0.01,"low":0.01,"medium":0.01} cost.regional_uplift={"eu":1.1}""", fields);
    }

    [Fact]
    public async Task Only_the_providers_that_count_are_kept()
    {
        const string Body = """{"a":{"litellm_provider":"openai"},"gemini/b":{"litellm_provider":"gemini"},"fallback":{"rules":[]},"sample_spec":{"litellm_provider":"one of many"}}""";

        var mine = Assert.IsType<Listing.Complete>(await new CannedServer(mine: ["google"]).Answers(Body).ListAsync(Options with { Listings = ListingScope.MyProviders }));
        Assert.Equal(["google/b"], mine.Claims.Select(claim => claim.Key.ToString()));
        Assert.Equal(["openai"], mine.NotKept);
        Assert.Equal(1, mine.Rules["row_without_provider_is_no_model"]);

        var none = Assert.IsType<Listing.Complete>(await new CannedServer().Answers(Body).ListAsync(Options with { Listings = ListingScope.None }));
        Assert.Empty(none.Claims);
        Assert.Equal(["google", "openai"], none.NotKept.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_provider_may_not_take_the_name_of_the_canonical_rows()
    {
        var listing = await ReadAsync("""{"canonical/anthropic/m":{"litellm_provider":"canonical"},"n":{"litellm_provider":"openai"}}""");

        Assert.Equal(["openai/n"], listing.Claims.Select(claim => claim.Key.ToString()));
        Assert.Equal(1, listing.Rules["reserved_provider_is_left_out"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"error":{"message":"no"}}""")]
    [InlineData("""{"m":5}""")]
    [InlineData("""{"sample_spec":{"litellm_provider":"x"}}""")]
    [InlineData("""{"m":{"litellm_provider":"a/b"}}""")]
    [InlineData("""{"m":{"litellm_provider":"openai"}""")]
    public async Task What_is_no_price_map_is_a_fault(string body) =>
        Assert.Equal(ProviderFault.Malformed, (await Assert.ThrowsAsync<ProviderException>(() => new CannedServer().Answers(body).ListAsync(Options))).Fault);

    [Fact]
    public void A_proxy_of_LiteLLM_is_the_same_voice() =>
        Assert.Equal(SourceId.LiteLlm, new CannedServer().Listing(Connections.Of("litellm", "http://127.0.0.1:4000")).Source.DerivesFrom);

    private static async Task<Listing.Complete> ReadAsync(string body) => Assert.IsType<Listing.Complete>(await new CannedServer().Answers(body).ListAsync(Options));
}
