using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Search;
using Tamma.Tests.Shared;
using Tamma.Tests.Shared.Judging;

namespace Tamma.Perf.Search.Speed;

/// <summary>How well every engine answers the graded queries, by the one grader: who is fast and wrong is no measure.</summary>
internal static class PeerQuality
{
    public static async Task MeasureAsync(string folder, IReadOnlyList<SpeedPeer> peers, Report report)
    {
        if (JudgedWorld.Find() is not { } world || Corpus.Find("queries-dev.jsonl") is not { } path)
        {
            report.Skip("What the peers of search answer to the graded queries", "the corpus is not here");
            return;
        }

        var (dev, own) = (JudgedQuery.Read(path), JudgedQuery.Read(Path.Combine(Programs.Root, "perf", "Tamma.Perf", "Search", "queries-own.jsonl")));
        Dictionary<string, double> figures = [];
        foreach (var (scope, listings, keep) in ((string, IReadOnlyList<JudgedListing>, Func<string, bool>)[])[("core", world.Core, JudgedListing.Core.Contains), ("full", world.Full, _ => true)])
        {
            var snapshot = JudgedSnapshot.Read(keep);
            var files = new SpeedFiles(Path.Combine(folder, scope));
            files.Write(SpeedDocument.Of(snapshot), [.. dev.Concat(own).Select(query => SpeedQuery.Of(SpeedClass.Text, query.Text))]);
            var index = SearchIndex.Build(snapshot, snapshot.At);
            Grade(OwnPart.Name, query => [.. Searcher.Search(index, new(query.Text) { Scope = ModelScope.All, Limit = 10, Today = new(2026, 7, 1) }).Rows.Select(hit => hit.Model.Key.ToString())]);
            foreach (var peer in peers)
            {
                await peer.Run("build", Path.Combine(folder, scope), 0);
                await peer.Run("rank", Path.Combine(folder, scope), 0);
                var pages = JsonSerializer.Deserialize<List<List<string>>>(await File.ReadAllTextAsync(Path.Combine(folder, scope, peer.Id + ".pages.json")))!;
                var byText = dev.Concat(own).Zip(pages).DistinctBy(pair => pair.First.Text).ToDictionary(pair => pair.First.Text, pair => pair.Second, StringComparer.Ordinal);
                Grade(peer.Id, query => byText[query.Text]);
            }

            void Grade(string engine, Func<JudgedQuery, IReadOnlyList<string>> answer)
            {
                foreach (var (set, queries) in ((string, List<JudgedQuery>)[])[("dev", dev), ("own", own)])
                {
                    var byText = queries.DistinctBy(query => query.Text).ToDictionary(query => query.Text, StringComparer.Ordinal);
                    figures[$"{engine}_{scope}_{set}"] = Figures.Mean([.. world.Judge(listings, queries, text => answer(byText[text])).Select(one => one.Figures)]).Ndcg;
                }
            }
        }

        report.Add("12. What they answer: nDCG@10 of the graded queries", "no engine is given conditions: ours reads them from the words, the others search for the words", [figures], Rows(peers));
    }

    private static IEnumerable<(string Name, string Figure, string Target)> Rows(IReadOnlyList<SpeedPeer> peers)
    {
        foreach (var (id, name) in peers.Select(peer => (peer.Id, peer.Name)).Prepend((OwnPart.Name, "ours")))
        {
            foreach (var scope in (string[])["core", "full"])
            {
                yield return (string.Create(CultureInfo.InvariantCulture, $"{name}, {scope} scope, the 40 of the corpus"), $"{id}_{scope}_dev", "");
                yield return (string.Create(CultureInfo.InvariantCulture, $"{name}, {scope} scope, 40 of our own"), $"{id}_{scope}_own", "");
            }
        }
    }
}
