using CsCheck;
using Tamma.Catalog;
using Tamma.Search;
using Xunit;

namespace Tamma.Core.Tests.Search.Meaning;

/// <summary>Vectors of an embedding server in the place of those that come with the program.</summary>
public sealed class MeaningVectorTests
{
    [Fact]
    public void The_nearest_by_their_cosine_come_first_and_the_far_ones_not_at_all()
    {
        var index = SearchWorld.With("a/v-0", "b/v-20", "c/v-30", "d/v-50", "e/v-90", "f/v-180").Index();
        var meaning = MeaningTables.Of(index, model => Angle(int.Parse(model.Key.Id[2..], System.Globalization.CultureInfo.InvariantCulture)), Angle(25));

        var hits = Searcher.Search(index, Asked("homework") with { Meaning = meaning });

        // Cosines 1, 1, 0.91 and 0.91; of 90 degrees 0.42, less than 0.8 of the nearest.
        Assert.Equal(["b/v-20", "c/v-30", "a/v-0", "d/v-50"], SearchWorld.Keys(hits));
        Assert.Equal(("small", 4), (hits.Meant!.Source, hits.Meant.Near));
        Assert.Empty(hits.Meant.Axes);
        Assert.Equal(["homework"], hits.Meant.Words);
        Assert.All(hits.Rows, row => Assert.True(row.IsMeant));
    }

    [Fact]
    public void Any_vectors_rank_by_cosine() =>
        Gen.Select(Gen.Int[-9, 9].Select(one => one / 10f).Array[4].Array[1, 40], Gen.Int[1, 9].Select(one => one / 10f).Array[4]).Sample((vectors, asked) =>
        {
            var index = SearchWorld.With([.. vectors.Select((_, i) => $"a/v-{i}")]).Index();
            double Cosine(Model model) => vectors[int.Parse(model.Key.Id[2..], System.Globalization.CultureInfo.InvariantCulture)] is var own && Norm(own) is > 0 and var norm ? own.Zip(asked, (a, b) => (double)a * b).Sum() / norm / Norm(asked) : 0;

            var hits = Searcher.Search(index, Asked("homework") with { Mode = SearchMode.Semantic, Meaning = MeaningTables.Of(index, model => [.. vectors[int.Parse(model.Key.Id[2..], System.Globalization.CultureInfo.InvariantCulture)]], [.. asked]) });

            var nearest = index.Models.Max(Cosine);
            if (nearest <= 1e-5)
            {
                return;
            }

            Assert.Equal("small", hits.Meant!.Source);
            Assert.All(hits.Rows.Zip(hits.Rows.Skip(1)), pair => Assert.True(Cosine(pair.First.Model) >= Cosine(pair.Second.Model) - 0.001));
            Assert.All(hits.Rows, row => Assert.True(Cosine(row.Model) >= (0.8 * nearest) - 1e-5));
            Assert.All(index.Models.Except(hits.Rows.Select(row => row.Model)), model => Assert.True(Cosine(model) <= (0.8 * nearest) + 1e-5));
        }, iter: 300);

    [Fact]
    public void They_stand_in_place_of_what_the_words_mean_here()
    {
        var index = SearchWorld.With("a/hears modalities.input=audio", "b/reads modalities.input=text").Index();

        Assert.Equal(["a/hears"], SearchWorld.Keys(Searcher.Search(index, Asked("microphone"))));
        Assert.Equal(["b/reads"], SearchWorld.Keys(Searcher.Search(index, Asked("microphone") with { Meaning = MeaningTables.Of(index, model => model.Key.Provider == "b" ? [1, 0] : [0, 1], [1, 0]) })));
    }

    [Fact]
    public void Who_has_no_vector_yet_is_found_by_words()
    {
        var index = SearchWorld.With("a/bug-1", "b/heron", "c/crow").Index();

        var hits = Searcher.Search(index, Asked("bug") with { Meaning = MeaningTables.Of(index, model => model.Key.Provider switch { "a" => [], "b" => [1, 0], _ => [0, 1] }, [1, 0]) });

        Assert.Equal([("a/bug-1", false), ("b/heron", true)], hits.Rows.Select(row => (MeaningQuestions.Key(row), row.IsMeant)).Order());
    }

    [Fact]
    public void Who_is_named_and_has_no_vector_comes_behind_who_is_named_and_near()
    {
        var index = SearchWorld.With("a/falcon", "b/falcon tool_call", "c/crow").Index();

        var hits = Searcher.Search(index, Asked("falcon homework") with { Meaning = MeaningTables.Of(index, static model => model.Key.Provider == "a" ? [] : [1, 0], [1, 0]) });

        Assert.Equal(["a/falcon", "b/falcon"], SearchWorld.Keys(Searcher.Search(index, Asked("falcon homework") with { Mode = SearchMode.Lexical })));
        Assert.Equal(["b/falcon", "a/falcon"], SearchWorld.Keys(hits));
    }

    [Fact]
    public void A_table_with_nothing_in_it_changes_nothing()
    {
        var index = SearchWorld.With("a/hears modalities.input=audio", "b/bug-1", "c/falcon modalities.input=audio", "d/falcon").Index();
        foreach (var text in new[] { "microphone", "bug", "falcon homework", "falcon", "like falcon" })
        {
            var without = Searcher.Search(index, Asked(text));
            var with = Searcher.Search(index, Asked(text) with { Meaning = MeaningTables.Of(index, static _ => [], [1, 0]) });

            Assert.Equal([text, .. SearchWorld.Keys(without)], [text, .. SearchWorld.Keys(with)]);
            Assert.Equal((text, without.Meant?.Source), (text, with.Meant?.Source));
        }
    }

    [Fact]
    public void Conditions_hold_for_the_nearest_too()
    {
        var index = SearchWorld.With("a/one tool_call=false", "b/two tool_call", "c/three").Index();

        var hits = Searcher.Search(index, Asked("homework with tools") with { NearMisses = false, Meaning = MeaningTables.Of(index, static model => model.Key.Provider == "b" ? [9, 4] : [1, 0], [1, 0]) });

        Assert.Equal(["b/two"], SearchWorld.Keys(hits));
    }

    private static SearchRequest Asked(string text) => new(text) { Scope = ModelScope.All, NearMisses = false, Prefer = [], Limit = SearchRequest.MostLimit, Today = SearchWorld.Today };

    private static float[] Angle(int degrees) => [(float)Math.Cos(degrees * Math.PI / 180), (float)Math.Sin(degrees * Math.PI / 180)];

    private static double Norm(float[] vector) => Math.Sqrt(vector.Sum(one => (double)one * one));
}
