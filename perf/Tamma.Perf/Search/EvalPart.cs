using System.Diagnostics;
using System.Globalization;
using Tamma.Catalog;
using Tamma.Search;
using Tamma.Tests.Shared;
using Tamma.Tests.Shared.Judging;

namespace Tamma.Perf.Search;

/// <summary>
/// How good search is, by graded queries: those of the corpus, and forty of our own that were written before anything was tuned.
/// <c>parts</c> shows what each part of the search brings; <c>words</c> takes out each word of the vocabulary in turn and counts the queries that suffer; <c>-v</c> shows each query with what was answered; a query's number shows that one alone.
/// </summary>
internal static class EvalPart
{
    private static readonly DateOnly s_today = new(2026, 7, 1);

    public static async Task<int> RunAsync(string[] settings)
    {
        if (JudgedWorld.Find() is not { } world || Corpus.Find("queries-dev.jsonl") is not { } path)
        {
            await Console.Error.WriteLineAsync("models-dev.json, models-dev.base-model-links.json or queries-dev.jsonl is not here: put them into ../shared/data, or say with TAMMA_CORPUS where they are.");
            return 2;
        }

        var meaning = JudgedQuery.Read(Path.Combine(Programs.Root, "perf", "Tamma.Perf", "Search", "queries-meaning.jsonl"));
        var sets = new[]
        {
            ("dev", JudgedQuery.Read(path)),
            ("own", JudgedQuery.Read(Path.Combine(Programs.Root, "perf", "Tamma.Perf", "Search", "queries-own.jsonl"))),
            ("meaning", [.. meaning.Where(query => query.Half is "dev")]),
            ("meaning-held", [.. meaning.Where(query => query.Half is "held")]),
        };
        foreach (var (scope, listings, keep) in new (string, IReadOnlyList<JudgedListing>, Func<string, bool>)[]
            { ("core", world.Core, JudgedListing.Core.Contains), ("full", world.Full, _ => true) })
        {
            var snapshot = JudgedSnapshot.Read(keep);
            Tamma.Catalog.Identities.IdentityGraph.Build(snapshot);
            var started = Stopwatch.GetTimestamp();
            var index = SearchIndex.Build(snapshot, TimeProvider.System.GetUtcNow());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scope}: {index.Models.Length} models, index built in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms"));
            await ShowAsync(settings, index, world, listings, scope, sets);
            var plain = Figures.Mean([.. world.Judge(listings, sets[0].Item2, text => Substrings(listings, text)).Select(one => one.Figures)]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scope} dev baseline: all words as parts of the text, in the document's order: nDCG@10 {plain.Ndcg:0.000}  P@10 {plain.Precision:0.000}  MRR {plain.Mrr:0.000}"));
        }

        return 0;
    }

    /// <summary>Answers each line of the input, without grades: how it was read, and the first rows.</summary>
    public static int Try()
    {
        var index = SearchIndex.Build(JudgedSnapshot.Read(_ => true));
        while (Console.ReadLine() is { } line)
        {
            var hits = Search(index, line);
            Console.WriteLine($"--- {line} | {hits.Total}");
            Console.WriteLine($"    read as: {string.Join(", ", hits.Reading.Constraints)} | text: {string.Join(", ", hits.Reading.Terms)} | ignored: {string.Join(' ', hits.Reading.Ignored)} | meant: {Meaning(hits)}");
            Console.WriteLine($"    {string.Join("  ", hits.Rows.Take(7).Select(hit => hit.Missed.IsEmpty ? hit.Model.Key.ToString() : $"({hit.Model.Key})"))}");
        }

        return 0;
    }

    private static async Task ShowAsync(string[] settings, SearchIndex index, JudgedWorld world, IReadOnlyList<JudgedListing> listings, string scope, IReadOnlyList<(string Name, List<JudgedQuery> Queries)> sets)
    {
        foreach (var (name, queries) in sets)
        {
            if (settings is ["parts"])
            {
                await AblationPart.ShowAsync(index, world, listings, scope, name, queries);
                continue;
            }

            var asked = settings.Any(setting => setting is not ("-v" or "words")) ? queries.Where(query => settings.Contains(query.Id)).ToList() : queries;
            if (asked.Count == 0)
            {
                continue;
            }

            var judged = world.Judge(listings, asked, text => [.. Search(index, text).Rows.Select(hit => hit.Model.Key.ToString())]).ToList();
            if (settings is not ([] or ["words"]))
            {
                foreach (var (query, figures, ranking, gains) in judged)
                {
                    Show(index, query, figures, ranking, gains);
                }
            }

            foreach (var (type, of) in judged.GroupBy(one => one.Query.Type, StringComparer.Ordinal).Select(group => (group.Key, group.ToList())).Append(("all", judged)))
            {
                var mean = Figures.Mean([.. of.Select(one => one.Figures)]);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scope} {name} {type,-16} {of.Count,3}  nDCG@10 {mean.Ndcg:0.000}  P@10 {mean.Precision:0.000}  MRR {mean.Mrr:0.000}  base models {mean.Bases:0.0}"));
            }
        }

        if (settings is ["words"])
        {
            foreach (var line in WordsPart.Lines(index, world, listings, sets.SelectMany(set => set.Queries)))
            {
                Console.WriteLine($"{scope} {line}");
            }
        }
    }

    public static SearchRequest Request(string text) => new(text) { Scope = ModelScope.All, Limit = 10, Today = s_today };

    private static SearchHits Search(SearchIndex index, string text) => Searcher.Search(index, Request(text));

    private static string Meaning(SearchHits hits) => hits.Meant is { } meant ? $"{meant.Like?.ToString() ?? string.Join(' ', meant.Axes)}, {meant.Near} near" : "nothing";

    private static List<string> Substrings(IEnumerable<JudgedListing> listings, string text)
    {
        var words = text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. listings.Where(listing => words.All(word => listing.Text.Contains(word, StringComparison.Ordinal))).Select(listing => listing.Ref)];
    }

    private static void Show(SearchIndex index, JudgedQuery query, Figures figures, IReadOnlyList<string> ranking, Dictionary<string, int> gains)
    {
        var hits = Search(index, query.Text);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"--- {query.Id} {query.Type} | {query.Text} | nDCG {figures.Ndcg:0.000} total {hits.Total}"));
        Console.WriteLine($"    read as: {string.Join(", ", hits.Reading.Constraints)} | text: {string.Join(", ", hits.Reading.Terms)} | ignored: {string.Join(' ', hits.Reading.Ignored)} | meant: {Meaning(hits)}");
        if (figures.Ndcg < 0.97)
        {
            foreach (var hit in hits.Rows)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {gains.GetValueOrDefault(hit.Model.Key.ToString())} {hit.Score:0.00} {hit.Model.Key}{(hit.Missed.IsEmpty ? "" : " misses " + string.Join(", ", hit.Missed))}"));
            }

            Console.WriteLine($"    best: {string.Join("  ", gains.Where(gain => gain.Value == 3 && !ranking.Contains(gain.Key)).Take(4).Select(gain => gain.Key))}");
        }
    }
}
