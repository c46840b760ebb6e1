using System.Text.Json;
using Tamma.EndToEnd.Tests.Processes;
using Tamma.EndToEnd.Tests.Ways;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>Verbs that make the server call a provider: the Simulator's router, and a local server.</summary>
public sealed class CallingTests : IAsyncLifetime
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("tamma-calling-");
    private SimulatorProcess _simulator = null!;
    private ServerProcess _server = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorProcess.StartAsync(Cancelled, "--scenario", "demo");
        _server = await ServerProcess.StartAsync(_home, Settings(), Cancelled);
        await Until.TrueAsync(async () => (await _server.GetAsync("api/v1/connections", Cancelled)).GetProperty("data").EnumerateArray().All(connection => connection.GetProperty("state").GetString() == "ok"), Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _simulator.DisposeAsync();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task Verify_calls_what_is_free_and_says_what_came_of_it()
    {
        var plan = await RunAsync("verify", "--connection", "sim-vllm", "--dry-run", "--json");
        Assert.Equal(0, plan.Exit);
        Assert.All(Rows(plan), row => Assert.Equal("would_call", row.GetProperty("outcome").GetString()));

        var done = await RunAsync("verify", "--connection", "sim-vllm");

        Assert.True(done.Exit == 0, done.Error);
        Assert.Equal(2, done.Lines.Length);
        Assert.All(done.Lines, line => Assert.Contains("\tcallable\t$0.00", line, StringComparison.Ordinal));
        var key = done.Lines[0].Split('\t')[0];
        var offer = (await _server.GetAsync($"api/v1/models/{key}?include=offers", Cancelled)).GetProperty("offers")[0];
        Assert.Equal("callable", offer.GetProperty("access").GetString());
        Assert.True(offer.TryGetProperty("verified_at", out _));
    }

    [Fact]
    public async Task Verify_wants_to_know_what_is_meant()
    {
        var nothing = await RunAsync("verify");
        Assert.Equal((2, "Name a model, a --provider or a --connection. For example: tamma verify --provider ollama\n"), (nothing.Exit, nothing.Error));

        var unknown = await RunAsync("verify", "sim-vllm/nobody");
        Assert.Equal(4, unknown.Exit);

        var check = await RunAsync("verify", "--connection", "sim-vllm", "--check", "dance");
        Assert.Equal(2, check.Exit);
        Assert.Contains("text, tool, schema, image", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_names_the_hosts_behind_a_model_of_a_router()
    {
        var model = (await _server.GetAsync("api/v1/models?provider=sim-openrouter&limit=50", Cancelled)).GetProperty("data").EnumerateArray()
            .Select(row => row.GetProperty("key").GetString()!).First(key => !key.Contains('~', StringComparison.Ordinal));

        var hosts = await RunAsync("show", model, "--hosts", "--json");

        Assert.True(hosts.Exit == 0, hosts.Error);
        Assert.NotEmpty(Rows(hosts));
        Assert.All(Rows(hosts), row => Assert.NotEmpty(row.GetProperty("provider").GetString()!));
        var other = (await _server.GetAsync("api/v1/models?provider=sim-vllm&limit=1", Cancelled)).GetProperty("data")[0].GetProperty("key").GetString()!;
        var none = await RunAsync("show", other, "--hosts");
        Assert.Equal(4, none.Exit);
        Assert.Contains("no connection of type openrouter", none.Error, StringComparison.Ordinal);
    }

    private static List<JsonElement> Rows(CliProcess.Answer answer) => [.. JsonDocument.Parse(answer.Output).RootElement.GetProperty("data").EnumerateArray()];

    private Task<CliProcess.Answer> RunAsync(params string[] arguments) =>
        CliProcess.RunAsync(_home, new Dictionary<string, string>(StringComparer.Ordinal) { ["TAMMA_URL"] = _server.Url.ToString().TrimEnd('/') }, Cancelled, arguments);

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["SIM_KEY"] = "sim-key",
        ["TAMMA__PROVIDERS__SIM_OPENROUTER__TYPE"] = "openrouter",
        ["TAMMA__PROVIDERS__SIM_OPENROUTER__URL"] = new Uri(_simulator.WorldUrl("openrouter"), "api/v1").ToString(),
        ["TAMMA__PROVIDERS__SIM_OPENROUTER__CREDENTIAL"] = "env:SIM_KEY",
        ["TAMMA__PROVIDERS__SIM_OPENROUTER__SIMULATED"] = "true",
        ["TAMMA__PROVIDERS__SIM_VLLM__TYPE"] = "vllm",
        ["TAMMA__PROVIDERS__SIM_VLLM__URL"] = new Uri(_simulator.WorldUrl("vllm"), "v1").ToString(),
        ["TAMMA__PROVIDERS__SIM_VLLM__SIMULATED"] = "true",
    };
}
