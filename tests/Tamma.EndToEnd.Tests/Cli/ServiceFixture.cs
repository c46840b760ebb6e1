using Tamma.EndToEnd.Tests.Processes;
using Tamma.EndToEnd.Tests.Ways;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>A simulator with the demo's worlds and a server that has read two of them.</summary>
public sealed class ServiceFixture : IAsyncLifetime
{
    internal DirectoryInfo Home { get; } = Directory.CreateTempSubdirectory("tamma-service-");

    internal SimulatorProcess Simulator { get; private set; } = null!;

    internal ServerProcess Server { get; private set; } = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Simulator = await SimulatorProcess.StartAsync(Cancelled, "--scenario", "demo");
        Server = await ServerProcess.StartAsync(Home, Settings(), Cancelled);
        await Until.TrueAsync(async () => (await Server.GetAsync("api/v1/sources", Cancelled)).GetProperty("data").EnumerateArray().All(source => source.GetProperty("state").GetString() is "ok" or "disabled"), Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Simulator.DisposeAsync();
        Home.Delete(recursive: true);
    }

    internal Task<CliProcess.Answer> RunAsync(params string[] arguments) => CliProcess.RunAsync(Home, Variables, Cancelled, arguments);

    internal Task<CliProcess.Answer> RunOnTerminalAsync(params string[] arguments) => CliProcess.RunOnTerminalAsync(Home, Variables, Cancelled, arguments);

    private Dictionary<string, string> Variables => new(StringComparer.Ordinal) { ["TAMMA_URL"] = Server.Url.ToString().TrimEnd('/') };

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["SIM_OPENAI_KEY"] = "sim-key",
        ["TAMMA__DISCOVERY__ATTEMPTS"] = "1",
        ["TAMMA__PROVIDERS__SIM_OPENAI__TYPE"] = "openai_compatible",
        ["TAMMA__PROVIDERS__SIM_OPENAI__URL"] = new Uri(Simulator.WorldUrl("openai"), "v1").ToString(),
        ["TAMMA__PROVIDERS__SIM_OPENAI__CREDENTIAL"] = "env:SIM_OPENAI_KEY",
        ["TAMMA__PROVIDERS__SIM_OPENAI__SIMULATED"] = "true",
        ["TAMMA__PROVIDERS__SIM_OPENAI__INTERVAL"] = "1h",
        ["TAMMA__PROVIDERS__SIM_GATEWAY__TYPE"] = "openai_compatible",
        ["TAMMA__PROVIDERS__SIM_GATEWAY__URL"] = new Uri(Simulator.WorldUrl("gateway"), "v1").ToString(),
        ["TAMMA__PROVIDERS__SIM_GATEWAY__SIMULATED"] = "true",
        ["TAMMA__PROVIDERS__SIM_GATEWAY__INTERVAL"] = "1h",
    };
}
