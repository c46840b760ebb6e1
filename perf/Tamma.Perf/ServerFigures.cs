using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Tamma.Perf;

/// <summary>The server as a process with 10,000 models: start to ready, memory, and one model over HTTP as a share of a bare Kestrel.</summary>
internal static class ServerFigures
{
    public static async Task MeasureAsync(string folder, int repetitions, Report report)
    {
        var data = Path.Combine(folder, "server");
        Directory.CreateDirectory(data);
        await using var simulator = Child.Start("dotnet", [Programs.Of("Tamma.Simulator"), "--port", "0", "--exit-with-parent"]);
        var url = await simulator.LineAsync("listening on ");
        await Harness.PartAsync("parallel", url, Path.Combine(data, "tamma.db"));

        List<Dictionary<string, double>> starts = [];
        for (var i = 0; i < repetitions; i++)
        {
            starts.Add(await StartOnceAsync(folder, data));
        }

        report.Add("5. The server with 10,000 models stored", "a fresh process each", starts,
        [
            ("from exec to `/health/ready` 200, ms", "ready_ms", "≤ 1,200"),
            ("resident then, MiB", "rss_mib", "≤ 180"),
            ("database with 10,000 models, MiB", "disk_mib", ""),
        ]);
        await RequestsAsync(folder, data, repetitions, report);
    }

    public static Child StartServer(string folder, string data) => Child.Start("dotnet", [Programs.Of("Tamma.Server")], new Dictionary<string, string>
    {
        ["TAMMA__SERVER__PORT"] = "0",
        ["TAMMA__SERVER__DATA"] = data,
        ["TAMMA__SOURCES__MODELS_DEV__ENABLED"] = "false",
        ["TAMMA__SOURCES__MODELS_DEV_MODELS__ENABLED"] = "false",
        ["TAMMA__SOURCES__BASELINE__ENABLED"] = "false",
        ["TAMMA__DISCOVERY__FIND_LOCAL"] = "false",
        ["TAMMA__DISCOVERY__FIND_ENVIRONMENT"] = "false",
        ["XDG_CONFIG_HOME"] = Path.Combine(folder, "config"),
    });

    private static async Task<Dictionary<string, double>> StartOnceAsync(string folder, string data)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var server = StartServer(folder, data);
        using var http = new HttpClient { BaseAddress = new(await server.LineAsync("listening on ")) };
        while (!(await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
        {
            await Task.Delay(5);
        }

        var ready = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        var resident = (await File.ReadAllLinesAsync($"/proc/{server.Id}/status")).First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return new()
        {
            ["ready_ms"] = ready,
            ["rss_mib"] = double.Parse(resident.AsSpan(6, resident.Length - 8).Trim(), CultureInfo.InvariantCulture) / 1024,
            ["disk_mib"] = Directory.EnumerateFiles(data, "tamma.db*").Sum(file => new FileInfo(file).Length) / 1048576.0,
        };
    }

    /// <summary>Ours and the bare one in turn, so that a machine that slows down slows both.</summary>
    private static async Task RequestsAsync(string folder, string data, int repetitions, Report report)
    {
        if (!Wrk.IsHere)
        {
            report.Skip("3. One model over HTTP", "wrk is not here (Debian: apt-get install wrk)");
            return;
        }

        await using var server = StartServer(folder, data);
        var address = new Uri(await server.LineAsync("listening on "));
        var key = await KeyAsync(folder);
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var list = JsonDocument.Parse(await http.GetByteArrayAsync(new Uri("/api/v1/models?scope=all&limit=1", UriKind.Relative)));
        var path = new Uri(address, "/api/v1/models/" + list.RootElement.GetProperty("data")[0].GetProperty("key").GetString());
        var body = Path.Combine(folder, "model.json");
        await File.WriteAllBytesAsync(body, await http.GetByteArrayAsync(path));
        await using var bare = Child.Start("dotnet", [Programs.This, "bare", body]);
        var peer = new Uri(await bare.LineAsync("listening on "));

        await Wrk.RunAsync(path, key, seconds: 5);
        await Wrk.RunAsync(peer, key, seconds: 5);
        List<Dictionary<string, double>> rounds = [];
        for (var i = 0; i < repetitions; i++)
        {
            var ours = await Wrk.RunAsync(path, key, seconds: 5);
            var theirs = await Wrk.RunAsync(peer, key, seconds: 5);
            rounds.Add(new() { ["rps"] = ours.PerSecond, ["p99_ms"] = ours.P99, ["bare_rps"] = theirs.PerSecond, ["bare_p99_ms"] = theirs.P99, ["share"] = ours.PerSecond / theirs.PerSecond });
        }

        report.Add("3. `GET /api/v1/models/{key}`, key checked, against a bare Kestrel that gives the same bytes",
            string.Create(CultureInfo.InvariantCulture, $"wrk -t1 -c100 -d5s on the same two cores, {new FileInfo(body).Length} bytes, in turn after a warm-up"), rounds,
        [
            ("share of bare Kestrel", "share", "≥ 0.6"),
            ("requests a second", "rps", ""),
            ("p99, ms, at 100 connections", "p99_ms", ""),
            ("bare: requests a second", "bare_rps", ""),
            ("bare: p99, ms", "bare_p99_ms", ""),
        ]);
    }

    public static async Task<string> KeyAsync(string folder)
    {
        using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "config", "tamma", "credentials.json")));
        return file.RootElement.EnumerateObject().Last().Value.GetProperty("key").GetString()!;
    }
}
