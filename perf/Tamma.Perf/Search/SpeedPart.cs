using System.Diagnostics;
using System.Globalization;
using Tamma.Catalog;
using Tamma.Search;
using Tamma.Tests.Shared;
using Tamma.Tests.Shared.Judging;

namespace Tamma.Perf.Search;

/// <summary>How long one search takes, in process and single-threaded, over the listings of the corpus made to so many models.</summary>
internal static class SpeedPart
{
    private const int Rounds = 40;
    private const int WarmRounds = 300;

    private static readonly DateOnly s_today = new(2026, 7, 1);

    private static readonly (string Class, string[] Queries)[] s_classes =
    [
        ("names", ["claude opus", "gpt 5 mini", "gemini 2.5 flash", "llama 3.3 70b", "qwen3 coder", "deepseek r1", "kimi k2", "sonnet 4.5", "mistral small", "glm 4.6", "o3 mini", "gpt-oss-120b"]),
        ("names and conditions", ["cheap vision model with at least 200k context", "open weights reasoning under $1 llama", "qwen with tools 128k context", "claude on bedrock with vision", "gemini released this year", "free tools openrouter"]),
        ("one letter", ["g", "c", "m", "q", "l", "d"]),
        ("browse", ["vision tools", "reasoning open weights", "context >= 200k", "provider:openrouter tools", "image output"]),
        ("misspelt", ["gemni flash", "deepsek r1", "claud opus 4.8", "mistrl large", "antropic sonet"]),
    ];

    public static int Run(string[] settings)
    {
        var least = settings is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 10_000;
        var snapshot = Grown(JudgedSnapshot.Read(_ => true), least);
        var started = Stopwatch.GetTimestamp();
        var index = SearchIndex.Build(snapshot);
        var cold = Stopwatch.GetElapsedTime(started);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        started = Stopwatch.GetTimestamp();
        var second = SearchIndex.Build(snapshot);
        var warm = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        Tamma.Catalog.Identities.IdentityGraph.Build(snapshot.With([], 3, snapshot.At));
        var graph = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{index.Models.Length} models; built in {cold.TotalMilliseconds:0} ms, again in {warm.TotalMilliseconds:0} ms, and the identity graph, which is kept with its snapshot, in {graph.TotalMilliseconds:0} ms; {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / index.Models.Length:0.00} KiB a model beside the snapshot"));
        GC.KeepAlive(index);
        index = second;
        // Until the runtime has compiled what is hot for good.
        foreach (var query in Enumerable.Repeat(s_classes.SelectMany(one => one.Queries), WarmRounds).SelectMany(queries => queries))
        {
            Searcher.Search(index, new(query) { Scope = ModelScope.All, Today = s_today });
        }

        foreach (var (name, queries) in s_classes.Append(("graded", Graded())))
        {
            Measure(index, name, queries);
        }

        return 0;
    }

    private static void Measure(SearchIndex index, string name, string[] queries)
    {
        var times = new List<double>();
        var best = new double[queries.Length];
        var reading = new double[queries.Length];
        Array.Fill(best, double.MaxValue);
        Array.Fill(reading, double.MaxValue);
        for (var round = -Rounds; round < Rounds; round++)
        {
            for (var i = 0; i < queries.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                Searcher.Search(index, new(queries[i]) { Scope = ModelScope.All, Today = s_today });
                var took = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
                started = Stopwatch.GetTimestamp();
                Searcher.Read(index, queries[i], s_today);
                reading[i] = Math.Min(reading[i], Stopwatch.GetElapsedTime(started).TotalMicroseconds);
                best[i] = Math.Min(best[i], took);
                if (round >= 0)
                {
                    times.Add(took);
                }
            }
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        foreach (var query in queries)
        {
            Searcher.Search(index, new(query) { Scope = ModelScope.All, Today = s_today });
        }

        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / queries.Length;
        times.Sort();
        var slowest = string.Join("; ", best.Zip(queries).OrderByDescending(pair => pair.First).Take(3).Select(pair => pair.Second));
        Array.Sort(best);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22} p50 {times[times.Count / 2],7:0.0} us  p99 {times[times.Count * 99 / 100],8:0.0} us  undisturbed: half {best[best.Length / 2]:0.0} us, slowest {best[^1]:0.0} us, reading {reading.Average():0.0} us; {allocated / 1024.0:0.0} KiB ({slowest})"));
    }

    private static string[] Graded() =>
        Corpus.Find("queries-dev.jsonl") is { } path ? [.. JudgedQuery.Read(path).Select(query => query.Text)] : [];

    /// <summary>The same listings under other providers, until there are enough.</summary>
    private static CatalogSnapshot Grown(CatalogSnapshot snapshot, int least)
    {
        var models = snapshot.Models.ToList();
        for (var copy = 2; models.Count < least; copy++)
        {
            var more = snapshot.Models.Take(least - models.Count).Select(model => model with { Key = new($"{model.Key.Provider}-{copy}", model.Key.Id) }).ToList();
            models.AddRange(more);
        }

        return snapshot.With(models, 2, snapshot.At);
    }
}
