using CsCheck;
using Tamma.Catalog.Identities;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Identities;

public sealed class NameResolutionTests
{
    private static readonly IdentityGraph s_graph = World.With(
            "canonical/anthropic/claude-sonnet-4-5", "canonical/anthropic/claude-sonnet-4-5-20250929", "canonical/openai/gpt-5", "canonical/openai/gpt-5-mini",
            "canonical/zhipuai/glm-4.6", "canonical/zhipuai/glm-4.6v", "canonical/meta/llama-3.3-70b-instruct", "canonical/mistral/mistral-large-2411", "canonical/mistral/mistral-large-2512",
            "canonical/nvidia/nemotron-nano-9b-v2", "canonical/xai/grok-9", "canonical/tencent/grok-9", "openai/gpt-6", "acme/own-thing")
        .Add("openrouter/anthropic/claude-sonnet-4.5", ("canonical_id", "anthropic/claude-4.5-sonnet-20250929"))
        .Add("openrouter/~openai/gpt-latest", ("alias_of", "openai/gpt-5"))
        .Add("openrouter/openai/gpt-5")
        .Add("openrouter/meta-llama/llama-3.3-70b-instruct:free", ("hugging_face_id", "meta-llama/Meta-Llama-3.3-70B"))
        .Add("zen-mcp/gpt-5-mini", ("aliases", "mini small"))
        .Graph();

    [Theory]
    [InlineData("anthropic/claude-sonnet-4-5", ResolutionKind.Exact, "anthropic/claude-sonnet-4-5")]
    [InlineData("Claude-Sonnet-4-5", ResolutionKind.Exact, "anthropic/claude-sonnet-4-5")]
    [InlineData("claude-sonnet-4.5", ResolutionKind.Normalised, "anthropic/claude-sonnet-4-5")]
    [InlineData("claude-4.5-sonnet", ResolutionKind.Normalised, "anthropic/claude-sonnet-4-5")]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0", ResolutionKind.Normalised, "anthropic/claude-sonnet-4-5-20250929")]
    [InlineData("claude-sonnet-4-5@20250929", ResolutionKind.Normalised, "anthropic/claude-sonnet-4-5-20250929")]
    [InlineData("anthropic/claude-4.5-sonnet-20250929", ResolutionKind.Alias, "anthropic/claude-sonnet-4-5")]
    [InlineData("gpt-5-2025-08-07", ResolutionKind.Normalised, "openai/gpt-5")]
    [InlineData("gpt-6", ResolutionKind.Exact, "openai/gpt-6")]
    [InlineData("~openai/gpt-latest", ResolutionKind.Exact, "openai/gpt-5")]
    [InlineData("mini", ResolutionKind.Alias, "openai/gpt-5-mini")]
    [InlineData("hf:meta-llama/Meta-Llama-3.3-70B", ResolutionKind.Alias, "meta/llama-3.3-70b-instruct")]
    [InlineData("nvidia.nemotron-nano-9b-v2", ResolutionKind.Normalised, "nvidia/nemotron-nano-9b-v2")]
    [InlineData("z-ai/glm-4.6", ResolutionKind.Normalised, "zhipuai/glm-4.6")]
    [InlineData("acme/own-thing", ResolutionKind.Exact, null)]
    [InlineData("mistral-large", ResolutionKind.Ambiguous, null)]
    [InlineData("grok-9", ResolutionKind.Ambiguous, null)]
    [InlineData("gpt-5-nano", ResolutionKind.Unknown, null)]
    [InlineData("gpt-5-pro", ResolutionKind.Unknown, null)]
    [InlineData("glm-46v", ResolutionKind.Normalised, "zhipuai/glm-4.6v")]
    [InlineData("glm-4.6x", ResolutionKind.Unknown, null)]
    [InlineData("gtp-5", ResolutionKind.Unknown, null)]
    [InlineData("", ResolutionKind.Unknown, null)]
    public void A_name_means_one_model_or_says_that_it_does_not(string name, ResolutionKind kind, string? model)
    {
        var resolved = s_graph.Resolve(name);

        Assert.Equal((kind, model), (resolved.Kind, resolved.Model?.Id));
        Assert.Equal(kind is ResolutionKind.Ambiguous, resolved.Candidates.Length > 0);
        Assert.Equal(kind is ResolutionKind.Unknown, resolved.Why.IsEmpty);
    }

