using System.Globalization;
using System.Text.Json;
using Tamma.EndToEnd.Tests.Simulator;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>The verb, the worker in its own process, and a simulated server that answers as it is told. No figure of speed is judged here: that is <c>./build.sh perf load</c>.</summary>
public sealed class BenchTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("openai", "openai", "v1")]
    [InlineData("anthropic", "anthropic", "")]
    [InlineData("gemini", "gemini", "")]
    [InlineData("ollama", "ollama", "")]
    public async Task It_measures_a_server_that_nobody_has_registered(string protocol, string world, string below)
    {
        var (tamma, url, model) = await PrepareAsync($"bench-{protocol}", world, below);
        using (tamma)
        {
            var samples = Path.Combine(tamma.Home, "samples.jsonl");

            var outcome = await tamma.RunAsync("bench", url, "--model", model, "--protocol", protocol, "--requests", "40", "--concurrency", "4", "--output-tokens", "12", "--samples", samples, "--json");

            var report = JsonElement.Parse(outcome.Out);
            Assert.Equal(40, report.GetProperty("requests").GetProperty("ok").GetInt32());
            var ttft = report.GetProperty("metrics").GetProperty("ttft");
            Assert.Equal(40, ttft.GetProperty("count").GetInt32());
            Assert.True(ttft.GetProperty("p50").GetDouble() > 0);
            Assert.False(ttft.TryGetProperty("p99", out _), "A p99 of forty requests is none.");
            Assert.Equal(662, ttft.GetProperty("needs").GetProperty("p99").GetInt32());
            Assert.True(report.GetProperty("throughput").GetProperty("output_tokens_per_second").GetDouble() > 0);
            Assert.True(report.GetProperty("client").GetProperty("inline_completions").GetBoolean());
            Assert.Equal(40, (await File.ReadAllLinesAsync(samples, TestContext.Current.CancellationToken)).Length);
        }
    }

    [Fact]
    public async Task An_open_loop_says_how_late_it_began_and_ends_with_its_window()
    {
        var (tamma, url, model) = await PrepareAsync("bench-open", "openai", "v1");
        using (tamma)
        {
            var outcome = await tamma.RunAsync("bench", url, "--model", model, "--rate", "50", "--duration", "1s", "--warmup", "0.2s", "--output-tokens", "4", "--json");

            var report = JsonElement.Parse(outcome.Out);
            Assert.InRange(report.GetProperty("seconds").GetDouble(), 0.999, 1.001);
            Assert.InRange(report.GetProperty("requests").GetProperty("total").GetInt32(), 20, 90);
            Assert.True(report.GetProperty("metrics").GetProperty("user").GetProperty("count").GetInt32() > 0);
            Assert.True(report.GetProperty("metrics").GetProperty("dispatch_delay").GetProperty("count").GetInt32() > 0);
        }
    }

    [Fact]
    public async Task A_server_that_refuses_makes_a_run_invalid_and_nothing_is_tried_twice()
    {
        var (tamma, url, model) = await PrepareAsync("bench-429", "openai", "v1");
        using (tamma)
        {
            await simulator.Process.SetChatAsync("bench-429", """{"fault":"rate_limited"}""");

            var outcome = await tamma.RunAsync("bench", url, "--model", model, "--requests", "20", "--no-preconnect", "--json");

            var requests = JsonElement.Parse(outcome.Out).GetProperty("requests");
            Assert.Equal(1, outcome.ExitCode);
            Assert.Equal("invalid", JsonElement.Parse(outcome.Out).GetProperty("verdict").GetString());
            Assert.Equal((20, 20, 0), (requests.GetProperty("total").GetInt32(), requests.GetProperty("throttled").GetInt32(), requests.GetProperty("ok").GetInt32()));
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/v1", "cannot be reached", 1)]
    [InlineData("http://169.254.169.254/v1", "never asked", 1)]
    [InlineData("localhost:8000", "is no http address", 2)]
    public async Task What_cannot_be_measured_is_said(string url, string why, int exitCode)
    {
        using var tamma = Prepare();

        var outcome = await tamma.RunAsync("bench", url, "--model", "m", "--requests", "1");

        Assert.Contains(why, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(exitCode, outcome.ExitCode);
    }

    [Theory]
    [InlineData("--key", "sk-this-is-a-key", "never the key itself")]
    [InlineData("--concurrency", "0", "Concurrency is between 1 and")]
    [InlineData("--protocol", "soap", "is no protocol")]
    [InlineData("--duration", "soon", "is no duration")]
    public async Task A_mistake_is_refused_before_anything_is_sent(string option, string value, string why)
    {
        using var tamma = Prepare();

        var outcome = await tamma.RunAsync("bench", "http://127.0.0.1:1/v1", "--model", "m", option, value);

        Assert.Contains(why, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
        Assert.DoesNotContain("sk-this-is-a-key", outcome.Out + outcome.Error, StringComparison.Ordinal);
    }

    private static TammaProcess Prepare()
    {
        var tamma = new TammaProcess();
        tamma.Variables["TAMMA_LOAD"] = TammaProcess.PathOf("Tamma.Load");
        return tamma;
    }

    private async Task<(TammaProcess Tamma, string Url, string Model)> PrepareAsync(string name, string protocol, string below)
    {
        await simulator.Process.CreateWorldAsync(string.Create(CultureInfo.InvariantCulture, $$$"""{"name":"{{{name}}}","protocol":"{{{protocol}}}","generate":{"models":3,"seed":7}}"""));
        var model = (await simulator.Process.ModelIdsAsync(name))[0];
        return (Prepare(), new Uri(simulator.Process.WorldUrl(name), below).ToString().TrimEnd('/'), model);
    }
}
