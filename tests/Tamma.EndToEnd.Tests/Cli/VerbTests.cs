using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>The verbs against a real server, as a person and as a script use them.</summary>
public sealed class VerbTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Models_are_plain_keys_in_a_pipe_and_a_table_on_a_terminal()
    {
        var served = (await service.Server.GetAsync("api/v1/models?limit=1000", Cancelled)).GetProperty("data").EnumerateArray().Select(model => model.GetProperty("key").GetString()!).ToList();
        var piped = await service.RunAsync("models");
        Assert.Equal((0, ""), (piped.Exit, piped.Error));
        Assert.Equal(served, piped.Lines);

        Assert.SkipUnless(CliProcess.HasTerminal, "There is no script(1) to make a terminal with.");
        var table = await service.RunOnTerminalAsync("models", "--limit", "5");
        Assert.Equal(0, table.Exit);
        Assert.Contains("Model", table.Output, StringComparison.Ordinal);
        Assert.Contains(served[0], table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(served[0], table.Lines);
        Assert.Equal(5, table.Lines.Count(line => line.StartsWith("sim-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Show_tells_of_one_model_and_says_when_there_is_none()
    {
        var key = (await service.RunAsync("models", "--limit", "1")).Lines.Single();

        var shown = await service.RunAsync("show", key);
        Assert.Equal(0, shown.Exit);
        Assert.Contains(key, shown.Output, StringComparison.Ordinal);
        Assert.Contains("connection:", (await service.RunAsync("show", key, "--facts")).Output, StringComparison.Ordinal);
        Assert.Equal(key, JsonElement.Parse((await service.RunAsync("show", key, "--json")).Output).GetProperty("key").GetString());

        var unknown = await service.RunAsync("show", "sim-openai/there-is-no-such-model");
        Assert.Equal((4, ""), (unknown.Exit, unknown.Output));
        Assert.NotEmpty(unknown.Error);
    }

    [Fact]
    public async Task Changes_providers_and_sources_are_listed()
    {
        var changes = await service.RunAsync("changes", "--since", "1d", "--all");
        Assert.Equal(0, changes.Exit);
        Assert.True(changes.Lines.Length > 10, changes.Output);
        Assert.Contains("sim-gateway", (await service.RunAsync("providers")).Output, StringComparison.Ordinal);
        var sources = await service.RunAsync("sources");
        Assert.Equal(
            ["baseline", "connection:sim-gateway", "connection:sim-openai", "litellm", "models_dev", "models_dev_models", "openrouter"],
            sources.Lines.Select(line => line.Split('\t')[0]).Order(StringComparer.Ordinal));
        Assert.Contains("sources.litellm.enabled=true", (await service.RunAsync("sources", "litellm")).Output, StringComparison.Ordinal);
        Assert.Contains("connection:sim-openai", (await service.RunAsync("sources", "nobody")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_finds_what_is_new_and_a_review_is_decided()
    {
        await service.Simulator.AddModelAsync("gateway", """{"id":"from-outside/heron-9","owned_by":"outside"}""");
        var refreshed = await service.RunAsync("refresh", "sim-gateway");
        Assert.Equal(0, refreshed.Exit);
        Assert.Contains("1 added", refreshed.Output + refreshed.Error, StringComparison.Ordinal);
        Assert.Contains("sim-gateway/from-outside/heron-9", (await service.RunAsync("models")).Lines);

        await service.Simulator.SetFaultAsync("gateway", """{"kind":"empty_list"}""");
        var held = await service.RunAsync("refresh", "sim-gateway");
        Assert.Equal(1, held.Exit);
        Assert.Contains("Decide with: tamma review", held.Output + held.Error, StringComparison.Ordinal);
        var open = await service.RunAsync("review");
        var id = JsonElement.Parse((await service.RunAsync("review", "--json")).Output).GetProperty("data")[0].GetProperty("id").GetString()!;
        Assert.Contains(id, open.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await service.RunAsync("review", "reject", id, "--reason", "their list was broken")).Exit);
        Assert.Empty((await service.RunAsync("review")).Lines);
        await service.Simulator.ClearFaultAsync("gateway");
        Assert.Equal(0, (await service.RunAsync("refresh")).Exit);
    }

    [Fact]
    public async Task Doctor_says_what_is_wrong_and_its_exit_code_too()
    {
        await service.Simulator.SetFaultAsync("openai", """{"kind":"unauthorised"}""");
        var failing = await service.RunAsync("refresh", "sim-openai");
        var ill = await service.RunAsync("doctor");
        await service.Simulator.ClearFaultAsync("openai");

        Assert.Equal((1, 1), (failing.Exit, ill.Exit));
        Assert.Contains("sim-openai: key rejected (401), from SIM_OPENAI_KEY.", failing.Output + failing.Error, StringComparison.Ordinal);
        Assert.Contains("SIM_OPENAI_KEY", ill.Output, StringComparison.Ordinal);
        await service.RunAsync("refresh", "sim-openai");
        Assert.Equal(0, (await service.RunAsync("doctor")).Exit);
    }

    [Fact]
    public async Task Nobody_there_a_wrong_command_and_a_wrong_key_have_exit_codes_of_their_own()
    {
        var nobody = await service.RunAsync("models", "--url", "http://127.0.0.1:9");
        Assert.Equal((3, "No server at http://127.0.0.1:9. Start one: tamma serve, or set TAMMA_URL."), (nobody.Exit, nobody.Error.Trim()));
        Assert.Equal(2, (await service.RunAsync("modles")).Exit);
        var key = new Dictionary<string, string>(StringComparer.Ordinal) { ["TAMMA_URL"] = service.Server.Url.ToString(), ["TAMMA_API_KEY"] = "tamma_abc_not-a-key" };
        Assert.Equal(5, (await CliProcess.RunAsync(service.Home, key, Cancelled, "refresh")).Exit);
    }

    [Fact]
    public async Task The_demo_shows_each_simulated_connection_and_leaves_nothing_behind()
    {
        var home = Directory.CreateTempSubdirectory("tamma-demo-");
        var demo = await CliProcess.RunAsync(home, new Dictionary<string, string>(StringComparer.Ordinal) { ["TMPDIR"] = home.CreateSubdirectory("tmp").FullName }, Cancelled, "demo", "--once", "--port", "0");

        Assert.True(demo.Exit == 0, demo.Error);
        foreach (var connection in new[] { "sim-opencode", "sim-openai", "sim-gateway", "sim-vllm", "models_dev" })
        {
            Assert.Contains(demo.Lines, line => line.Contains(connection, StringComparison.Ordinal) && line.Contains("succeeded", StringComparison.Ordinal));
        }

        Assert.Empty(Directory.EnumerateFiles(home.FullName, "tamma.db*", SearchOption.AllDirectories));
        home.Delete(recursive: true);
    }
}
