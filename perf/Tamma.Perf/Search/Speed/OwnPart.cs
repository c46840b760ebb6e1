using System.Diagnostics;
using System.Runtime.CompilerServices;
using Tamma.Catalog;
using Tamma.Search;
using Tamma.Search.Vectors;

namespace Tamma.Perf.Search.Speed;

/// <summary>The product's search in a process of its own: its index made, weighed and asked.</summary>
internal static class OwnPart
{
    public const string Name = "own";

    /// <summary>Classes of which each query's shortest time is sought so often.</summary>
    private const int Times = 5;

    private static readonly TimeSpan s_warm = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_measured = TimeSpan.FromMilliseconds(350);

    /// <param name="classes">All where none is named.</param>
    public static int Run(string catalogue, string folder, int run, IReadOnlyCollection<string> classes)
    {
        var files = new SpeedFiles(folder);
        var snapshot = SpeedFiles.Catalogue(catalogue) ?? throw new InvalidOperationException("The corpus was here a moment ago.");
        Dictionary<string, double> figures = new() { ["models"] = snapshot.Models.Count() };
        var index = Build(snapshot, catalogue is SpeedFiles.Real ? 4 : 2, figures);
        Weigh(index, figures);
        var meant = files.ReadMeant().Where(Measured).ToList();
        var vectors = new MadeVectors(index, meant.Select(query => query.Text));
        figures["texts"] = vectors.Table.Count;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var engine = new OwnEngine(index, vectors);

        var matches = 0L;
        var meters = files.ReadQueries().Where(Measured).Concat(meant).GroupBy(query => query.Class).Select(group => (Name: group.Key.ToString(), Queries: group.ToList()))
            .Select(one => (one.Name, one.Queries, Meter: new SpeedMeter(one.Queries, Search))).ToList();
        meters.ForEach(one => one.Meter.Warm(s_warm));
        SpeedMeter.Settle(meters.ConvertAll(one => one.Meter));
        figures["columns_kib"] = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / figures["models"];
        foreach (var (name, queries, meter) in meters)
        {
            meter.Warm(s_warm / 4);
            matches = 0;
            queries.Take(name is nameof(SpeedClass.Browse) ? 20 : 0).ToList().ForEach(Search);
            Add(name, new() { ["matches"] = matches });
            Add(name, meter.Measure(s_measured, run * queries.Count / 7));
            Add(name, meter.Allocated());
            Add(name, meter.Undisturbed(Times));
            Add(name + "_both", meter.Measure(s_measured, 0, Environment.ProcessorCount));
        }

        foreach (var group in meant.GroupBy(query => query.Class))
        {
            Add(group.Key.ToString(), new() { ["meant"] = 100.0 * group.Count(query => engine.Ask(query).Meant is not null) / group.Count() });
        }

        files.WriteTimes(Name, meters.ToDictionary(one => one.Name, one => one.Meter.Means, StringComparer.Ordinal));
        Result.Write(figures);
        return 0;

        bool Measured(SpeedQuery query) => classes.Count == 0 || classes.Contains(query.Class.ToString());

        void Search(SpeedQuery query) => Interlocked.Add(ref matches, engine.Ask(query).Total);

        void Add(string name, Dictionary<string, double> measured)
        {
            foreach (var (figure, value) in measured)
            {
                figures[$"{name}_{figure}"] = value;
            }
        }
    }

    /// <summary>Asks one kind of query for some seconds, to be looked at with a profiler.</summary>
    public static int Loop(string catalogue, string folder, SpeedClass kind, int seconds)
    {
        var snapshot = SpeedFiles.Catalogue(catalogue) ?? throw new InvalidOperationException("The corpus is not here.");
        var files = new SpeedFiles(folder);
        List<SpeedQuery> queries = [.. files.ReadQueries().Concat(files.ReadMeant()).Where(query => query.Class == kind)];
        var index = SearchIndex.Build(snapshot, snapshot.At);
        var engine = new OwnEngine(index, kind is SpeedClass.Vector ? new(index, queries.Select(query => query.Text)) : null);
        new SpeedMeter(queries, query => engine.Ask(query)).Warm(TimeSpan.FromSeconds(seconds));
        return 0;
    }

    /// <summary>The vectors that come with the program: what they weigh, and the shortest time of making them, of which the first is compiled while it runs.</summary>
    private static void Weigh(SearchIndex index, Dictionary<string, double> figures)
    {
        figures["space_ms"] = Enumerable.Range(0, 4).Min(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            ModelSpace.Of(index, Glossary.Standard).Make();
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        index.Space.Make();
        figures["space_kib"] = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / figures["models"];
    }

    /// <summary>The last of several, because the first is compiled while it runs. Its weight is what is alive after it and was not before.</summary>
    private static SearchIndex Build(CatalogSnapshot snapshot, int times, Dictionary<string, double> figures)
    {
        for (var i = 1; i < times; i++)
        {
            figures[i == 1 ? "build_cold_ms" : "build_ms"] = Once(snapshot).Milliseconds;
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (index, milliseconds) = Once(snapshot);
        figures["build_ms"] = milliseconds;
        figures["index_kib"] = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / figures["models"];
        GC.KeepAlive(snapshot);
        return index;
    }

    /// <summary>Not inlined, so that no index lives on in the caller's frame.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (SearchIndex Index, double Milliseconds) Once(CatalogSnapshot snapshot)
    {
        var started = Stopwatch.GetTimestamp();
        var index = SearchIndex.Build(snapshot, snapshot.At);
        return (index, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
