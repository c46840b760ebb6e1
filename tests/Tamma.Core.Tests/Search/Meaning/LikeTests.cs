using Tamma.Catalog;
using Tamma.Search;
using Tamma.Search.Vectors;
using Xunit;

namespace Tamma.Core.Tests.Search.Meaning;

/// <summary>A model that is named as an example of what is looked for.</summary>
public sealed class LikeTests
{
    [Theory]
    [InlineData("like sonnet but open weights", "sonnet")]
    [InlineData("something like gpt-4o", "gpt-4o")]
    [InlineData("like claude opus 4.8", "opus-4-8")]
    [InlineData("models similar to gemini flash with tools", "gemini-flash")]
    public void Neither_the_example_nor_its_line_is_in_the_answer(string text, string line)
    {
        Corpus.Require("models-dev.json");
        foreach (var mode in new[] { SearchMode.Hybrid, SearchMode.Semantic })
        {
            var hits = Searcher.Search(MeaningQuestions.Real, Asked(text) with { Mode = mode, NearMisses = true });

            Assert.NotNull(hits.Meant?.Like);
            Assert.NotEmpty(hits.Rows);
            Assert.DoesNotContain(hits.Rows, row => row.Model.Key == hits.Meant.Like);
            Assert.DoesNotContain(hits.Rows, row => row.Model.Key.Id.Split('/')[^1] == line || (line == "sonnet" && row.Model.Key.Id.Contains(line, StringComparison.OrdinalIgnoreCase)));
        }
    }

    [Theory]
    [InlineData("like sonnet but open weights")]
    [InlineData("like gpt-4o with 200k context")]
    [InlineData("like claude opus 4.8 with tools under $1")]
    [InlineData("like whisper")]
    public void Those_that_satisfy_the_rest_come_by_how_near_they_are_to_it(string text)
    {
        Corpus.Require("models-dev.json");
        var request = Asked(text) with { Prefer = [], NearMisses = false };
        var hits = Searcher.Search(MeaningQuestions.Real, request);
        var holds = MeaningQuestions.Predicate(MeaningQuestions.Real, hits.Filter(request));
        var scores = new float[MeaningQuestions.Real.Models.Length];
        SimilarModels.Compare(MeaningQuestions.Real, MeaningQuestions.Real.PlaceOf(hits.Meant!.Like!.Value), scores);

        Assert.All(hits.Rows, row => Assert.True(holds(row.Model)));
        Assert.Equal(MeaningQuestions.Real.Models.Where((model, place) => scores[place] >= 0.35f && holds(model)).Count(), hits.Total);
        Assert.All(hits.Rows.Zip(hits.Rows.Skip(1)), pair => Assert.True(scores[pair.First.Place] >= scores[pair.Second.Place] - 0.001f));
    }

    [Fact]
    public void But_open_weights_are_open_weights()
    {
        Corpus.Require("models-dev.json");

        var hits = Searcher.Search(MeaningQuestions.Real, Asked("like sonnet but open weights") with { NearMisses = false });

        Assert.NotEmpty(hits.Rows);
        Assert.All(hits.Rows, row => Assert.True(MeaningQuestions.Predicate(MeaningQuestions.Real, new Tamma.Filters.FilterExpression.Flag(ModelFields.Of("open_weights").Filter))(row.Model)));
        Assert.Contains("sonnet", hits.Meant!.Like!.Value.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unlike gpt-4o")]
    [InlineData("something unlike gpt-4o with tools")]
    public void Whom_it_should_be_unlike_is_no_example(string text)
    {
        var world = SearchWorld.With("openai/gpt-4o tool_call", "a/heron tool_call", "b/crow");

        var hits = world.Search(text);

        Assert.Null(hits.Reading.Like);
        Assert.Null(hits.Meant?.Like);
        Assert.DoesNotContain("openai/gpt-4o", SearchWorld.Keys(hits));
    }

    [Fact]
    public void An_example_is_told_with_the_answer_and_what_is_for_the_same_comes_first()
    {
        var hits = SearchWorld.With("acme/falcon tool_call reasoning modalities.input=text,image", "b/twin tool_call reasoning modalities.input=text,image", "c/half tool_call", "d/owl-embed").Search("like falcon");

        Assert.Equal("acme/falcon", hits.Reading.Like.ToString());
        Assert.Equal(hits.Reading.Like, hits.Meant!.Like);
        Assert.Equal(Meant.BuiltIn, hits.Meant.Source);
        Assert.Equal("b/twin", MeaningQuestions.Key(hits.Rows[0]));
    }

    private static SearchRequest Asked(string text) => new(text) { Scope = ModelScope.All, Limit = 100, Today = SearchWorld.Today };
}
