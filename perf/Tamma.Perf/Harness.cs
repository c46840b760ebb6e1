using System.Globalization;
using Tamma.Perf.Live;
using Tamma.Perf.Load;
using Tamma.Perf.Search.Http;
using Tamma.Perf.Search.Speed;
using Tamma.Perf.Told;
using Tamma.Tests.Shared;

namespace Tamma.Perf;

/// <summary>Runs every part several times and writes docs/performance.md. Ratios are taken inside one run, because machines are shared and noisy.</summary>
internal static class Harness
{
    private const int Repetitions = 5;

    public static async Task<int> RunAsync(string[] only)
    {
        var folder = Directory.CreateTempSubdirectory("tamma-perf-").FullName;
        var report = new Report();
        try
        {
            foreach (var (part, measure) in new (string, Func<string, Report, Task>)[]
            {
                ("import", ImportAsync), ("parallel", ParallelAsync), ("hang", HangAsync), ("replay", ReplayAsync), ("replay", ToldFigures.MeasureAsync), ("resolution", ResolutionAsync), ("webhooks", WebhooksAsync),
                ("server", static (folder, report) => ServerFigures.MeasureAsync(folder, Repetitions, report)), ("search", SearchSpeed.MeasureAsync), ("search-http", SearchHttp.MeasureAsync),
                ("live", static (folder, report) => LiveFigures.MeasureAsync(folder, Repetitions, report)),
                ("load", static (_, report) => LoadAccuracy.MeasureAsync(3, report)),
            })
            {
                if (only is [] || only.Contains(part, StringComparer.Ordinal))
                {
                    await measure(folder, report);
                }
            }

            await report.WriteAsync(only);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs one part of this program as a process.</summary>
    public static async Task<Dictionary<string, double>> PartAsync(params string[] arguments) =>
        Result.Read(await Child.RunAsync("dotnet", [Programs.This, .. arguments]));

    private static async Task ImportAsync(string folder, Report report)
    {
        if (Corpus.Find("opencode-provider.json.gz") is not { } packed)
        {
            report.Skip("OpenCode's answer", "the corpus is not here");
            return;
        }

        var answer = Path.Combine(folder, "provider.json");
        await Programs.UnpackAsync(packed, answer);
        await using var peer = Child.Start("dotnet", [Programs.This, "bare", answer]);
        var url = await peer.LineAsync("listening on ");
        List<Dictionary<string, double>> runs = [];
        for (var i = 0; i < Repetitions; i++)
        {
            runs.Add(await PartAsync("import", url, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"import{i}.db"))));
        }

        report.Add("1. OpenCode's whole answer, from its last byte to committed and visible", "ms, a fresh process each", runs,
        [
            ("first import, cold", "cold_ms", "≤ 500"),
            ("first import into another database by the same process", "warm_ms", ""),
            ("the same answer again, unchanged", "unchanged_ms", "≤ 60"),
            ("models", "models", ""),
        ]);
    }

