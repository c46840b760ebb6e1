using CsCheck;
using Tamma.Search;
using Xunit;

namespace Tamma.Core.Tests.Search.Meaning;

/// <summary>Two lists are put together by the ranks in them: a place is worth 60 / (60 + how many come before it).</summary>
public sealed class FusionTests
{
    /// <summary>By their words a, b, c; by what is meant c alone before b, and a not at all.</summary>
    [Fact]
    public void A_worked_example()
    {
        var index = SearchWorld.With("a/falcon", "b/falcon tool_call", "c/falcon reasoning").Index();
        var meaning = MeaningTables.Of(index, static model => model.Key.Provider switch { "a" => [0, 1], "b" => [9, 4], _ => [1, 0] }, [1, 0]);
        var request = new SearchRequest("falcon homework") { Scope = Tamma.Catalog.ModelScope.All, Prefer = [], NearMisses = false, Today = SearchWorld.Today };

        Assert.Equal(["a/falcon", "b/falcon", "c/falcon"], SearchWorld.Keys(Searcher.Search(index, request with { Mode = SearchMode.Lexical })));
        var hits = Searcher.Search(index, request with { Meaning = meaning });

        // c: 60/62 + 60/60; b: 60/61 + 60/61; a: 60/60 of its words alone.
        Assert.Equal(["c/falcon", "b/falcon", "a/falcon"], SearchWorld.Keys(hits));
        Assert.Equal([1.967742, 1.967213, 1], hits.Rows.Select(row => Math.Round(row.Score, 6)));
    }

    [Fact]
    public void Any_score_is_that_of_its_ranks() =>
        Gen.Select(Gen.Int[0, 9], Gen.Bool).Array[1, 60].Sample(rows =>
        {
            var index = rows.Select((row, i) => (row, i)).Aggregate(new SearchWorld(), static (world, one) => world.Add($"a/falcon-{one.i} {(one.row.Item2 ? "tool_call" : "reasoning")}")).Index();
            var meaning = MeaningTables.Of(index, model => Angle(rows[int.Parse(model.Key.Id[7..], System.Globalization.CultureInfo.InvariantCulture)].Item1 * 10), Angle(0));
            var request = new SearchRequest("falcon homework") { Scope = Tamma.Catalog.ModelScope.All, Meaning = meaning, Prefer = [], NearMisses = false, Limit = SearchRequest.MostLimit, Today = SearchWorld.Today };
            string[] words = SearchWorld.Keys(Searcher.Search(index, request with { Mode = SearchMode.Lexical }));
            string[] near = SearchWorld.Keys(Searcher.Search(index, request with { Mode = SearchMode.Semantic }));

            foreach (var row in Searcher.Search(index, request).Rows)
            {
                var key = MeaningQuestions.Key(row);
                Assert.Equal(Share(Array.IndexOf(words, key)) + Share(Array.IndexOf(near, key)), row.Score, 4);
            }
        }, iter: 100);

