using System.Collections.Immutable;
using CsCheck;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class RelaxationTests
{
    private static readonly SearchWorld s_world = SearchWorld.With(
        "a/falcon tool_call limit.context=128000 cost.input=2 cost.output=4",
        "a/heron tool_call limit.context=200000 modalities.input=text,image cost.input=3 cost.output=6",
        "b/owl limit.context=64000 modalities.input=text,audio cost.input=1 cost.output=1",
        "b/owl-coder tool_call limit.context=32000");

    [Fact]
    public void What_can_be_dropped_is_told_with_what_would_be_found()
    {
        var relaxed = Relax("tool_call and modalities.input has audio");

        Assert.Equal(["tool_call: 1", "modalities.input has audio: 3"], relaxed.Select(one => $"{one.Dropped[0]}: {one.Total}").Order(StringComparer.Ordinal).Reverse());
        Assert.All(relaxed, one => Assert.Null(one.Instead));
    }

    [Fact]
    public void A_bound_is_moved_to_the_nearest_that_finds_somebody()
    {
        var relaxed = Relax("tool_call and context>=1m");

        Assert.Equal("limit.context>=200k", relaxed[0].Instead!.ToString());
        Assert.Equal((1, "tool_call and limit.context>=200k"), (relaxed[0].Total, relaxed[0].Filter.ToString()));
    }

    [Fact]
    public void Two_are_given_up_where_one_is_not_enough()
    {
        var relaxed = Relax("modalities.input has audio and modalities.input has image and open_weights");

        Assert.NotEmpty(relaxed);
        Assert.All(relaxed, one => Assert.Equal(2, one.Dropped.Length));
    }

    [Fact]
    public void Of_few_the_nearest_bound_that_finds_more_is_told_and_what_finds_no_more_is_not()
    {
        var relaxed = Assert.Single(Relax("tool_call and context>=150k"));

        Assert.Equal(("limit.context>=128k", 2), (relaxed.Instead!.ToString(), relaxed.Total));
    }

    [Theory]
    [InlineData("tool_call", "")]
    [InlineData("", "falcon")]
    public void Where_three_are_found_or_nothing_can_be_given_up_nothing_is_offered(string filter, string text) =>
        Assert.Empty(Relax(filter, text));

    [Fact]
    public void Of_two_no_two_conditions_are_given_up() =>
        Assert.Empty(Relax("provider = a and limit.context>=100k"));

    [Fact]
    public void What_meaning_found_is_not_offered_without_it()
    {
        var index = SearchWorld.With("a/lyria tool_call", "a/lyria-2", "b/owl tool_call", "b/heron").Index();
        var jingle = new SearchRequest("jingle") { Filter = Parse("tool_call"), Scope = ModelScope.All, Today = SearchWorld.Today, NearMisses = false };
        var byMeaning = Searcher.Search(index, jingle);
        var byName = Searcher.Search(index, jingle with { Text = "lyria for jingles" });

        Assert.Equal((1, true), (byMeaning.Total, byMeaning.Meant is not null));
        Assert.Empty(Relaxation.Of(index, jingle, byMeaning));
        Assert.Equal((1, true), (byName.Total, byName.Meant is not null));
        Assert.Equal(["tool_call: 2", ": 2"], Relaxation.Of(index, jingle with { Text = "lyria for jingles" }, byName).Select(one => $"{string.Concat(one.Dropped)}: {one.Total}"));
    }

    [Fact]
    public void The_words_are_given_up_last()
    {
        var relaxed = Relax("open_weights or tool_call and context>=1m", "falcon");

        Assert.True(relaxed[^1].GivesUpText || relaxed.All(one => !one.GivesUpText));
    }

    [Fact]
    public void What_is_offered_finds_as_many_as_it_says() =>
        Gen.OneOf("tool_call", "open_weights", "modalities.input has audio", "modalities.input has image", "context>=500k", "cost.input<0.5", "provider = a", "provider = c", "reasoning", "context<=1k").Array[1, 4].Sample(parts =>
        {
            var filter = Parse(string.Join(" and ", parts.Distinct()));
            var request = Request(filter, "");
            var hits = Searcher.Search(s_world.Index(), request);
            foreach (var one in Relaxation.Of(s_world.Index(), request, hits))
            {
                Assert.True(one.Total > hits.Total && hits.Total < 3);
                Assert.Equal(one.Total, Searcher.Search(s_world.Index(), Request(Parse(one.Filter.ToString()), one.Text)).Total);
            }
        }, iter: 100);

    private static ImmutableArray<RelaxedQuestion> Relax(string filter, string text = "")
    {
        var index = s_world.Index();
        var request = Request(Parse(filter), text);
        return Relaxation.Of(index, request, Searcher.Search(index, request));
    }

    private static SearchRequest Request(FilterExpression filter, string text) => new(text) { Filter = filter, Scope = ModelScope.All, Today = SearchWorld.Today, NearMisses = false };

    private static FilterExpression Parse(string filter) => FilterParser.Parse(filter, ModelFields.Vocabulary).Expression!;
}
