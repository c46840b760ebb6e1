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
                "connection:sim-zen", "connection:sim-zen-mcp", "models_dev",
            ],
            rows.Select(cells => cells[0]).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(tamma.Home, "tamma-demo-*"));
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