    [Fact]
    public void What_is_explained_is_the_ranks_in_both_lists_and_they_sum_up_to_the_score() =>
        Gen.Select(Gen.Int[0, 9], Gen.Bool).Array[1, 60].Sample(rows =>
        {
            var index = rows.Select((row, i) => (row, i)).Aggregate(new SearchWorld(), static (world, one) => world.Add($"a/{(one.row.Item2 ? "bug" : "heron")}-{one.i} tool_call")).Index();
            float[] Vector(Tamma.Catalog.Model model) => Angle(rows[int.Parse(model.Key.Id[(model.Key.Id.IndexOf('-', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture)].Item1 * 10);
            var request = new SearchRequest("bug homework") { Scope = Tamma.Catalog.ModelScope.All, Meaning = MeaningTables.Of(index, Vector, Angle(0)), Prefer = [], NearMisses = false, Explain = true, Limit = SearchRequest.MostLimit, Today = SearchWorld.Today };
            var byWords = Searcher.Search(index, request with { Mode = SearchMode.Lexical }).Rows;
            string[] words = [.. byWords.Select(MeaningQuestions.Key)];
            string[] near = SearchWorld.Keys(Searcher.Search(index, request with { Mode = SearchMode.Semantic }));

            foreach (var row in Searcher.Search(index, request).Rows)
            {
                var key = MeaningQuestions.Key(row);
                var told = row.Explanation!;
                var rank = Array.IndexOf(words, key);
                Assert.Equal(["words_rank", "meaning_rank"], told.Factors.Select(factor => factor.Name));
                Assert.Equal(row.Score, told.Factors.Sum(factor => factor.Points), 5);
                Assert.InRange(told.Factors[0].Value, Share(rank) - 1e-5, Share(rank) + (rank < 0 ? 0.001 + 1e-5 : 1e-5));
                Assert.Equal(Share(Array.IndexOf(near, key)), told.Factors[1].Value, 4);
                Assert.Equal(Math.Max(0, Vector(row.Model)[0]), told.Nearness!.Value, 4);
                if (rank >= 0)
                {
                    Assert.Equal(byWords[rank].Explanation!.Factors, told.OfWords);
                    Assert.Equal(byWords[rank].Score, told.OfWords.Sum(factor => factor.Points), 3);
                }
            }
        }, iter: 100);

    /// <summary>Nobody has the words: the list of them has its order from merits alone, which is worth a thousandth of a rank.</summary>
    [Fact]
    public void By_meaning_alone_the_words_explain_next_to_nothing_and_no_text_is_among_them()
    {
        var hits = Searcher.Search(SearchWorld.With("a/lyria", "b/suno", "c/crow").Index(), new("make jingles") { Scope = Tamma.Catalog.ModelScope.All, NearMisses = false, Explain = true, Today = SearchWorld.Today });

        Assert.Equal(2, hits.Rows.Length);
        for (var rank = 0; rank < 2; rank++)
        {
            var told = hits.Rows[rank].Explanation!;
            Assert.Equal(hits.Rows[rank].Score, told.Factors.Sum(factor => factor.Points), 5);
            Assert.Equal([0.001 * Share(rank), Share(rank), 1], [told.Factors[0].Value, told.Factors[1].Value, told.Nearness!.Value], (one, other) => Math.Abs(one - other) < 1e-5);
            Assert.Equal(0, told.OfWords.Single(factor => factor.Name == "text").Value);
        }
    }

    [Theory]
    [InlineData("jingles", false, "lowest cost.input first")]
    [InlineData("jingles", true, "highest cost.input first")]
    [InlineData("suno", true, "highest cost.input first")]
    public void The_order_that_comes_before_the_points_is_told_with_and_without_meaning(string text, bool descending, string order)
    {
        var request = new SearchRequest(text) { Scope = Tamma.Catalog.ModelScope.All, NearMisses = false, Explain = true, Sort = new(ModelFields.Of("cost.input").Filter, descending) };

        var hits = SearchWorld.With("a/lyria cost.input=1", "b/suno cost.input=2").Search(request);

        Assert.NotEmpty(hits.Rows);
        Assert.Equal(text == "jingles", hits.Meant is not null);
        Assert.All(hits.Rows, row => Assert.Equal(order, row.Explanation!.Order));
    }

    [Fact]
    public void Without_meaning_the_factors_are_the_points_themselves()
    {
        var hits = SearchWorld.With("a/falcon tool_call release_date=2026-05-01", "b/falcon").Search(new SearchRequest("falcon") { Scope = Tamma.Catalog.ModelScope.All, Explain = true });

        Assert.Equal(2, hits.Rows.Length);
        Assert.All(hits.Rows, row => Assert.Equal(row.Score, row.Explanation!.Factors.Sum(factor => factor.Points), 3));
        Assert.True(hits.Rows[0].Explanation!.Factors.Single(factor => factor.Name == "freshness").Points > 0);
        Assert.All(hits.Rows, row => Assert.Equal((true, null), (row.Explanation!.OfWords.IsEmpty, row.Explanation.Nearness)));
    }

    /// <summary>A rank among those that lack the words is worth nothing but a bit of order.</summary>
    [Fact]
    public void Who_lacks_the_words_has_the_share_of_what_is_meant_alone()
    {
        var index = SearchWorld.With("a/bug-1", "b/heron", "c/crow").Index();
        var meaning = MeaningTables.Of(index, static model => model.Key.Provider switch { "a" => [0, 1], "b" => [1, 0], _ => [9, 4] }, [1, 0]);

        var hits = Searcher.Search(index, new("bug") { Scope = Tamma.Catalog.ModelScope.All, Meaning = meaning, Prefer = [], NearMisses = false, Today = SearchWorld.Today });

        Assert.Equal([("b/heron", 1.001, true), ("a/bug-1", 1, false), ("c/crow", 0.985, true)], hits.Rows.Select(row => (MeaningQuestions.Key(row), Math.Round(row.Score, 3), row.IsMeant)));
    }

    private static double Share(int rank) => rank < 0 ? 0 : 60.0 / (60 + rank);

    private static float[] Angle(int degrees) => [(float)Math.Cos(degrees * Math.PI / 180), (float)Math.Sin(degrees * Math.PI / 180)];
}
