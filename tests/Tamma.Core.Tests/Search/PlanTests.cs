using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class PlanTests
{
    private static readonly SearchWorld s_world = SearchWorld.With(
        "a/falcon-1 tool_call limit.context=300000 modalities.output=text", "a/falcon-2 tool_call limit.context=100000", "a/heron-1 tool_call limit.context=300000", "b/heron-2 tool_call=false limit.context=300000",
        "b/heron-3 tool_call");

    [Fact]
    public void The_most_selective_condition_comes_first_and_each_says_what_it_leaves()
    {
        var plan = Explained("falcon", "tool_call and limit.context>=200k and provider = b").Plan!;

        Assert.Equal(5, plan.Models);
        Assert.Equal([new("provider = b", 2, 2), new("context>=200k", 3, 1), new("tool_call", 4, 0)], plan.Steps);
    }

    [Fact]
    public void It_ends_where_nothing_is_left() =>
        Assert.Equal([new("provider = nobody", 0, 0)], Explained("with tools", "provider = nobody and limit.context>=200k").Plan!.Steps);

    [Fact]
    public void What_the_words_say_is_planned_with_the_filter() =>
        Assert.Equal(["context>=200k", "tool_call"], Explained("at least 200k context", "tool_call").Plan!.Steps.Select(step => step.Condition));

    [Fact]
    public void Of_the_text_it_tells_what_was_looked_up()
    {
        var term = Assert.Single(Explained("heron", "").Plan!.Terms);

        Assert.Equal(("heron", 3, 3), (term.Text, term.Postings, term.Models));
        Assert.Contains("heron", term.Examples);
    }

    [Fact]
    public void The_way_says_whether_what_misses_something_was_looked_at()
    {
        Assert.Equal(PlanWay.RankedWithMisses, Explained("falcon", "").Plan!.Way);
        Assert.Equal(PlanWay.Ranked, s_world.Search(Request("falcon", "") with { Limit = 1 }).Plan!.Way);
        Assert.Null(s_world.Search("falcon").Plan);
    }

    /// <summary>It lacks a date of the name, which weighs less than an announced end does.</summary>
    [Fact]
    public void What_misses_something_never_outranks_what_satisfies_all_and_ends()
    {
        var world = SearchWorld.With("a/falcon-wing-heavy-20250101 cost.input=5 cost.output=5 status=deprecated modalities.output=image", "b/falcon-wing-heavy cost.input=1 cost.output=1 modalities.output=text");

        var hits = world.Search("cheap falcon wing heavy 20250101");

        Assert.Equal(["a/falcon-wing-heavy-20250101", "b/falcon-wing-heavy"], SearchWorld.Keys(hits));
        Assert.Equal(1, hits.Total);
    }

    [Fact]
    public void What_is_preferred_comes_first_excludes_nobody_and_stands_in_place_of_what_most_mean()
    {
        var world = SearchWorld.With("a/x-1 cost.input=1 cost.output=1", "a/x-2 cost.input=2 cost.output=2 tool_call", "a/x-3 cost.input=3 cost.output=3 tool_call status=deprecated");
        SearchRequest request = new("") { Scope = ModelScope.All, Filter = Filter("paid") };

        Assert.Equal(["not ending", "answers_in_text"], world.Search(request).Preferred.Select(wish => wish.ToString()));
        var hits = world.Search(request with { Prefer = [Filter("tool_call")], Sort = ModelFilters.Sort("cost.input") });
        Assert.Equal(["a/x-2", "a/x-3", "a/x-1"], SearchWorld.Keys(hits));
        Assert.Equal(["a/x-1", "a/x-2", "a/x-3"], SearchWorld.Keys(world.Search(request with { Sort = ModelFilters.Sort("cost.input") })));
    }

    private static SearchHits Explained(string text, string filter) => s_world.Search(Request(text, filter));

    private static SearchRequest Request(string text, string filter) => new(text) { Scope = ModelScope.All, Filter = Filter(filter), Explain = true };

    private static FilterExpression Filter(string text) => FilterParser.Parse(text, ModelFields.Vocabulary).Expression!;
}
