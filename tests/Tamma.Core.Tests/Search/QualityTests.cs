using Tamma.Catalog;
using Tamma.Search;
using Tamma.Tests.Shared.Judging;
using Xunit;

namespace Tamma.Core.Tests.Search;

/// <summary>Graded queries over the real listings: the bars that search must not fall below. <c>./build.sh eval search</c> shows more.</summary>
public sealed class QualityTests
{
    private static readonly JudgedWorld? s_world = JudgedWorld.Find();

    private readonly string _queries = Corpus.Require("queries-dev.jsonl");

    [Fact]
    public void The_grader_gives_what_its_reference_gives_for_words_as_parts_of_the_text()
    {
        var plain = Mean(World.Full, text =>
        {
            var words = text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return [.. World.Full.Where(listing => words.All(word => listing.Text.Contains(word, StringComparison.Ordinal))).Select(listing => listing.Ref)];
        });

        Assert.Equal((0.3819, 0.4204, 0.475), (Math.Round(plain.Ndcg, 4), Math.Round(plain.Precision, 4), Math.Round(plain.Mrr, 4)));
    }

    [Fact]
    public void The_providers_that_we_know_are_searched_nearly_without_fault()
    {
        var judged = Judge(World.Core, JudgedListing.Core.Contains);

        Assert.True(Mean(judged, null) >= 0.95, $"{Mean(judged, null)}");
        Assert.True(Mean(judged, "exact_id", "prefix") >= 0.98, $"{Mean(judged, "exact_id", "prefix")}");
        Assert.True(Mean(judged, "filter") >= 0.95, $"{Mean(judged, "filter")}");
        Assert.True(Mean(judged, "typo") >= 0.95, $"{Mean(judged, "typo")}");
    }

    [Fact]
    public void All_listings_are_searched_well()
    {
        var judged = Judge(World.Full, _ => true);

        Assert.True(Mean(judged, null) >= 0.95, $"{Mean(judged, null)}");
    }

    private static JudgedWorld World => s_world ?? throw new InvalidOperationException("The corpus has queries and no listings.");

    private List<(string Type, double Ndcg)> Judge(IReadOnlyList<JudgedListing> listings, Func<string, bool> keep)
    {
        var index = SearchIndex.Build(JudgedSnapshot.Read(keep));
        return
        [
            .. World.Judge(listings, JudgedQuery.Read(_queries), text => SearchWorld.Keys(Searcher.Search(index, new(text) { Scope = ModelScope.All, Limit = 10, Today = SearchWorld.Today })))
                .Select(one => (one.Query.Type, one.Figures.Ndcg)),
        ];
    }

    private Figures Mean(IReadOnlyList<JudgedListing> listings, Func<string, IReadOnlyList<string>> search) =>
        Figures.Mean([.. World.Judge(listings, JudgedQuery.Read(_queries), search).Select(one => one.Figures)]);

    private static double Mean(List<(string Type, double Ndcg)> judged, params string[]? types) =>
        judged.Where(one => types is null || types.Contains(one.Type)).Average(one => one.Ndcg);
}
