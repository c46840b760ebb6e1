using CsCheck;
using Tamma.Catalog;
using Tamma.Search;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class SearcherTests
{
    [Fact]
    public void An_exact_key_comes_first_then_the_same_id_elsewhere() =>
        Assert.Equal(
            ["router/openai/gpt-5", "openai/gpt-5"],
            SearchWorld.Keys(SearchWorld.With("openai/gpt-5", "openai/gpt-5-mini", "router/openai/gpt-5").Search("router/openai/gpt-5"))[..2]);

    [Fact]
    public void The_makers_own_offer_comes_before_those_who_resell_it() =>
        Assert.Equal("openai/gpt-5", SearchWorld.With("abc/gpt-5", "openai/gpt-5", "zzz/openai/gpt-5").Found("gpt-5")[0]);

    [Fact]
    public void A_labs_own_ids_may_leave_its_name_out() =>
        Assert.Equal("mistral/codestral-latest", SearchWorld.With("a/mistral-codestral", "b/mistralai/codestral-2508", "mistral/codestral-latest", "mistral/mistral-small").Found("mistral codestral")[0]);

    [Fact]
    public void Exact_comes_before_what_begins_so_and_that_before_what_is_near() =>
        Assert.Equal(
            ["a/mimo-v2.5", "a/mimo-v2.5-pro", "a/mimo-v2"],
            SearchWorld.Keys(SearchWorld.With("a/mimo-v2", "a/mimo-v2.5-pro", "a/mimo-v2.5", "a/unrelated").Search("mimo-v2.5")));

    [Theory]
    [InlineData("claude-op")]
    [InlineData("claude opus 4-8")]
    [InlineData("Claude Opus 4.8")]
    [InlineData("claud opsu 4.8")]
    [InlineData("opus")]
    public void Spellings_beginnings_and_slips_find_the_same_model(string written) =>
        Assert.Equal(["anthropic/claude-opus-4-8"], SearchWorld.With("anthropic/claude-opus-4-8", "b/claude-opus-4.8", "c/claude-opus-4-8", "openai/gpt-5", "d/sonnet").Found(written)[..1]);

    [Theory]
    [InlineData("gpt-5.")]
    [InlineData("gpt-5.4-")]
    [InlineData("gpt 5 4 m")]
    [InlineData("gpt 5.4 min")]
    public void While_a_name_is_typed_what_goes_on_so_comes_first(string written) =>
        Assert.Equal("openai/gpt-5.4-mini", SearchWorld.With("openai/gpt-5", "openai/gpt-5-mini", "openai/gpt-5.4-mini", "openai/gpt-4.1").Found(written)[0]);

    [Fact]
    public void Who_names_a_maker_sees_its_own_offers_first() =>
        Assert.Equal(
            ["openai/gpt-4", "b/gpt-5"],
            SearchWorld.With("openai/gpt-4 release_date=2024-01-01", "b/gpt-5 release_date=2026-01-01").Found("newest openai model"));

    [Fact]
    public void Equal_models_stand_in_key_order() =>
        Assert.Equal(["a/x-1", "b/x-1", "c/x-1"], SearchWorld.With("c/x-1", "a/x-1", "b/x-1").Found("x-1"));

    [Fact]
    public void Cheap_is_a_known_price_above_zero_lowest_first() =>
        Assert.Equal(
            ["b/x cost", "c/x cost"],
            SearchWorld.With("a/x cost.input=0 cost.output=0", "b/x cost.input=1 cost.output=1", "c/x cost.input=2 cost.output=2", "d/x").Found("cheap x").Select(key => $"{key} cost"));

    [Fact]
    public void Unknown_satisfies_neither_a_condition_nor_its_opposite()
    {
        var world = SearchWorld.With("a/x reasoning", "b/x reasoning=false", "c/x");

        Assert.Equal(["a/x"], world.Found("x with reasoning"));
        Assert.Equal(["b/x"], world.Found("x without reasoning"));
    }

    [Fact]
    public void A_near_miss_fills_the_page_says_what_it_misses_and_is_not_counted()
    {
        var hits = SearchWorld.With("github-copilot/a limit.context=1000000", "github-copilot/b limit.context=200000").Search("github copilot 1m context");

        Assert.Equal(1, hits.Total);
        Assert.Equal(["github-copilot/a", "github-copilot/b"], SearchWorld.Keys(hits));
        Assert.Equal(["limit.context>=1000000"], hits.Rows[1].Missed.Select(one => one.ToString()));
    }

    [Fact]
    public void A_condition_that_the_caller_states_is_never_given_up() =>
        Assert.Empty(SearchWorld.With("a/x limit.context=1000").Search(
            new SearchRequest("x") { Scope = ModelScope.All, Constraints = [new("limit.context", ConstraintOp.AtLeast, "2000", "")] }).Rows);

    [Fact]
    public void The_scope_is_mine_and_the_rest_is_counted()
    {
        var hits = new SearchWorld().Offered("openai/gpt-5").Add("azure/gpt-5").Search(new SearchRequest("gpt-5"));

        Assert.Equal(["openai/gpt-5"], SearchWorld.Keys(hits));
        Assert.Equal(1, hits.KnownElsewhere);
    }

    [Fact]
    public void Removed_models_and_hidden_ones_are_not_found() =>
        Assert.Equal(
            ["a/gpt-1"],
            new SearchWorld().Add("a/gpt-1").Add("a/gpt-2", model => model with { Availability = Availability.Removed }).Add("a/gpt-3 hidden").Found("gpt"));

    [Fact]
    public void What_ends_comes_last_where_nothing_is_named() =>
        Assert.Equal(["b/y", "a/x"], SearchWorld.With("a/x tool_call status=deprecated release_date=2026-06-01", "b/y tool_call release_date=2024-06-01").Found("tools"));

    [Fact]
    public void Nothing_that_is_known_finds_nothing() => Assert.Empty(SearchWorld.With("a/x").Search("qqqqqqq").Rows);

    [Fact]
    public void Factors_explain_a_rank()
    {
        var hit = SearchWorld.With("openai/gpt-5", "b/gpt-5").Search(new SearchRequest("gpt-5") { Scope = ModelScope.All, Explain = true }).Rows[0];

        Assert.Equal(hit.Score, hit.Explanation!.Factors.Sum(factor => factor.Points), 3);
        Assert.Equal(1, hit.Explanation.Factors.Single(factor => factor.Name == "own_offer").Value);
    }

    [Fact]
    public void Pages_follow_each_other_and_give_each_model_once()
    {
        var world = SearchWorld.With([.. Enumerable.Range(1, 45).Select(i => $"p{i % 7}/gpt-{i}")]);
        var index = world.Index();
        var all = Enumerable.Range(0, 5).SelectMany(page => SearchWorld.Keys(Searcher.Search(index, new("gpt") { Scope = ModelScope.All, Limit = 10, Skip = page * 10 }))).ToList();

        Assert.Equal(45, all.Count);
        Assert.Equal(45, all.Distinct().Count());
    }

    [Fact]
    public void Any_text_gets_an_answer()
    {
        var index = SearchWorld.With("openai/gpt-5 tool_call cost.input=1 cost.output=2", "a/llama-3.3-70b open_weights", "b/kimi-k2").Index();
        Gen.String.Sample(text => Assert.True(Searcher.Search(index, new(text) { Scope = ModelScope.All, Today = SearchWorld.Today, Explain = true }).Total >= 0));
    }
}
