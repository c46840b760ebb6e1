using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using Tamma.EndToEnd.Tests.Simulator;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>Several loads, the files that a report is written to, and a run that somebody stops.</summary>
public sealed class BenchSweepTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task A_sweep_measures_each_load_and_writes_its_documents()
    {
        var (tamma, url, model) = await PrepareAsync("sweep");
        using (tamma)
        {
            var (html, markdown, csv, samples) = (Path.Combine(tamma.Home, "r.html"), Path.Combine(tamma.Home, "r.md"), Path.Combine(tamma.Home, "r.csv"), Path.Combine(tamma.Home, "s.jsonl"));

            var outcome = await tamma.RunAsync(
                "bench", url, "--model", model, "--concurrency", "1..4", "--requests", "12", "--pause", "0.1s", "--output-tokens", "4", "--html", html, "--markdown", markdown, "--csv", csv, "--samples", samples, "--json");

            var sweep = JsonElement.Parse(outcome.Out);
            Assert.Equal([1, 2, 4], sweep.GetProperty("levels").EnumerateArray().Select(level => level.GetProperty("load").GetProperty("concurrency").GetInt32()));
            Assert.All(sweep.GetProperty("levels").EnumerateArray(), level => Assert.Equal(12, level.GetProperty("requests").GetProperty("ok").GetInt32()));
            Assert.NotEmpty(sweep.GetProperty("knee").GetProperty("why").GetString()!);
            Assert.False(sweep.GetProperty("cut_short").GetBoolean());
            Assert.Equal("", outcome.Error);
            using var page = XmlReader.Create(html, new() { DtdProcessing = DtdProcessing.Ignore });
            Assert.True(page.ReadToFollowing("h1"));
            Assert.Contains(model, await File.ReadAllTextAsync(html, Cancelled), StringComparison.Ordinal);
            Assert.StartsWith("# ", await File.ReadAllTextAsync(markdown, Cancelled), StringComparison.Ordinal);
            Assert.Equal(4, (await File.ReadAllLinesAsync(csv, Cancelled)).Length);
            Assert.All(new[] { 1, 2, 4 }, load => Assert.Equal(12, File.ReadAllLines(Path.Combine(tamma.Home, FormattableString.Invariant($"s-{load}.jsonl"))).Length));
        }
    }

    [Fact]
    public async Task A_report_holds_what_is_drawn()
    {
        var (tamma, url, model) = await PrepareAsync("drawn");
        using (tamma)
        {
            var outcome = await tamma.RunAsync("bench", url, "--model", model, "--rate", "40", "--duration", "2s", "--warmup", "1s", "--output-tokens", "4", "--json");

            var report = JsonElement.Parse(outcome.Out);
            var (points, slices) = (report.GetProperty("distribution").GetProperty("ttft").EnumerateArray().ToList(), report.GetProperty("timeline").EnumerateArray().ToList());
            var ttft = report.GetProperty("metrics").GetProperty("ttft");
            Assert.Equal(ttft.GetProperty("min").GetDouble(), points[0].GetProperty("value").GetDouble(), 1e-3);
            Assert.Equal(ttft.GetProperty("max").GetDouble(), points[^1].GetProperty("value").GetDouble(), 1e-3);
            Assert.Equal([-1, 0, 1], slices.Select(slice => slice.GetProperty("at").GetDouble()));
            Assert.Equal(report.GetProperty("requests").GetProperty("total").GetInt32(), slices.Skip(1).Sum(slice => slice.GetProperty("started").GetInt32()));
            Assert.Equal(1, report.GetProperty("asked").GetProperty("warmup_seconds").GetDouble());
            Assert.Equal(4, report.GetProperty("workload").GetProperty("output").GetProperty("max").GetInt32());
        }
    }

    [Fact]
    public async Task The_knee_is_looked_for_by_doubling()
    {
        var (tamma, url, model) = await PrepareAsync("knee");
        using (tamma)
        {
            // One that fails ends the search at once; nothing is asked twice as hard for it.
            await simulator.Process.SetChatAsync("knee", """{"fault":"rate_limited"}""");

            var outcome = await tamma.RunAsync("bench", url, "--model", model, "--find-knee", "--requests", "4", "--no-preconnect", "--json");

            Assert.Equal(1, outcome.ExitCode);
            Assert.Equal("invalid", JsonElement.Parse(outcome.Out).GetProperty("verdict").GetString());
            Assert.Equal(1, JsonElement.Parse(outcome.Out).GetProperty("levels").GetArrayLength());
        }
    }

    [Fact]
    public async Task A_run_that_is_stopped_tells_what_it_has_and_says_that_it_was_cut_short()
    {
        var (tamma, url, model) = await PrepareAsync("stopped");
        using (tamma)
        {
            await using var front = new CountingProxy(new(url), until: 12);
            using var process = tamma.Start("bench", front.Url.ToString(), "--model", model, "--duration", "120s", "--output-tokens", "4", "--json");
            await front.Reached.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancelled);

            await InterruptAsync(process);
            var outcome = await TammaProcess.WaitAsync(process);

            Assert.Equal(130, outcome.ExitCode);
            var report = JsonElement.Parse(outcome.Out);
            Assert.True(report.GetProperty("cut_short").GetBoolean());
            Assert.InRange(report.GetProperty("seconds").GetDouble(), 0.001, 100);
            Assert.True(report.GetProperty("requests").GetProperty("ok").GetInt32() >= 8);
            Assert.Equal(0, report.GetProperty("requests").GetProperty("errors").GetInt32());
        }
    }

    [Fact]
    public async Task A_sweep_that_is_stopped_tells_the_loads_that_it_has()
    {
        var (tamma, url, model) = await PrepareAsync("stopped-sweep");
        using (tamma)
        {
            await using var front = new CountingProxy(new(url), until: 18);
            using var process = tamma.Start("bench", front.Url.ToString(), "--model", model, "--concurrency", "1,2", "--requests", "8", "--no-preconnect", "--pause", "100s", "--output-tokens", "4", "--json");
            await front.Quiet.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancelled);

            await InterruptAsync(process);
            var outcome = await TammaProcess.WaitAsync(process);

            Assert.Equal(130, outcome.ExitCode);
            Assert.True(JsonElement.Parse(outcome.Out).GetProperty("cut_short").GetBoolean());
            Assert.Equal(1, JsonElement.Parse(outcome.Out).GetProperty("levels").GetArrayLength());
        }
    }

    [Theory]
    [InlineData("--concurrency", "1,two", "is no load")]
    [InlineData("--rate", "1..", "is no load")]
    [InlineData("--html", "/no/such/folder/report.html", "cannot be written")]
    [InlineData("--pause", "soon", "is no duration")]
    public async Task A_mistake_is_refused_before_anything_is_sent(string option, string value, string why)
    {
        using var tamma = new TammaProcess();

        var outcome = await tamma.RunAsync("bench", "http://127.0.0.1:1/v1", "--model", "m", option, value);

        Assert.Contains(why, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public async Task Two_kinds_of_load_are_refused()
    {
        using var tamma = new TammaProcess();

        var both = await tamma.RunAsync("bench", "http://127.0.0.1:1/v1", "--model", "m", "--concurrency", "1", "--rate", "1");
        var knee = await tamma.RunAsync("bench", "http://127.0.0.1:1/v1", "--model", "m", "--concurrency", "1,2", "--find-knee");

        Assert.Contains("either --concurrency", both.Error, StringComparison.Ordinal);
        Assert.Contains("only the first", knee.Error, StringComparison.Ordinal);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task InterruptAsync(Process process)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false })!;
        await kill.WaitForExitAsync(Cancelled);
    }

    private async Task<(TammaProcess Tamma, string Url, string Model)> PrepareAsync(string name)
    {
        await simulator.Process.CreateWorldAsync($$"""{"name":"{{name}}","protocol":"openai","generate":{"models":3,"seed":7} }""");
        var model = (await simulator.Process.ModelIdsAsync(name))[0];
        var tamma = new TammaProcess();
        tamma.Variables["TAMMA_LOAD"] = TammaProcess.PathOf("Tamma.Load");
        return (tamma, new Uri(simulator.Process.WorldUrl(name), "v1").ToString(), model);
    }
}
