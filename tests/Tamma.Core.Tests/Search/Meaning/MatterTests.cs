using Tamma.Catalog;
using Tamma.Search;
using Xunit;

namespace Tamma.Core.Tests.Search.Meaning;

/// <summary>What is worked on is a condition, until it excludes what it is worked on for.</summary>
public sealed class MatterTests
{
    private static readonly SearchWorld s_world = SearchWorld.With(
        "a/embed-one",
        "a/embed-two",
        "b/falcon modalities.input=text,pdf modalities.output=text",
        "b/falcon-coder modalities.input=text,pdf modalities.output=text tool_call",
        "b/heron limit.context=400000 modalities.output=text");

    [Theory]
    [InlineData("something for RAG over contracts")]
    [InlineData("rag pdfs")]
    [InlineData("embeddings of contracts")]
    public void It_gives_way_to_a_purpose_whose_models_do_not_take_it_and_meaning_has_a_say(string text)
    {
        var hits = Search(text);

        Assert.Equal(["a/embed-one", "a/embed-two"], SearchWorld.Keys(hits));
        Assert.Equal(2, hits.Total);
        Assert.True(Assert.Single(hits.Reading.Constraints, one => one.Field is "modalities.input").Soft);
        Assert.Equal(("embedding", true), (hits.Meant!.Axes[0], hits.Meant.Words.Length == 2));
        Assert.All(hits.Rows, row => Assert.True(row.IsMeant));
    }

    [Theory]
    [InlineData("something for contracts")]
    [InlineData("summarise contracts")]
    [InlineData("coding over contracts")]
    [InlineData("strong with contracts")]
    [InlineData("rag with pdf input")]
    [InlineData("rag that reads pdf")]
    public void It_stays_a_condition_beside_no_purpose_and_beside_one_whose_models_take_it_and_where_it_is_stated_as_such(string text)
    {
        var hits = Search(text);

        Assert.False(Assert.Single(hits.Reading.Constraints, one => one.Field is "modalities.input").Soft);
        Assert.Equal(["b/falcon", "b/falcon-coder"], SearchWorld.Keys(hits).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(21, true)]
    public void One_of_twenty_is_enough_to_keep_it(int made, bool givesWay)
    {
        var world = SearchWorld.With("a/embed modalities.input=text,pdf");
        for (var i = 1; i < made; i++)
        {
            world.Add($"a/embed-{i}");
        }

        Assert.Equal(givesWay, world.Search("rag over contracts").Reading.Constraints.Single(one => one.Field is "modalities.input").Soft);
    }

    [Fact]
    public void What_the_same_words_said_otherwise_is_left_alone() =>
        Assert.Equal(["provider=b", "purpose=embedding if possible", "modalities.input:pdf if possible"], s_world.Read("at b rag over contracts"));

    private static SearchHits Search(string text) => s_world.Search(new SearchRequest(text) { Scope = ModelScope.All, NearMisses = false });
}
