using System.Text.Json;
using Tamma.EndToEnd.Tests.Processes;
using Xunit;

namespace Tamma.EndToEnd.Tests.Judges;

/// <summary>A simulator with a world for each SDK: three models, of which one thinks and one is to go. Each SDK is asked once for all tests of its class.</summary>
public sealed class JudgeFixture : IAsyncLifetime
{
    public const string Key = "sim-key";

    private Task<JsonElement>? _said;

    public SimulatorProcess Simulator { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Simulator = await SimulatorProcess.StartAsync(TestContext.Current.CancellationToken, "--scenario", "empty");

    public ValueTask DisposeAsync() => Simulator.DisposeAsync();

    /// <summary>What the SDK understood of a world of that protocol.</summary>
    /// <param name="folder">Below the world, where the SDK is told that the API is.</param>
    public Task<JsonElement> SayAsync(string package, string script, string protocol, string model, string folder = "") =>
        _said ??= AskAsync(package, script, protocol, model, folder);

    /// <summary>The tokens of a text, as the Simulator counts them.</summary>
    public static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    private async Task<JsonElement> AskAsync(string package, string script, string protocol, string model, string folder)
    {
        await Simulator.CreateWorldAsync($$"""{"name":"{{protocol}}","protocol":"{{protocol}}","key":"{{Key}}"}""");
        await Simulator.AddModelAsync(protocol, $$$"""{"id":"{{{model}}}","name":"One","reasoning":true,"tool_call":true,"owned_by":"lab","release_date":"2026-01-01","cost":{"input":1,"output":2},"limit":{"context":1000,"output":100}}""");
        await Simulator.AddModelAsync(protocol, """{"id":"lab/plain","name":"Plain","owned_by":"lab","release_date":"2026-02-01","limit":{"context":1000,"output":100}}""");
        await Simulator.AddModelAsync(protocol, """{"id":"lab-old","name":"Old","owned_by":"lab","status":"deprecated","retires_at":"2027-01-31","release_date":"2025-01-01","limit":{"context":1000,"output":100}}""");
        return await Judge.AskAsync(package, script, new Uri(Simulator.WorldUrl(protocol), folder).ToString().TrimEnd('/'), Key, model, "lab-old");
    }
}
