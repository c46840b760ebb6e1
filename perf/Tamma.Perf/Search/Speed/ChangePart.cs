using System.Diagnostics;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;
using Tamma.Search;

namespace Tamma.Perf.Search.Speed;

/// <summary>From a commit's snapshot to the index in which it is found, by what the commit changed; the columns of ordinary facets go along.</summary>
internal static class ChangePart
{
    private const int Times = 25;

    private static readonly string[] s_columns =
        [.. SpeedQuery.Facets, "limit.context", "cost.input", "cost.output", "price", "tool_call", "reasoning", "open_weights", "modalities.input", "modalities.output", "release_date", "status", "stage", "canonical", "lab", "family", "pricing_status"];

    private static readonly (string Name, Func<Model, int, Model> Change)[] s_kinds =
    [
        ("price", static (row, time) => With(row, "cost.input", FieldValue.Number(1_000 + time))),
        ("added", static (row, time) => row with { Key = new(row.Key.Provider, $"{row.Key.Id}-again-{time}") }),
        ("gone", static (row, _) => row with { Availability = Availability.Removed }),
        ("renamed", static (row, time) => With(row, "name", FieldValue.Text($"Another Name {time}"))),
    ];

    public static int Run(string catalogue)
    {
        var snapshot = SpeedFiles.Catalogue(catalogue) ?? throw new InvalidOperationException("The corpus was here a moment ago.");
        var index = SearchIndex.Build(snapshot, snapshot.At);
        foreach (var column in s_columns)
        {
            index.Coded.Of(ModelFields.Of(column).Filter);
        }

        Dictionary<string, double> figures = new() { ["models"] = index.Models.Length };
        var random = new Random(17);
        foreach (var (name, change) in s_kinds)
        {
            Measure(name, 1, change);
        }

        Measure("hundred", 100, s_kinds[0].Change);
        var started = Stopwatch.GetTimestamp();
        var graph = IdentityGraph.Build(index.Snapshot.With([], index.Snapshot.Head.Position + 1, snapshot.At));
        figures["graph_ms"] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        started = Stopwatch.GetTimestamp();
        _ = index.Next(index.Snapshot, graph);
        figures["settle_ms"] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Result.Write(figures);
        return 0;

        void Measure(string name, int rows, Func<Model, int, Model> change)
        {
            List<double> times = [];
            for (var time = -5; time < Times; time++)
            {
                var changed = Enumerable.Range(0, rows).Select(_ => change(index.Models[random.Next(index.Models.Length)], time + 10)).DistinctBy(row => row.Key).ToArray();
                var next = index.Snapshot.With(changed, index.Snapshot.Head.Position + 1, snapshot.At);
                var begun = Stopwatch.GetTimestamp();
                index = index.Next(next, index.Identities.Later(next) ?? index.Identities) ?? throw new InvalidOperationException("It was built whole.");
                if (time >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                }
            }

            times.Sort();
            (figures[$"{name}_p50"], figures[$"{name}_max"]) = (times[times.Count / 2], times[^1]);
        }
    }

    private static Model With(Model row, string path, FieldValue value)
    {
        var values = new FieldSet.Builder().AddRange(row.Values).Set(FieldRegistry.Models[path], value).Build();
        return row with { Values = values, Origins = [.. Enumerable.Repeat(new Origin(0, 0, 50, false), values.Count)] };
    }
}
