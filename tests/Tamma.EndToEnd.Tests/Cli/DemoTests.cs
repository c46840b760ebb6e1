using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>The README's first command, with the real server and the real Simulator.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task It_prints_what_each_simulated_connection_lists_and_leaves_nothing_behind()
    {
        using var tamma = Prepare();

        var outcome = await tamma.RunAsync("demo", "--port", "0", "--once");

        Assert.True(outcome.ExitCode is 0, outcome.Error);
        var rows = outcome.Out.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(cells => cells is [_, .., "succeeded"]).ToList();
        Assert.Equal(
            [
                "connection:sim-anthropic", "connection:sim-copilot", "connection:sim-gateway", "connection:sim-google", "connection:sim-litellm", "connection:sim-lmstudio",
                "connection:sim-ollama", "connection:sim-openai", "connection:sim-opencode", "connection:sim-openrouter", "connection:sim-vllm", "connection:sim-zai",
                "connection:sim-zen", "connection:sim-zen-mcp", "litellm", "models_dev", "models_dev_models",
            ],
            rows.Select(cells => cells[0]).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(tamma.Home, "tamma-demo-*"));
    }

    [Fact]
    public async Task It_asks_with_its_own_verbs_who_says_so_what_ends_and_what_is_held()
    {
        using var tamma = Prepare();
        tamma.Variables["TAMMA_API_KEY"] = "of-another-server";

        var outcome = await tamma.RunAsync("demo", "--port", "0", "--once");

        Assert.True(outcome.ExitCode is 0, outcome.Error);
        var lines = outcome.Out.Split('\n');
        Says("cost.input of sim-openrouter/halcyon/kingfisher-4 is $3.00: connection:sim-openrouter says so", "agree: models_dev", "against: litellm says $2.40, lost:");
        Says("sim-zen/epicycle-3\tlimit.context\tdifferent meaning\t320,000\tmodels_dev\t20 %\tlitellm 256,000");
        Says("limit.context of sim-zen/epicycle-3 is 320,000: models_dev says so", "agree: nobody else", "against: litellm says 256,000, different meaning: litellm's number is the input limit that models_dev states");
        Says("sim-zen/heron-2\tlimit.context\tconflict\t200,000\tmodels_dev\t36 %\tlitellm 128,000");
        Says("app.yaml:1 sim-anthropic/borealis-2 retires ", "app.yaml:4 sim-anthropic/australis-1 retired 2026-02-01");
        Says("cost.input of sim-zai/stanza-5 is $5.00: models_dev says so", "agree: litellm", "against: $50.00 waits for review ");
        Assert.Contains(lines, line => line.Contains("\tprice_jump\topen\t", StringComparison.Ordinal) && line.Contains("sim-zai/stanza-5: cost.input $5.00 → $50.00", StringComparison.Ordinal));
        Says("breaking\tlimit.output\t50k\t32k", "breaking\tcost.input\t$5.00\t$6.00");
        Assert.Empty(Directory.EnumerateFileSystemEntries(tamma.Home, "tamma-demo-*"));

        void Says(string first, params string[] then)
        {
            var at = Array.FindIndex(lines, line => line.StartsWith(first, StringComparison.Ordinal));
            Assert.True(at >= 0, $"{first} is not in:\n{outcome.Out}");
            Assert.All(then.Index(), next => Assert.StartsWith(next.Item, lines[at + 1 + next.Index], StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task It_goes_on_serving_changes_until_it_is_interrupted()
    {
        using var tamma = Prepare();

        using var process = tamma.Start("demo", "--port", "0");
        var lines = await ReadUntilAsync(process.StandardOutput, line => line.Contains("\tmodel_", StringComparison.Ordinal));
        await Signals.SendAsync("INT", process);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains(lines, line => line.Contains("tamma changes --follow --url http://127.0.0.1:", StringComparison.Ordinal));
        Assert.Equal(0, process.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(tamma.Home, "tamma-demo-*"));
    }

    [Fact]
    public async Task A_server_that_dies_is_quoted()
    {
        using var tamma = Prepare();
        tamma.Variables["TAMMA_SERVER"] = tamma.WriteScript("echo 'the port is taken'; exit 1");

        var outcome = await tamma.RunAsync("demo", "--port", "0", "--once");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("The server ended by itself. Its last words:", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("the port is taken", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_another_server_has_is_refused()
    {
        await using var other = new StubServer();
        using var tamma = Prepare();

        var outcome = await tamma.RunAsync("demo", "--port", other.Url.Split(':')[^1], "--once");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("is taken. Take another", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(tamma.Home, "tamma-demo-*"));
    }

    private static TammaProcess Prepare()
    {
        var tamma = new TammaProcess();
        tamma.Variables["TMPDIR"] = tamma.Home;
        tamma.Variables["TAMMA_SERVER"] = TammaProcess.PathOf("Tamma.Server");
        tamma.Variables["TAMMA_SIMULATOR"] = TammaProcess.PathOf("Tamma.Simulator");
        return tamma;
    }

    private static async Task<IReadOnlyList<string>> ReadUntilAsync(StreamReader reader, Func<string, bool> isLast)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
            if (isLast(line))
            {
                break;
            }
        }

        return lines;
    }
}
