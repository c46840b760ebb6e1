using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Tamma.Perf.Search.Speed;
using Tamma.Tests.Shared;

namespace Tamma.Perf.Search.Http;

/// <summary>
/// Search over HTTP: the server as a process with the corpus' real models, asked by wrk, against a bare Kestrel that gives the recorded answers
/// of the same queries. Nothing is cached on either side, and no validator is sent.
/// </summary>
internal static class SearchHttp
{
    private const int Repetitions = 5;
    private const int Seconds = 5;
    private const int LeastWarmRuns = 2;
    private const int MostWarmRuns = 8;

    /// <summary>A rate that is higher by less has stopped rising.</summary>
    private const double Rising = 1.03;

    public static async Task MeasureAsync(string folder, Report report)
    {
        if (!Wrk.IsHere || Corpus.Find("opencode-provider.json.gz") is not { } packed)
        {
            report.Skip("Search over HTTP", Wrk.IsHere ? "the corpus is not here" : "wrk is not here (Debian: apt-get install wrk)");
            return;
        }

        folder = Directory.CreateDirectory(Path.Combine(folder, "search-http")).FullName;
        var data = await ImportAsync(packed, folder);
        new SpeedFiles(folder).Write(SpeedFiles.Real);
        var files = new SpeedFiles(folder);
        var drawn = HttpQueries.From(files.ReadQueries()).Select(HttpQueries.Address).ToList();
        var meant = HttpQueries.Meant(files.ReadMeant()).Select(HttpQueries.Address).ToList();
        await using var server = ServerFigures.StartServer(folder, data);
        var ours = new Uri(await server.LineAsync("listening on "));
        var key = await ServerFigures.KeyAsync(folder);
        var (answers, sizes) = await RecordAsync(ours, key, [.. drawn, .. meant], folder);
        await using var bare = Child.Start("dotnet", [Programs.This, "bare-answers", answers]);
        var theirs = new Uri(await bare.LineAsync("listening on "));
        var both = new Both(ours, server.Id, theirs, bare.Id, key, folder, sizes);
        Add(report, 13, "", "≥ 0.25", "≥ 1,000", "≤ 10", drawn.Count, await both.AskAsync(drawn));
        Add(report, 16, " asked for what words mean, by the glossary and by examples,", "≥ 0.05", "", "", meant.Count, await both.AskAsync(meant, "meant"));
    }

    private static void Add(Report report, int number, string what, string share, string rate, string slowest, int queries, List<Dictionary<string, double>> rounds) =>
        report.Add($"{number}. `GET /api/v1/search` over 8,218 real models,{what} key checked, against a bare Kestrel that gives the same bytes",
            string.Create(CultureInfo.InvariantCulture, $"wrk -t1 -c100 -d{Seconds}s on the same two cores; {queries} different queries, scope=all, a page of 20 and six facets each; no cache, no validator, no compression on either side; in turn after a warm-up"), rounds,
        [
            ("share of bare Kestrel", "share", share),
            ("requests a second", "rps", rate),
            ("p99, ms, at 100 connections", "p99_ms", slowest),
            ("bare: requests a second", "bare_rps", ""),
            ("bare: p99, ms", "bare_p99_ms", ""),
            ("an answer, KiB", "kib", ""),
            ("the server's processor time for a request, µs", "cpu_us", ""),
            ("bare: processor time for a request, µs", "bare_cpu_us", ""),
            ("of it reading the question, in process, µs", "read_us", ""),
            ("of it searching, in process, µs", "search_us", ""),
            ("of it writing the answer, in process, µs", "write_us", ""),
            ("allocated by reading, KiB", "read_kib", ""),
            ("allocated by searching, KiB", "search_kib", ""),
            ("allocated by writing, KiB", "write_kib", ""),
        ]);

