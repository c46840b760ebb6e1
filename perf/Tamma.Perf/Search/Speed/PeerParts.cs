using System.Diagnostics;
using System.Text.Json;

namespace Tamma.Perf.Search.Speed;

/// <summary>Processes of the peers that run on .NET: one makes the index, others ask it.</summary>
internal static class PeerParts
{
    private static readonly TimeSpan s_warm = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_measured = TimeSpan.FromMilliseconds(300);

    /// <param name="where">A folder, a file or a connection, as the engine has it.</param>
    public static int Build(string engine, string folder, string where)
    {
        var documents = new SpeedFiles(folder).ReadDocuments().ToList();
        var started = Stopwatch.GetTimestamp();
        switch (engine)
        {
            case "lucene":
                LuceneEngine.Build(documents, where);
                break;
            case "fts5":
                SqliteEngine.Build(documents, where);
                break;
            default:
                PostgresEngine.Build(documents, where);
                break;
        }

        Result.Write(new() { ["build_ms"] = Stopwatch.GetElapsedTime(started).TotalMilliseconds });
        return 0;
    }

    public static int Ask(string engine, string folder, string where, int run)
    {
        var files = new SpeedFiles(folder);
        using var opened = Open(engine, where);
        List<string> page = [];
        var matches = 0L;
        var classes = files.ReadQueries().GroupBy(query => query.Class).Select(group => (Name: group.Key.ToString(), Queries: group.ToList())).ToList();
        var meters = classes.ConvertAll(one => (one.Name, one.Queries, Meter: new SpeedMeter(one.Queries, Search)));
        foreach (var (_, queries, meter) in meters)
        {
            meter.Warm(s_warm, run * queries.Count / 7);
        }

        SpeedMeter.Settle(meters.ConvertAll(one => one.Meter));
        Dictionary<string, double> figures = [];
        foreach (var (name, queries, meter) in meters)
        {
            foreach (var (figure, value) in meter.Measure(s_measured, run * queries.Count / 7))
            {
                figures[$"{name}_{figure}"] = value;
            }

            matches = 0;
            queries.Take(name is nameof(SpeedClass.Browse) ? 20 : 0).ToList().ForEach(Search);
            figures[$"{name}_matches"] = matches;
        }

        files.WriteTimes(engine, meters.ToDictionary(one => one.Name, one => one.Meter.Means, StringComparer.Ordinal));
        Result.Write(figures);
        return 0;

        void Search(SpeedQuery query)
        {
            page.Clear();
            matches += opened.Search(query, page);
        }
    }

    /// <summary>Writes for each query the keys of its page.</summary>
    public static int Rank(string engine, string folder, string where)
    {
        var files = new SpeedFiles(folder);
        using var opened = Open(engine, where);
        List<List<string>> pages = [];
        foreach (var query in files.ReadQueries())
        {
            List<string> page = [];
            opened.Search(query, page);
            pages.Add(page);
        }

        File.WriteAllText(Path.Combine(folder, engine + ".pages.json"), JsonSerializer.Serialize(pages));
        return 0;
    }

    private static ISpeedEngine Open(string engine, string where) => engine switch
    {
        "lucene" => new LuceneEngine(where),
        "fts5" => new SqliteEngine(where),
        _ => new PostgresEngine(where),
    };
}