    private static async Task ParallelAsync(string folder, Report report)
    {
        List<Dictionary<string, double>> runs = [];
        for (var i = 0; i < Repetitions; i++)
        {
            await using var simulator = Child.Start("dotnet", [Programs.Of("Tamma.Simulator"), "--port", "0", "--exit-with-parent"]);
            var url = await simulator.LineAsync("listening on ");
            runs.Add(await PartAsync("parallel", url, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"parallel{i}.db"))));
        }

        report.Add("2. 10,000 models of nine connections at once, cold, from the call to visible", "ms, Simulator on the same two cores", runs,
        [
            ("to visible", "visible_ms", "≤ 1,500"),
            ("models", "models", ""),
        ]);
    }

    private static async Task HangAsync(string folder, Report report)
    {
        List<Dictionary<string, double>> runs = [];
        for (var i = 0; i < Repetitions; i++)
        {
            await using var simulator = Child.Start("dotnet", [Programs.Of("Tamma.Simulator"), "--port", "0", "--exit-with-parent"]);
            var url = await simulator.LineAsync("listening on ");
            runs.Add(await PartAsync("hang", url, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"hang{i}.db"))));
        }

        report.Add("6. Nine connections read at once, of which one hangs for ever: when the other eight are done", "ms, 20 rounds with and 20 without in turn, 300 models each, Simulator on the same two cores", runs,
        [
            ("all nine well, median of the rounds", "well_ms", ""),
            ("one hangs, median of the rounds", "hung_ms", ""),
            ("delay by the one that hangs, difference of the medians", "delay_ms", "≤ 50"),
            ("largest difference of two rounds that follow each other", "delay_worst_ms", ""),
        ]);
    }

    private static async Task ReplayAsync(string folder, Report report)
    {
        if (Corpus.Find(ChangeReplay.FileName) is not { } feed)
        {
            report.Skip("Replay of real changes", "the corpus is not here");
            return;
        }

        List<Dictionary<string, double>> runs = [];
        for (var i = 0; i < Repetitions; i++)
        {
            runs.Add(await PartAsync("replay", feed, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"replay{i}.db"))));
        }

        report.Add("4. Real changes through the whole write path, one transaction for each of 2,259 real commits", "26,019 changes", runs,
        [
            ("changes a second", "changes_per_s", "≥ 2,000"),
            ("commits a second", "commits_per_s", ""),
            ("allocated for each change, KiB", "kib_per_change", ""),
            ("database and its write-ahead log for each 1,000 changes, KiB", "disk_kib_per_1000", ""),
        ]);
    }

    private static async Task WebhooksAsync(string folder, Report report)
    {
        List<Dictionary<string, double>> runs = [];
        for (var i = 0; i < Repetitions; i++)
        {
            runs.Add(await PartAsync("webhooks-part", Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"webhooks{i}.db"))));
        }

        report.Add("31. From a commit to a webhook on loopback", "a fresh process each, the receivers in it; 1,000 events one after the other with idle queues, then 2,000 messages at once, then 200 events one after the other to 20 targets, without and with two more of which nobody listens at one and the other never answers", runs,
        [
            ("before the commit to the message's last byte, p50, ms", "p50_ms", ""),
            ("the same, p99, ms", "p99_ms", "≤ 20"),
            ("the slowest, ms", "worst_ms", ""),
            ("messages a second to one target, in order", "ordered_per_s", ""),
            ("messages a second to 20 targets together, no order", "abreast_per_s", ""),
            ("before the commit to the last of 20 targets, p50, ms", "many_p50_ms", ""),
            ("the same, p99, ms", "many_p99_ms", ""),
            ("the same with the two that are dead, p50, ms", "dead_p50_ms", ""),
            ("the same, p99, ms", "dead_p99_ms", ""),
            ("largest working set, MiB", "peak_mib", ""),
        ]);
    }

    private static async Task ResolutionAsync(string folder, Report report)
    {
        List<Dictionary<string, double>> runs = [];
        for (var i = 0; i < Repetitions; i++)
        {
            runs.Add(await PartAsync("resolution", Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"resolution{i}.db"))));
        }

        report.Add("7. Resolution of 10,000 models of which four sources speak", "one thread; a fresh process each, medians of nine rounds in it", runs,
        [
            ("all of them, ms", "full_ms", "≤ 300"),
            ("the same for the first time in a process, ms", "cold_ms", ""),
            ("the same where every row stands already, ms", "again_ms", ""),
            ("the same claims read by System.Text.Json's JsonDocument, ms", "peer_ms", ""),
            ("resolution beside that peer, ratio", "ratio", ""),
            ("allocated by all of them, MiB", "full_mib", ""),
            ("allocated by the peer, MiB", "peer_mib", ""),
            ("one changed claim: resolved, compared, described; µs", "single_us", "≤ 1,000"),
            ("99 of 100 such are done within, µs", "single_p99_us", "≤ 1,000"),
            ("the slowest of 2,000 such, µs", "single_worst_us", ""),
            ("allocated by one, KiB", "single_kib", ""),
            ("one changed claim, to disk and visible; ms", "commit_ms", ""),
            ("the slowest of 200 such, ms", "commit_worst_ms", ""),
            ("claims", "claims", ""),
            ("disputed fields", "disputed", ""),
        ]);
    }
}