    /// <returns>The data folder of a server that knows OpenCode's whole answer.</returns>
    private static async Task<string> ImportAsync(string packed, string folder)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        var answer = Path.Combine(folder, "provider.json");
        await Programs.UnpackAsync(packed, answer);
        await using var peer = Child.Start("dotnet", [Programs.This, "bare", answer]);
        await Harness.PartAsync("import", await peer.LineAsync("listening on "), Path.Combine(data, "tamma.db"));
        return data;
    }

    /// <summary>Asks each query once.</summary>
    private static async Task<(string File, Dictionary<string, int> Sizes)> RecordAsync(Uri server, string key, IReadOnlyCollection<string> addresses, string folder)
    {
        using var http = new HttpClient { BaseAddress = server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        Dictionary<string, byte[]> answers = new(StringComparer.Ordinal);
        foreach (var address in addresses)
        {
            answers.Add(address, await http.GetByteArrayAsync(new Uri(address, UriKind.Relative)));
        }

        var file = Path.Combine(folder, "answers.json");
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(answers));
        return (file, answers.ToDictionary(pair => pair.Key, pair => pair.Value.Length, StringComparer.Ordinal));
    }

    /// <summary>wrk asks them one after the other and begins again; the requests are made before the first is sent.</summary>
    private static string Script(IEnumerable<string> addresses, string folder)
    {
        var script = Path.Combine(folder, "queries.lua");
        File.WriteAllText(script, $$"""
            local paths = {
            {{string.Join(",\n", addresses.Select(address => JsonSerializer.Serialize(address, s_plain)))}}
            }
            local requests, at = {}, 0
            init = function(args)
              for i, path in ipairs(paths) do requests[i] = wrk.format("GET", path) end
            end
            request = function()
              at = at % #requests + 1
              return requests[at]
            end
            """);
        return script;
    }

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The two servers, asked in turn.</summary>
    private sealed class Both(Uri ours, int process, Uri theirs, int bareProcess, string key, string folder, Dictionary<string, int> sizes)
    {
        public async Task<List<Dictionary<string, double>>> AskAsync(List<string> addresses, params string[] which)
        {
            var script = Script(addresses, folder);
            await WarmAsync(ours, script);
            await WarmAsync(theirs, script);
            List<Dictionary<string, double>> rounds = [];
            for (var i = 0; i < Repetitions; i++)
            {
                rounds.Add(await RoundAsync(addresses, script, which));
            }

            return rounds;
        }

        private async Task<Dictionary<string, double>> RoundAsync(List<string> addresses, string script, string[] which)
        {
            var (mine, cpu) = await AskAsync(ours, process, script);
            var (limit, bareCpu) = await AskAsync(theirs, bareProcess, script);
            return new(await Harness.PartAsync(["search-http-steps", folder, .. which]))
            {
                ["share"] = mine.PerSecond / limit.PerSecond,
                ["rps"] = mine.PerSecond,
                ["p99_ms"] = mine.P99,
                ["bare_rps"] = limit.PerSecond,
                ["bare_p99_ms"] = limit.P99,
                ["cpu_us"] = cpu,
                ["bare_cpu_us"] = bareCpu,
                ["kib"] = addresses.Average(address => sizes[address]) / 1024.0,
            };
        }

        // Until what is hot has been compiled for good, which shows in a rate that no longer rises.
        private async Task WarmAsync(Uri url, string script)
        {
            var best = 0.0;
            for (var i = 0; i < MostWarmRuns && await Wrk.RunAsync(url, key, Seconds, script) is var run && (i < LeastWarmRuns || run.PerSecond > best * Rising); i++)
            {
                best = Math.Max(best, run.PerSecond);
            }
        }

        private async Task<(Wrk.Figures Figures, double Cpu)> AskAsync(Uri url, int asked, string script)
        {
            var before = ProcessorTime.Of(asked);
            var figures = await Wrk.RunAsync(url, key, Seconds, script);
            return (figures, (ProcessorTime.Of(asked) - before).TotalMicroseconds / figures.Requests);
        }
    }
}
