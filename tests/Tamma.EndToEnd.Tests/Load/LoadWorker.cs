using System.Diagnostics;
using System.Text.Json;
using Tamma.Client.Benchmarks;
using Tamma.EndToEnd.Tests.Cli;
using Xunit;

namespace Tamma.EndToEnd.Tests.Load;

/// <summary>The load worker as the CLI starts it: plan in, report and samples out.</summary>
internal static class LoadWorker
{
    /// <summary>So many requests over so many streams at once, without anything before them.</summary>
    public static LoadPlan Plan(Uri url, int requests = 3, int? concurrency = null) => new()
    {
        Url = url,
        Model = "m",
        Load = new() { Concurrency = concurrency ?? requests },
        Workload = new() { InputTokens = 10, OutputTokens = 32 },
        Requests = requests,
        TimeoutSeconds = 20,
        Preconnect = false,
    };

    public static Task<LoadOutcome> RunAsync(Uri url, int requests = 3, int? concurrency = null) => RunAsync(Plan(url, requests, concurrency));

    /// <param name="before">Program and arguments that it is started by, such as taskset.</param>
    public static Task<LoadOutcome> RunAsync(LoadPlan plan, params string[] before) => RunAsync(plan, _ => { }, before);

    /// <param name="onProgress">Hears each line of progress, with the process.</param>
    public static async Task<LoadOutcome> RunAsync(LoadPlan plan, Action<(LoadProgress Progress, Process Worker)> onProgress, params string[] before)
    {
        var file = Path.GetTempFileName();
        string[] command = [.. before, "dotnet", TammaProcess.PathOf("Tamma.Load")];
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        using var process = Process.Start(start)!;
        await JsonSerializer.SerializeAsync(process.StandardInput.BaseStream, plan with { SamplesFile = file }, LoadJson.Default.LoadPlan);
        process.StandardInput.Close();
        var outcome = new LoadOutcome(null, null, []);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } text)
        {
            var line = JsonSerializer.Deserialize(text, LoadJson.Default.LoadLine)!;
            if (line.Progress is { } progress)
            {
                onProgress((progress, process));
            }

            outcome = outcome with { Said = line.Report ?? outcome.Said, Refused = line.Refused ?? outcome.Refused };
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var samples = await File.ReadAllLinesAsync(file);
        File.Delete(file);
        return outcome with { Samples = [.. samples.Select(sample => JsonElement.Parse(sample))] };
    }
}

/// <param name="Refused">Why nothing was measured.</param>
/// <param name="Samples">One object for each request.</param>
internal sealed record LoadOutcome(LoadReportResponse? Said, string? Refused, IReadOnlyList<JsonElement> Samples)
{
    public LoadReportResponse Report => Said ?? throw new InvalidOperationException(Refused ?? "The worker said nothing.");

    /// <summary>Of each sample; throws where one has none.</summary>
    public IEnumerable<double> All(string name) => Samples.Select(sample => sample.GetProperty(name).GetDouble());

    /// <summary>Whether no sample has it: undefined is absent.</summary>
    public bool Lacks(string name) => Samples.All(sample => !sample.TryGetProperty(name, out _));

    /// <summary>Between pieces that came in different reads.</summary>
    public IEnumerable<double[]> Gaps => Samples.Select(sample =>
    {
        var times = sample.GetProperty("pieces").EnumerateArray().Select(piece => piece[0].GetDouble()).Distinct().ToList();
        return times.Zip(times.Skip(1), (earlier, later) => later - earlier).ToArray();
    });

    /// <summary>How each ended, with its error.</summary>
    public IEnumerable<string> Ends => Samples.Select(sample => sample.GetProperty("outcome").GetString() + (sample.TryGetProperty("error", out var error) ? " " + error.GetString() : ""));
}
