using System.Text.Json;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Samples;
using Tamma.EndToEnd.Tests.Processes;
using Tamma.EndToEnd.Tests.Simulator;
using Tamma.EndToEnd.Tests.Ways;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>A model of the catalogue is measured by the server, with the connection's address and key; the command line follows.</summary>
public sealed class CatalogueBenchTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>, IAsyncLifetime
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("tamma-catalogue-bench-");
    private ServerProcess _server = null!;
    private string _model = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"shop","protocol":"openai","generate":{"models":3,"seed":7}}""");
        _model = (await simulator.Process.ModelIdsAsync("shop"))[0];
        var url = new Uri(simulator.Process.WorldUrl("shop"), "v1").ToString();
        _server = await ServerProcess.StartAsync(
            _home,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["TAMMA_LOAD"] = TammaProcess.PathOf("Tamma.Load"),
                ["SHOP_KEY"] = "sk-of-the-shop",
                ["TAMMA__PROVIDERS__SIM_SHOP__TYPE"] = "openai_compatible",
                ["TAMMA__PROVIDERS__SIM_SHOP__URL"] = url,
                ["TAMMA__PROVIDERS__SIM_SHOP__CREDENTIAL"] = "env:SHOP_KEY",
                ["TAMMA__PROVIDERS__SIM_SHOP__SIMULATED"] = "true",
            },
            Cancelled);
        await Until.TrueAsync(async () => (await _server.GetAsync("api/v1/connections", Cancelled)).GetProperty("data").EnumerateArray().All(connection => connection.GetProperty("state").GetString() == "ok"), Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task It_is_measured_stored_and_recomputed_from_its_samples()
    {
        var samples = Path.Combine(_home.FullName, "samples.jsonl");
        await simulator.Process.ClearRequestsAsync("shop");

        var done = await RunAsync("bench", $"sim-shop/{_model}", "--requests", "40", "--concurrency", "4", "--input-tokens", "10..30", "--output-tokens", "12", "--samples", samples, "--json");

        Assert.True(done.Exit is 0 or 1, done.Error);
        var report = JsonElement.Parse(done.Output);
        Assert.Equal(40, report.GetProperty("requests").GetProperty("ok").GetInt32());
        var stored = Assert.Single((await _server.GetAsync("api/v1/benchmarks", Cancelled)).GetProperty("data").EnumerateArray());
        Assert.Equal(($"sim-shop/{_model}", "sim-shop", 40), (stored.GetProperty("model").GetString(), stored.GetProperty("connection").GetString(), stored.GetProperty("samples").GetInt32()));
        Assert.Contains(stored.GetProperty("state").GetString(), (string?[])["completed", "client_limited"]);

        // Not one more than was asked for, and each with the connection's own key: a rehearsal is none of theirs.
        var chats = (await simulator.Process.RequestsAsync("shop")).GetRawText().Split("/chat/completions").Length - 1;
        Assert.Equal(40, chats);

        // The report follows from the samples that are kept.
        var read = (await File.ReadAllLinesAsync(samples, Cancelled)).Select(line => SampleText.Read(JsonElement.Parse(line))).ToList();
        var again = LoadReport.Of(read, new Window(0, (long)Math.Round(report.GetProperty("seconds").GetDouble() * 1e9)), new(), new());
        Assert.Equal(report.GetProperty("metrics").GetProperty("ttft").GetProperty("p50").GetDouble(), again.Ttft.P50!.Value!.Value, 1e-9);
        Assert.Equal(report.GetProperty("metrics").GetProperty("icl").GetProperty("mean").GetDouble(), again.Icl.Mean!.Value, 1e-9);
        Assert.Equal(report.GetProperty("throughput").GetProperty("output_tokens_per_second").GetDouble(), again.Throughput.OutputTokensPerSecond!.Value, 1e-6);

        var events = (await _server.GetAsync("api/v1/changes?types=benchmark_completed", Cancelled)).GetProperty("data");
        Assert.Equal(stored.GetProperty("id").GetGuid(), Assert.Single(events.EnumerateArray()).GetProperty("data").GetProperty("benchmark").GetGuid());
        Assert.DoesNotContain("sk-of-the-shop", done.Output + await File.ReadAllTextAsync(samples, Cancelled) + string.Join('\n', _server.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_and_what_is_only_asked_sends_nothing()
    {
        var refused = await RunAsync("bench", $"sim-shop/{_model}", "--requests", "3", "--connection", "nobody");
        Assert.Equal(2, refused.Exit);
        Assert.Contains("not offered through 'nobody'", refused.Error, StringComparison.Ordinal);

        var dry = await RunAsync("bench", $"sim-shop/{_model}", "--requests", "3", "--dry-run");
        Assert.Equal((0, $"sim-shop/{_model}: Free.\n"), (dry.Exit, dry.Output));
        Assert.Empty((await _server.GetAsync("api/v1/benchmarks", Cancelled)).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_key_that_is_none_is_said()
    {
        var unknown = await RunAsync("bench", "sim-shop/nobody", "--requests", "3");
        Assert.Equal(4, unknown.Exit);

        var forgotten = await RunAsync("bench", "localhost:8000/v1", "--model", "m");
        Assert.Equal(2, forgotten.Exit);
        Assert.Contains("write http://localhost:8000/v1", forgotten.Error, StringComparison.Ordinal);
    }

    private Task<CliProcess.Answer> RunAsync(params string[] arguments) =>
        CliProcess.RunAsync(_home, new Dictionary<string, string>(StringComparer.Ordinal) { ["TAMMA_URL"] = _server.Url.ToString().TrimEnd('/') }, Cancelled, arguments);
}
