using System.Globalization;
using Tamma.Search;
using Tamma.Search.Embedding;
using Tamma.Tests.Shared.Judging;

namespace Tamma.Perf.Search;

/// <summary>What each part of the search brings to graded queries: one part more in each line, and the vectors of an embedding server where one is named.</summary>
internal static class AblationPart
{
    public static async Task ShowAsync(SearchIndex index, JudgedWorld world, IReadOnlyList<JudgedListing> listings, string scope, string name, List<JudgedQuery> queries)
    {
        Show("words as text", request => request with { ReadWords = false });
        Show("+ constraints", request => request with { Mode = SearchMode.Lexical });
        Show("meaning alone", request => request with { Mode = SearchMode.Semantic });
        Show("both, fused", request => request);
        if (await EmbeddedEval.FindAsync(index) is { } server)
        {
            Dictionary<string, QueryMeaning> meanings = new(StringComparer.Ordinal);
            foreach (var query in queries)
            {
                meanings[query.Text] = await server.MeaningOfAsync(query.Text);
            }

            Show("server, alone", request => request with { Mode = SearchMode.Semantic, Meaning = meanings[request.Text] });
            Show("server, fused", request => request with { Meaning = meanings[request.Text] });
        }

        void Show(string part, Func<SearchRequest, SearchRequest> change)
        {
            var judged = world.Judge(listings, queries, text => [.. Searcher.Search(index, change(EvalPart.Request(text))).Rows.Select(hit => hit.Model.Key.ToString())]);
            var mean = Figures.Mean([.. judged.Select(one => one.Figures)]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scope} {name,-12} {part,-13} {queries.Count,3}  nDCG@10 {mean.Ndcg:0.000}  P@10 {mean.Precision:0.000}  MRR {mean.Mrr:0.000}"));
        }
    }
}
