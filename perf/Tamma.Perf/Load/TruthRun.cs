using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Tamma.Perf.Load;

/// <summary>One load on one server of known answers, each in a process of its own.</summary>
internal static class TruthRun
{
    public const double First = 200;
    private const double Gap = 20;
    private const int Tokens = 100;
    private const double Whole = 2.18;
    private const int RequestsEach = 4;

    /// <summary>A median takes eleven.</summary>
    private const int LeastRequests = 12;

    public static async Task<Dictionary<string, double>> RunAsync(TruthCase one)
    {
        using var server = TruthServer.Start(one.OneCore ? "0" : "0,1", "--first", Text(First), "--gap", Text(Gap), "--tokens", Text(Tokens));
        var report = await LoadAsync(Plan(one, server.Port), one);
        return Figures(report, await server.EndAsync());
    }

    /// <returns>The mean time of a whole answer, its closing included, in milliseconds.</returns>
    public static async Task<double> WholeAsync(string port, TruthCase one)
    {
        var samples = Path.GetTempFileName();
        var plan = Plan(one, port);
        plan["samples_file"] = samples;
        await LoadAsync(plan, one);
        var mean = (await File.ReadAllLinesAsync(samples)).Select(line => JsonNode.Parse(line)!).Average(sample => Value(sample["done"]) - Value(sample["started"]));
        File.Delete(samples);
        return mean;
    }

    private static async Task<JsonNode> LoadAsync(JsonObject plan, TruthCase one)
    {
        string[] busy = one.Starved ? ["nice", "-n", "19"] : [];
        using var starving = one.Starved ? Starving.On("1") : null;
        var start = new ProcessStartInfo("taskset", ["-c", one.OneCore ? "1" : "0,1", .. busy, "dotnet", Programs.Of("Tamma.Load")]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        using var worker = Process.Start(start)!;
        await worker.StandardInput.WriteAsync(plan.ToJsonString());
        worker.StandardInput.Close();
        JsonNode? report = null;
        while (await worker.StandardOutput.ReadLineAsync() is { } line)
        {
            var said = JsonNode.Parse(line);
            report = said?["report"] ?? report;
            if (said?["refused"] is { } refused)
            {
                throw new InvalidOperationException((string?)refused);
            }
        }

        return report ?? throw new InvalidOperationException("The worker gave no report.");
    }

    private static JsonObject Plan(TruthCase one, string port) => new()
    {
        ["url"] = $"http://127.0.0.1:{port}/v1",
        ["protocol"] = "openai",
        ["model"] = "truth",
        ["stream"] = true,
        ["preconnect"] = true,
        ["timeout_seconds"] = 60,
        ["load"] = one.Shape is TruthShape.Poisson
            ? new JsonObject { ["rate"] = one.Streams / Whole, ["arrival"] = "poisson" }
            : new JsonObject { ["concurrency"] = one.Streams, ["arrival"] = "constant", ["ramp_seconds"] = one.Shape is TruthShape.Staggered ? Whole : 0 },
        ["workload"] = new JsonObject { ["input_tokens"] = 100, ["output_tokens"] = Tokens },
        ["requests"] = Math.Max(LeastRequests, one.Streams * RequestsEach),
        ["seed"] = 1,
    };

    private static Dictionary<string, double> Figures(JsonNode report, string said)
    {
        var (ttft, gaps, client) = (report["metrics"]!["ttft"]!, report["metrics"]!["icl"]!, report["client"]!);
        var cpu = (double)client["cpu_cores"]! * (double)report["seconds"]!;
        return new()
        {
            ["ttft_mean"] = Value(ttft["mean"]) - First,
            ["ttft_p50"] = Value(ttft["p50"]) - First,
            ["ttft_p99"] = Value(ttft["p99"] ?? ttft["max"]) - First,
            ["tpot_mean"] = Value(report["metrics"]!["tpot"]!["mean"]) - Gap,
            ["gap_p99"] = Value(gaps["p99"] ?? gaps["max"]) - Gap,
            ["late_p99"] = Value(client["dispatch_delay_p99"]),
            ["send_p99"] = Value(client["send_delay_p99"]),
            ["probe_p99"] = Value(client["probe_p99"]),
            ["server_p99"] = double.Parse(said.Split('\n').First(line => line.StartsWith("late first", StringComparison.Ordinal)).Split(' ')[7], CultureInfo.InvariantCulture),
            ["cpu_1000"] = cpu * 1e6 / Math.Max(1, (int)report["requests"]!["ok"]! * Tokens),
            ["limited"] = (string?)report["verdict"] is "client_limited" ? 1 : 0,
            ["valid"] = (string?)report["verdict"] is "valid" ? 1 : 0,
            ["ok"] = (int)report["requests"]!["ok"]!,
        };
    }

    private static double Value(JsonNode? node) => node is null ? double.NaN : (double)node;

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
