using Xunit;

namespace Tamma.Core.Tests.Catalog.Identities;

/// <summary>Names that differ in little and are different models, beside those that differ in as little and are the same.</summary>
public sealed class NearNameTests
{
    [Theory]
    [InlineData("gpt-3.5-turbo-instruct", "openai/gpt-3.5-turbo")]
    [InlineData("gpt-3.5-turbo", "openai/gpt-3.5-turbo-instruct")]
    [InlineData("DeepSeek-R1-0528", "deepseek/deepseek-r1")]
    [InlineData("deepseek-ai/DeepSeek-R1-0528", "deepseek/deepseek-r1")]
    [InlineData("deepseek-r1", "deepseek/deepseek-r1-0528")]
    [InlineData("qwen-3-235b", "alibaba/qwen3-235b-a22b-instruct-2507", "alibaba/qwen3-235b-a22b-thinking-2507")]
    [InlineData("gpt-5-turbo", "openai/gpt-5", "openai/gpt-4-turbo")]
    [InlineData("gemini-3-flash", "google/gemini-3-flash-preview-05-20", "google/gemini-3-flash-lite-preview")]
    [InlineData("openpipe/qwen3-14b-instruct", "alibaba/qwen3-14b")]
    [InlineData("Qwen3 235B A22B Instruct 2507", "alibaba/qwen3-235b-a22b")]
    [InlineData("llama-3.2", "meta/llama-3.2-1b-instruct", "meta/llama-3.2-3b-instruct")]
    [InlineData("mistral-small-3.2-7b", "mistral/mistral-small-3.2-24b")]
    [InlineData("llama-3.2-90b", "meta/llama-3.2", "meta/llama-3.2-3b-instruct")]
    [InlineData("gpt-oss", "openai/gpt-oss-120b")]
    [InlineData("nemotron-nano-9b-v1", "nvidia/nemotron-nano-9b-v2")]
    [InlineData("4-mini", "openai/gpt-4-mini", "microsoft/phi-4-mini")]
    [InlineData("mini", "openai/gpt-5-mini")]
    [InlineData("r1", "deepseek/deepseek-r1")]
    [InlineData("deepseek-v4-flash-20260731", "deepseek/deepseek-v4-flash-0631")]
    public void Names_that_differ_in_what_counts_are_not_joined(string name, params string[] known) =>
        Assert.Null(World.With([.. known.Select(id => "canonical/" + id)]).Graph().Resolve(name).Model);

    [Theory]
    [InlineData("DeepSeek-R1-0528", "deepseek/deepseek-r1-0528", null, "deepseek/deepseek-r1")]
    [InlineData("qwen-3-235b", "alibaba/qwen3-235b-a22b", "optional_part", "alibaba/qwen3-235b-a22b-2507")]
    [InlineData("Qwen3-235B-A22B-Instruct-2507", "alibaba/qwen3-235b-a22b-instruct-2507", null, "alibaba/qwen3-235b-a22b")]
    [InlineData("llama-3.3-70b-versatile", "meta/llama-3.3-70b-instruct", "mode_suffix", "meta/llama-3.3-8b-instruct")]
    [InlineData("gpt-oss-120b-high-throughput", "openai/gpt-oss-120b", "mode_suffix", "openai/gpt-oss-20b")]
    [InlineData("llama-3.3-70b-instruct-fp8-fast", "meta/llama-3.3-70b-instruct", "mode_suffix", "meta/llama-3.3-8b-instruct")]
    [InlineData("gemini-3-flash", "google/gemini-3-flash-preview", "only_preview", "google/gemini-3-flash-lite")]
    [InlineData("gemini-3-flash", "google/gemini-3-flash", null, "google/gemini-3-flash-preview")]
    [InlineData("duo-chat-opus-4-5", "anthropic/claude-opus-4-5", "leading_word", "anthropic/claude-opus-4-6")]
    [InlineData("llama-4-maverick", "meta/llama-4-maverick-17b-instruct", "only_size", "meta/llama-4-scout-17b-instruct")]
    [InlineData("mistral-small-3.2-24b", "mistral/mistral-small-3.2", "extra_size", "mistral/mistral-small-3.1-24b")]
    [InlineData("llama-3_1-nemotron-ultra-253b-v1", "nvidia/llama-3.1-nemotron-ultra-253b", "first_version", "nvidia/nemotron-nano-9b-v2")]
    [InlineData("opus-4.1", "anthropic/claude-opus-4-1", "family_left_out", "anthropic/claude-opus-4-5")]
    [InlineData("flash2.5", "google/gemini-2.5-flash", "family_left_out", "google/gemini-2.5-flash-lite")]
    [InlineData("meta-llama/Meta-Llama-3.1-70B-Instruct", "meta/llama-3.1-70b-instruct", "lab_prefix", "meta/llama-3.1-8b-instruct")]
    [InlineData("deepseek-v4-flash-20260731", "deepseek/deepseek-v4-flash-0731", null, "deepseek/deepseek-v4-flash")]
    [InlineData("mistral-large-20251201", "mistral/mistral-large-2512", null, "mistral/mistral-large-2411")]
    [InlineData("gemini-2.5-pro-openrouter", "google/gemini-2.5-pro", "serving_suffix", "google/gemini-2.5-flash")]
    public void Names_that_differ_in_what_does_not_count_are_joined(string name, string model, string? rule, string other)
    {
        var resolved = World.With("canonical/" + model, "canonical/" + other).Graph().Resolve(name);

        Assert.Equal(model, resolved.Model?.Id);
        Assert.True(rule is null || resolved.Why.Any(use => use.Rule.Name == rule), string.Join(' ', resolved.Why));
    }

