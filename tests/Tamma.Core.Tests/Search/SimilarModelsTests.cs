using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Search;
using Tamma.Search.Vectors;
using Tamma.Tests.Shared.Judging;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class SimilarModelsTests
{
    [Fact]
    public void What_is_for_the_same_comes_before_what_is_called_alike()
    {
        var similar = Similar("acme/falcon-embed", "acme/falcon-chat cost.input=1", "other/dove-embed", "acme/falcon-tts");

        Assert.Equal("other/dove-embed", similar[0].Model.Key.ToString());
        Assert.Equal("embedding", similar[0].Shared[0]);
    }

    [Fact]
    public void Of_those_for_the_same_the_one_that_is_as_dear_is_nearest()
    {
        var similar = Similar("a/one cost.input=1 cost.output=4 tool_call", "b/two cost.input=30 cost.output=90 tool_call", "c/three cost.input=1.1 cost.output=4 tool_call");

        Assert.Equal(["c/three", "b/two"], similar.Select(one => one.Model.Key.ToString()));
        Assert.Contains(similar[1].Worse, field => field.Field.Name == "cost.input");
    }

    [Fact]
    public void Another_offer_of_the_same_is_none_and_neither_is_what_is_gone()
    {
        var world = SearchWorld.With("openai/gpt-5.4", "azure/gpt-5.4", "zeta/openai/gpt-5.4", "openai/gpt-5.5")
            .Add("openai/gpt-5", model => model with { Availability = Availability.Removed });

        Assert.Equal(["openai/gpt-5.5"], Keys(SimilarModels.Of(world.Index(), world.Index().Models.First(model => model.Key.Provider == "azure"), 10)));
    }

    [Fact]
    public void A_dated_snapshot_is_the_same_model()
    {
        var index = SearchWorld.With("anthropic/claude-sonnet-4-5", "anthropic/claude-sonnet-4-5-20250929", "anthropic/claude-opus-4-5", "anthropic/claude-opus-4-5-20251101").Index();

        Assert.Single(Keys(SimilarModels.Of(index, index.Models.First(model => model.Key.Id == "claude-sonnet-4-5"), 10)));
        Assert.Single(Keys(SimilarModels.Of(index, index.Models.First(model => model.Key.Id == "claude-sonnet-4-5-20250929"), 10)));
    }

    [Fact]
    public void One_row_stands_for_all_who_offer_it_the_callers_own_first()
    {
        var index = SearchWorld.With("a/owl tool_call", "openai/gpt-5.5 tool_call").Offered("azure/gpt-5.5 tool_call").Index();

        Assert.Equal(["azure/gpt-5.5"], Keys(SimilarModels.Of(index, index.Models.First(model => model.Key.Id == "owl"), 10)));
    }

    [Fact]
    public void Who_ends_comes_behind_who_does_not()
    {
        var similar = Similar("a/one tool_call reasoning", "b/two tool_call reasoning status=deprecated", "c/three tool_call reasoning");

        Assert.Equal("c/three", similar[0].Model.Key.ToString());
    }

    /// <summary>Made before anything answered. It was tuned on none of them, and the bar is what it does.</summary>
    [Fact]
    public void Most_judgements_of_the_nearest_of_five_are_met()
    {
        Corpus.Require("models-dev.json");
        var index = SearchIndex.Build(JudgedSnapshot.Read(_ => true));
        var judgements = File.ReadLines(Path.Combine(QueryFuzzTests.Folder(), "..", "..", "..", "perf", "Tamma.Perf", "Search", "similar-own.jsonl")).Select(line => JsonElement.Parse(line)).ToList();

        var right = judgements.Count(judgement =>
        {
            var of = judgement.GetProperty("of").EnumerateArray().Select(Key).ToHashSet();
            return SimilarModels.Of(index, index.Snapshot.Find(Key(judgement.GetProperty("model")))!, 1, model => of.Contains(model.Key)) is [var first] && first.Model.Key == Key(judgement.GetProperty("nearest"));
        });

        Assert.Equal(30, judgements.Count);
        Assert.True(right >= 24, $"{right} of 30");
    }

    private static ImmutableArray<SimilarModel> Similar(string model, params ReadOnlySpan<string> others)
    {
        var index = SearchWorld.With([model, .. others]).Index();
        return SimilarModels.Of(index, index.Models.First(one => one.Key.ToString() == model.Split(' ')[0]), 10);
    }

    private static string[] Keys(ImmutableArray<SimilarModel> similar) => [.. similar.Select(one => one.Model.Key.ToString())];

    private static ModelKey Key(JsonElement text) => ModelKey.TryParse(text.GetString()!, out var key) ? key : throw new FormatException(text.ToString());
}
