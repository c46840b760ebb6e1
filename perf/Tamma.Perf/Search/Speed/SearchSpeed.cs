using System.Globalization;

namespace Tamma.Perf.Search.Speed;

/// <summary>
/// Search in process, and the peers on the same models and queries. In each repetition ours and every peer run one after the other,
/// and the ratio is taken inside it, query by query, so that a machine that slows down slows all.
/// </summary>
internal static class SearchSpeed
{
    private static readonly (SpeedClass Class, string Name)[] s_classes =
    [
        (SpeedClass.Text, "text"), (SpeedClass.Faceted, "text, two conditions, six facets"), (SpeedClass.Letter, "one letter"), (SpeedClass.Browse, "conditions alone, cheapest first"),
    ];

    /// <summary>Hybrid search; nobody else is asked these.</summary>
    private static readonly (SpeedClass Class, string Name)[] s_meant =
    [
        (SpeedClass.Glossary, "hybrid, words of the glossary"), (SpeedClass.Example, "hybrid, like an example"), (SpeedClass.Vector, "hybrid, a vector of 512 dimensions that is there"),
    ];

    /// <summary>What was compared with what, for whoever reads the figures.</summary>
    private const string PeerNote =
        "How many times ours a query takes, by the median and the 99th hundredth of the queries that both were asked, one thread each. Everybody has the same weights of fields and the same prices, "
        + "asks for all words first (the last may be cut off) and, where that fills no page, for any of them: misspelt in Lucene.NET and MiniSearch, by trigrams in PostgreSQL, as written in SQLite, which knows no typos. "
        + "Lucene.NET 4.8.0-beta00017 (there is no other 4.8) in memory, BM25, one segment, facets counted by doc values; SQLite FTS5 in its page cache, BM25, prefix indexes; "
        + "PostgreSQL full text and pg_trgm under GIN indexes over a socket, without fsync, JIT and parallel plans; MiniSearch with its own scores. What the others answer is worse: see 12";

    public static async Task MeasureAsync(string folder, Report report)
    {
        await using var postgres = await PostgresServer.StartAsync(folder);
        List<SpeedPeer> peers = [.. SpeedPeer.OfDotNet];
        List<string> absent = [];
        Add(postgres is null ? null : SpeedPeer.Postgres(postgres.Connection), "PostgreSQL (Debian: apt-get install postgresql)");
        Add(SpeedPeer.MiniSearch(), "MiniSearch (node, and its package in artifacts/npm)");

        await OneAsync(SpeedFiles.Real, "8,218 real models", 8, 5, Path.Combine(folder, "real"), peers, report);
        await OneAsync(SpeedFiles.Made, "100,000 made ones", 10, 3, Path.Combine(folder, "made"), peers, report);
        await ChangesAsync(report);
        await PeerQuality.MeasureAsync(Path.Combine(folder, "graded"), peers, report);
        absent.ForEach(name => report.Skip("A peer of search", $"{name} is not here"));

        void Add(SpeedPeer? peer, string name)
        {
            if (peer is null)
            {
                absent.Add(name);
            }
            else
            {
                peers.Add(peer);
            }
        }
    }

    private static async Task OneAsync(string catalogue, string what, int number, int repetitions, string folder, List<SpeedPeer> peers, Report report)
    {
        var files = new SpeedFiles(folder);
        if (files.Write(catalogue) is null)
        {
            report.Skip($"Search over {what}", "the corpus is not here");
            return;
        }

        Dictionary<string, double> builds = [];
        foreach (var peer in peers)
        {
            builds[$"{peer.Id}_build_ms"] = Result.Read(await peer.Run("build", folder, 0))["build_ms"];
        }

        List<Dictionary<string, double>> runs = [];
        for (var run = 0; run < repetitions; run++)
        {
            var figures = await Harness.PartAsync("search-own", catalogue, folder, run.ToString(CultureInfo.InvariantCulture));
            var ours = files.ReadTimes(OwnPart.Name);
            foreach (var peer in peers)
            {
                foreach (var (figure, value) in Result.Read(await peer.Run("ask", folder, run)))
                {
                    figures[$"{peer.Id}_{figure}"] = value;
                }

                Compare(peer.Id, ours, files.ReadTimes(peer.Id), figures);
            }

            runs.Add(builds.Concat(figures).ToDictionary(StringComparer.Ordinal));
        }

        report.Add($"{number}. Search in process over {what}", "µs and KiB for a query; a fresh process each, 600 different queries of each kind and 26 letters, a page of 20", runs, OwnRows(catalogue is SpeedFiles.Real));
        report.Add($"{number + 1}. The same queries over {what} put to others", PeerNote, runs, PeerRows(peers));
    }

