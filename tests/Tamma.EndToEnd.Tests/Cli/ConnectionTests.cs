using System.Text.Json;
using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>Connections are managed from the command line, against a real server and a stand-in.</summary>
public sealed class ConnectionTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_is_added_tested_switched_and_removed()
    {
        var url = new Uri(service.Simulator.WorldUrl("gateway"), "v1").ToString();

        var added = await service.RunAsync("providers", "add", "workshop", "--type", "openai_compatible", "--url", url, "--provider", "workshop", "--header", "X-Team=alpha", "--interval", "1h");
        Assert.Equal((0, ""), (added.Exit, added.Error));
        Assert.Contains("workshop is added", added.Output, StringComparison.Ordinal);
        await Ways.Until.TrueAsync(async () => (await service.Server.GetAsync("api/v1/connections/workshop", Cancelled)).GetProperty("state").GetString() == "ok", Cancelled);
        Assert.Contains("workshop", (await service.RunAsync("providers", "list")).Output, StringComparison.Ordinal);

        var tested = await service.RunAsync("providers", "test", "workshop");
        Assert.Equal(0, tested.Exit);
        Assert.Contains("workshop: works; ", tested.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await service.RunAsync("providers", "disable", "workshop")).Exit);
        var hidden = await service.RunAsync("models", "workshop");
        Assert.Equal((0, 0), (hidden.Exit, hidden.Lines.Length));
        Assert.Equal(0, (await service.RunAsync("providers", "enable", "workshop")).Exit);

        Assert.Equal(2, (await service.RunAsync("providers", "add", "workshop", "--type", "openai_compatible", "--url", url)).Exit);
        var removed = await service.RunAsync("providers", "remove", "workshop");
        Assert.Equal(0, removed.Exit);
        Assert.StartsWith("workshop is removed, ", removed.Output, StringComparison.Ordinal);
        Assert.Equal(4, (await service.RunAsync("providers", "remove", "workshop")).Exit);
        Assert.Equal(2, (await service.RunAsync("providers", "remove", "sim-openai")).Exit);
    }

    [Fact]
    public async Task A_failed_test_says_what_is_wrong_and_exits_with_1()
    {
        await service.RunAsync("providers", "add", "wrong", "--type", "openai_compatible", "--url", "http://127.0.0.1:9/v1");

        var tested = await service.RunAsync("providers", "test", "wrong");
        Assert.Equal(0, (await service.RunAsync("providers", "remove", "wrong")).Exit);

        Assert.Equal(1, tested.Exit);
        Assert.Equal("wrong: nothing listens at http://127.0.0.1:9; start that server, or put the port right.", tested.Lines[0]);
        Assert.Contains(tested.Lines, line => line.StartsWith("failed  connect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_is_named_and_never_given()
    {
        await using var server = new StubServer().On("POST /connections", new ConnectionResponse { Id = "openai", Type = "openai_compatible", Provider = "openai", Url = "", IntervalSeconds = 1, State = "never_run" }, TammaJson.Default.ConnectionResponse, 201);
        using var tamma = new TammaProcess(server);

        Assert.Equal(0, (await tamma.RunAsync("providers", "add", "openai", "--key-env", "WORK_KEY", "--include", "gpt-*", "--include", "o?", "--interval", "5m")).ExitCode);
        Assert.Equal(2, (await tamma.RunAsync("providers", "add", "openai", "--key-env", "A", "--key-file", "b")).ExitCode);
        Assert.Equal(2, (await tamma.RunAsync("providers", "add", "openai", "--interval", "often")).ExitCode);
        Assert.Equal(2, (await tamma.RunAsync("providers", "add", "openai", "--header", "nothing")).ExitCode);

        var sent = JsonElement.Parse(Assert.Single(server.Requests).Body);
        Assert.Equal(("openai", "env:WORK_KEY", 2, 300), (sent.GetProperty("id").GetString(), sent.GetProperty("credential").GetString(), sent.GetProperty("include").GetArrayLength(), sent.GetProperty("interval_seconds").GetInt32()));
        Assert.False(sent.TryGetProperty("url", out _));
    }
}