    [Fact]
    public void How_it_is_offered_is_told_apart_from_what_it_is()
    {
        var edge = s_graph.Of(new("openrouter", "meta-llama/llama-3.3-70b-instruct:free"))!;

        Assert.Equal(("meta/llama-3.3-70b-instruct", EdgeKind.Variant), (edge.Model.Id, edge.Kind));
        Assert.Equal([new NameVariant(VariantKind.Price, "free")], edge.Variants);
        Assert.Contains(edge.Why, use => use.Rule == IdentityRule.ServingSuffix);
    }

    [Fact]
    public void A_dated_model_and_the_one_without_a_date_know_of_each_other()
    {
        var edge = Assert.Single(s_graph.Find("anthropic/claude-sonnet-4-5")!.Edges);

        Assert.Equal(("anthropic/claude-sonnet-4-5-20250929", EdgeKind.Snapshot, "20250929"), (edge.To, edge.Kind, edge.Text));
    }

    [Fact]
    public void A_source_and_a_spelling_that_contradict_each_other_decide_nothing()
    {
        var graph = World.With("canonical/openai/gpt-5.1", "canonical/openai/gpt-5.2").Add("zen-mcp/gpt-5.2", ("aliases", "gpt5.1")).Graph();

        Assert.Equal(["openai/gpt-5.1", "openai/gpt-5.2"], graph.Resolve("gpt5.1").Candidates);
    }

    [Fact]
    public void What_is_not_sure_is_a_suggestion_and_no_edge()
    {
        var graph = World.With("canonical/mistral/mistral-large-2411", "canonical/mistral/mistral-large-2512", "acme/mistral-large").Graph();

        Assert.Null(graph.Of(new("acme", "mistral-large")));
        Assert.Equal(["mistral/mistral-large-2411", "mistral/mistral-large-2512"], Assert.Single(graph.Suggestions).Candidates);
    }

    [Fact]
    public void A_graph_is_built_once_for_a_snapshot()
    {
        var snapshot = World.With("openai/gpt-5").Snapshot();

        Assert.Same(IdentityGraph.Build(snapshot), IdentityGraph.Build(snapshot));
    }

    [Fact]
    public void Rows_in_any_order_give_the_same_graph()
    {
        string[] keys = ["canonical/openai/gpt-5", "openai/gpt-6", "openai/gpt-6-2026-01-01", "azure/gpt-6", "openrouter/openai/gpt-6", "mistral/mistral-tiny", "acme/GPT_5", "openrouter/openai/gpt-7", "alibaba/qwen9", "alibaba-cn/qwen-9"];
        var expected = Shown(World.With(keys).Graph());

        Gen.Shuffle(keys).Sample(shuffled => Assert.Equal(expected, Shown(World.With(shuffled).Graph())), iter: 100);
    }

    [Fact]
    public void No_text_is_too_strange_to_resolve() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["-/.:@~ab01-_v"], 0, 40]).Sample(name =>
        {
            var resolved = s_graph.Resolve(name);
            Assert.Equal(resolved.Kind is ResolutionKind.Ambiguous, resolved.Candidates.Length > 0);
        });

    [Fact]
    public void No_word_of_the_tables_is_the_name_of_a_model()
    {
        string[] words = [.. NameTables.Routing, .. NameTables.Regions, .. NameTables.Leading, .. NameTables.Serving.Keys, .. NameTables.AfterColon.Keys, .. NameTables.Modes.Keys, .. NameTables.Tuning];
        var slugs = World.Real().Graph().Models.Select(model => model.Slug).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.DoesNotContain(words, slugs.Contains);
        Assert.All(LabTable.All.SelectMany(lab => lab.Families), family => Assert.DoesNotContain(family, char.IsAsciiDigit));
    }

    private static string Shown(IdentityGraph graph) => string.Join(
        '\n',
        graph.Models.Select(model => $"{model.Id}: {string.Join(' ', model.Listings.Select(edge => $"{edge.Listing} {edge.Kind}"))} {string.Join(' ', model.Edges.Select(edge => $"{edge.Kind} {edge.To}"))}"));
}
