using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Server.Compat;
using Tamma.Tests.Shared;
using Xunit;

namespace Tamma.Server.Tests.Compat;

public sealed class LiteLlmShapeTests
{
    [Theory]
    [InlineData("openai", "gpt-5", "gpt-5", "openai")]
    [InlineData("anthropic", "claude-opus-4-8", "claude-opus-4-8", "anthropic")]
    [InlineData("google", "gemini-3-pro", "gemini/gemini-3-pro", "gemini")]
    [InlineData("openrouter", "anthropic/claude-opus-4.8", "openrouter/anthropic/claude-opus-4.8", "openrouter")]
    [InlineData("github-copilot", "gpt-5", "github_copilot/gpt-5", "github_copilot")]
    [InlineData("zai", "glm-5", "zai/glm-5", "zai")]
    [InlineData("ollama", "llama3:8b", "ollama/llama3:8b", "ollama")]
    [InlineData("my-gateway", "m", "my_gateway/m", "my_gateway")]
    public void A_key_has_the_form_that_LiteLLM_gives_it(string provider, string id, string key, string name)
    {
        var row = Assert.Single(Rows((new(provider, id), Shapes.Fields(("limit.context", 1000)))));

        Assert.Equal((key, name), (row.Name, row.Value.GetProperty("litellm_provider").GetString()));
    }

    [Fact]
    public void Prices_are_exact_for_one_token_and_tiers_are_members()
    {
        var values = Shapes.Fields(
            ("type", "chat"),
            ("limit.context", 1_000_000),
            ("limit.output", 64_000),
            ("cost.input", 3m),
            ("cost.output", 15m),
            ("cost.cache_read", 0.30000000000000004m),
            ("cost.image", 0.04m),
            ("cost.tiers", """[{"input":6,"output":22.5,"tier":{"type":"context","size":200000}}]"""),
            ("tool_call", true),
            ("reasoning", false),
            ("modalities.input", new[] { "text", "image" }));

        var row = Assert.Single(Rows((new("anthropic", "c"), values))).Value;

        Assert.Equal(
            """{"litellm_provider":"anthropic","mode":"chat","max_input_tokens":1000000,"max_output_tokens":64000,"max_tokens":64000,"input_cost_per_token":0.000003,"output_cost_per_token":0.000015,"cache_read_input_token_cost":0.00000030000000000000004,"input_cost_per_image":0.04,"input_cost_per_token_above_200k_tokens":0.000006,"output_cost_per_token_above_200k_tokens":0.0000225,"supported_modalities":["text","image"],"supports_function_calling":true,"supports_vision":true,"supports_audio_input":false,"supports_video_input":false,"supports_pdf_input":false,"supports_prompt_caching":true,"supports_reasoning":false}""",
            row.GetRawText());
    }

    [Fact]
    public void Two_models_never_share_a_key()
    {
        var rows = Rows((new("anthropic", "x"), Shapes.Fields(("limit.context", 1))), (new("openai", "x"), Shapes.Fields(("limit.context", 2)))).ToList();

        Assert.Equal(["x", "openai/x"], rows.Select(row => row.Name));
    }

    [Fact]
    public void A_model_of_which_nothing_can_be_said_is_left_out()
    {
        var document = Shapes.Write(LiteLlmShape.Instance, Shapes.Snapshot([(new("acme", "one"), Shapes.Fields(("name", "One")))]));

        Assert.Equal(("{}", 1), (Shapes.Json(document).GetRawText(), document.LeftOut));
    }

    [Fact]
    public void Prices_and_limits_of_the_real_map_come_back_as_they_were()
    {
        var path = Corpus.Find("litellm_model_prices.json");
        Assert.SkipWhen(path is null, "The corpus has no litellm_model_prices.json here.");
        var claims = Shapes.ReadLiteLlm(File.ReadAllBytes(path!));

        var document = Shapes.Write(LiteLlmShape.Instance, Shapes.Snapshot(claims.Select(claim => (claim.Key, claim.Values))));
        var again = Shapes.ReadLiteLlm(document.Body).ToDictionary(claim => claim.Key, claim => claim.Values);

        var compared = 0;
        foreach (var claim in claims.Where(claim => again.ContainsKey(claim.Key)))
        {
            foreach (var path2 in new[] { "cost.input", "cost.output", "cost.cache_read", "cost.cache_write", "cost.reasoning", "cost.input_audio", "cost.batch_input", "limit.context", "limit.output" })
            {
                var field = FieldRegistry.Models[path2];
                Assert.True(claim.Values[field] == again[claim.Key][field], $"{claim.Key} {path2}: {claim.Values[field]} became {again[claim.Key][field]}.");
                compared += claim.Values[field] is null ? 0 : 1;
            }
        }

        Assert.InRange(compared, 10_000, 30_000);
        Assert.InRange(again.Count, claims.Count - document.LeftOut - 100, claims.Count);
    }

    private static IEnumerable<JsonProperty> Rows(params IEnumerable<(ModelKey, FieldSet)> rows) => Shapes.Json(Shapes.Write(LiteLlmShape.Instance, Shapes.Snapshot(rows))).EnumerateObject();
}