    [Fact]
    public void What_sizes_leave_open_is_a_suggestion()
    {
        var graph = World.With("canonical/meta/llama-3.2-1b-instruct", "canonical/meta/llama-3.2-3b-instruct", "acme/llama-3.2").Graph();

        Assert.Equal(["meta/llama-3.2-1b-instruct", "meta/llama-3.2-3b-instruct"], Assert.Single(graph.Suggestions).Candidates);
    }

    [Theory]
    [InlineData("kimi-k2-instruct-0905", "moonshotai/kimi-k2-0905")]
    [InlineData("Kimi-K2-Instruct", null)]
    [InlineData("Qwen3-14B-Instruct", "alibaba/qwen3-14b")]
    [InlineData("openpipe/Qwen3-14B-Instruct", null)]
    [InlineData("Qwen3-32B-Instruct", null)]
    [InlineData("gpt-3.5-turbo-instruct", null)]
    [InlineData("qwen3-30b-a3b-instruct", null)]
    [InlineData("Qwen3-30B-A3B-Instruct-2507", "alibaba/qwen3-30b-a3b-2507")]
    public void What_is_tuned_is_the_same_only_where_weights_are_given_away(string name, string? model)
    {
        var graph = World.With("canonical/alibaba/qwen3-32b")
            .Add("canonical/moonshotai/kimi-k2", ("open_weights", "yes"))
            .Add("canonical/moonshotai/kimi-k2-0905", ("open_weights", "yes"))
            .Add("canonical/alibaba/qwen3-14b", ("open_weights", "yes"), ("name", "Qwen3 14B"))
            .Add("canonical/openai/gpt-3.5-turbo", ("open_weights", "no"))
            .Add("canonical/alibaba/qwen3-30b-a3b", ("open_weights", "yes"), ("name", "Qwen3 30B A3B"))
            .Add("canonical/alibaba/qwen3-30b-a3b-2507", ("open_weights", "yes"), ("name", "Qwen3 30B A3B Instruct 2507"))
            .Graph();

        Assert.Equal(model, graph.Resolve(name).Model?.Id);
    }

    [Fact]
    public void A_tuned_name_with_a_date_that_the_model_has_not_is_a_suggestion()
    {
        var graph = World.With("acme/mistral-nemo-instruct-2407").Add("canonical/mistral/mistral-nemo", ("open_weights", "yes")).Graph();

        Assert.Equal(["mistral/mistral-nemo"], Assert.Single(graph.Suggestions).Candidates);
    }

    [Fact]
    public void What_a_router_lists_without_preview_is_no_preview()
    {
        var graph = World.With("canonical/google/gemini-3-pro-preview", "openrouter/google/gemini-3-pro", "poe/google/gemini-3-pro").Graph();

        Assert.Equal("google/gemini-3-pro", graph.Of(new("poe", "google/gemini-3-pro"))?.Model.Id);
    }

    [Fact]
    public void A_pointer_of_the_same_name_elsewhere_does_not_make_a_stated_one_ambiguous()
    {
        var graph = World.With("canonical/xai/grok-4", "xai/grok-latest", "kilo/~x-ai/grok-latest").Add("openrouter/~x-ai/grok-latest", ("alias_of", "x-ai/grok-4")).Add("openrouter/x-ai/grok-4").Graph();

        Assert.Equal("xai/grok-4", graph.Resolve("~x-ai/grok-latest").Model?.Id);
        Assert.Equal("xai/grok-latest", graph.Resolve("grok-latest").Model?.Id);
    }
}