    private static async Task ChangesAsync(Report report)
    {
        foreach (var (number, catalogue, what, target) in new[] { (14, SpeedFiles.Real, "8,218 real models", "≤ 50"), (15, SpeedFiles.Made, "100,000 made ones", "≤ 200") })
        {
            if (catalogue is SpeedFiles.Real && RealModels.Find() is null)
            {
                report.Skip($"Changes of {what}", "the corpus is not here");
                continue;
            }

            List<Dictionary<string, double>> runs = [];
            for (var run = 0; run < 3; run++)
            {
                runs.Add(await Harness.PartAsync("search-change", catalogue));
            }

            report.Add($"{number}. From a commit to the index in which it is found, among {what}", "ms, 25 commits of each kind after 5, with the columns of 20 facets and filters; a fresh process each", runs,
            [
                ("one price", "price_p50", target),
                ("one price, the slowest", "price_max", target),
                ("a model that is added", "added_p50", target),
                ("a model that is added, the slowest", "added_max", target),
                ("a model that is removed, the slowest", "gone_max", target),
                ("a model that gets another name, the slowest", "renamed_max", target),
                ("100 prices in one commit, the slowest", "hundred_max", ""),
                ("after a new name: who is who worked out, beside the searches", "graph_ms", ""),
                ("and merged", "settle_ms", ""),
            ]);
        }
    }

    /// <summary>Query by query, so that one that had no time for the slow ones is compared by the others alone.</summary>
    private static void Compare(string peer, Dictionary<string, double[]> ours, Dictionary<string, double[]> theirs, Dictionary<string, double> figures)
    {
        foreach (var (kind, times) in theirs)
        {
            var both = times.Zip(ours[kind]).Where(pair => pair.First > 0 && pair.Second > 0).ToList();
            var (mine, other) = (both.Select(pair => pair.Second).Order().ToList(), both.Select(pair => pair.First).Order().ToList());
            figures[$"{peer}_{kind}_times"] = other[other.Count / 2] / mine[mine.Count / 2];
            figures[$"{peer}_{kind}_times_p99"] = other[other.Count * 99 / 100] / mine[mine.Count * 99 / 100];
        }
    }

    private static IEnumerable<(string Name, string Figure, string Target)> OwnRows(bool isReal)
    {
        foreach (var (kind, name) in s_classes.Concat(s_meant))
        {
            var target = kind is SpeedClass.Faceted ? isReal ? "≤ 200" : "≤ 1,500" : kind >= SpeedClass.Glossary ? isReal ? "≤ 1,000" : "≤ 8,000" : "";
            yield return ($"{name}: p50", $"{kind}_p50", "");
            yield return ($"{name}: p99", $"{kind}_p99", target);
            yield return ($"{name}: p99 of each query's best of five", $"{kind}_best_p99", "");
            yield return ($"{name}: allocated, KiB", $"{kind}_kib", "");
            yield return ($"{name}: allocated, p99, KiB", $"{kind}_kib_p99", "");
            yield return ($"{name}: queries a second", $"{kind}_qps", "");
            yield return ($"{name}, both cores: p50", $"{kind}_both_p50", "");
            yield return ($"{name}, both cores: p99", $"{kind}_both_p99", "");
            yield return ($"{name}, both cores: queries a second", $"{kind}_both_qps", "");
        }

        foreach (var (kind, name) in s_meant)
        {
            yield return ($"{name}: of the questions, in which meaning had a say, %", $"{kind}_meant", "");
        }

        yield return ("different texts that have such a vector", "texts", "");
        yield return ("the vectors that come with the program made, beside the searches, ms", "space_ms", "");
        yield return ("the same in memory, KiB a model", "space_kib", "");
        yield return ("index made, warm, ms", "build_ms", isReal ? "≤ 300" : "≤ 2,500");
        yield return ("index made for the first time in a process, ms", "build_cold_ms", "");
        yield return ("index beside the snapshot (GC.GetTotalMemory after it less before), KiB a model", "index_kib", "≤ 1.5");
        yield return ("columns that filters and facets made when they were first asked for, KiB a model", "columns_kib", "");
        yield return ("models", "models", "");
    }

    private static IEnumerable<(string Name, string Figure, string Target)> PeerRows(List<SpeedPeer> peers)
    {
        foreach (var peer in peers)
        {
            foreach (var (kind, name) in s_classes)
            {
                yield return ($"{peer.Name}, {name}: times ours", $"{peer.Id}_{kind}_times", string.Create(CultureInfo.InvariantCulture, $"≥ {peer.Target}"));
                yield return ($"{peer.Name}, {name}: times ours, p99", $"{peer.Id}_{kind}_times_p99", "");
                yield return ($"{peer.Name}, {name}: p50, µs", $"{peer.Id}_{kind}_p50", "");
            }

            yield return ($"{peer.Name}: models found by the first 20 queries of conditions alone", $"{peer.Id}_Browse_matches", "");
            yield return ($"{peer.Name}: index made once, ms", $"{peer.Id}_build_ms", "");
        }

        yield return ("ours: models found by the first 20 queries of conditions alone", "Browse_matches", "");
    }
}
