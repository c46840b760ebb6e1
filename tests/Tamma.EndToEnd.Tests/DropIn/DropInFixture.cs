using System.Text.Json;
using Tamma.EndToEnd.Tests.Processes;
using Tamma.EndToEnd.Tests.Ways;
using Xunit;

namespace Tamma.EndToEnd.Tests.DropIn;

/// <summary>A server with one account at <c>openai</c>, and a document of models.dev's shape that knows more of it and of another provider.</summary>
public sealed class DropInFixture : IAsyncLifetime
{
    private const string Document = """
        {"openai":{"id":"openai","name":"OpenAI","env":["OPENAI_API_KEY"],"npm":"@ai-sdk/openai","doc":"https://openai.example/docs","models":{
           "m1":{"id":"m1","name":"One","release_date":"2026-01-01","last_updated":"2026-02-01","attachment":true,"reasoning":true,"reasoning_options":[{"type":"effort","values":["low","high"]}],"temperature":true,"tool_call":true,"open_weights":false,
             "modalities":{"input":["text","image"],"output":["text"]},"limit":{"context":200000,"output":64000},
             "cost":{"input":5,"output":25,"cache_read":0.5,"tiers":[{"input":10,"output":37.5,"tier":{"type":"context","size":200000}}]}},
           "lab/m2":{"id":"lab/m2","name":"Two","limit":{"context":8000,"output":1000}},
           "elsewhere":{"id":"elsewhere","name":"Elsewhere","limit":{"context":8000,"output":1000}}}},
         "acme":{"id":"acme","name":"Acme","env":["ACME_API_KEY"],"npm":"@ai-sdk/openai-compatible","api":"https://acme.example/v1","doc":"https://acme.example","models":{
           "x":{"id":"x","name":"X","limit":{"context":32000,"output":4000},"cost":{"input":0.1,"output":0.3}}}}}
        """;

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("tamma-dropin-");

    internal SimulatorProcess Simulator { get; private set; } = null!;

    internal ServerProcess Server { get; private set; } = null!;

    /// <summary>What the SDKs are given, because they send one always.</summary>
    internal string Key { get; private set; } = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var document = Path.Combine(_home.FullName, "api.json");
        await File.WriteAllTextAsync(document, Document, Cancelled);
        Simulator = await SimulatorProcess.StartAsync(Cancelled, "--scenario", "empty");
        await Simulator.CreateWorldAsync("""{"name":"openai","protocol":"openai","key":"sim-key"}""");
        foreach (var id in new[] { "m1", "lab/m2", "m3" })
        {
            await Simulator.AddModelAsync("openai", $$"""{"id":"{{id}}","owned_by":"lab","release_date":"2026-01-01"}""");
        }

        Server = await ServerProcess.StartAsync(_home, Settings(document), Cancelled);
        await Until.TrueAsync(
            async () => (await Server.GetAsync("api/v1/sources", Cancelled)).GetProperty("data").EnumerateArray().All(source => source.GetProperty("state").GetString() is "ok" or "disabled" or "off"), Cancelled);
        var credentials = Directory.EnumerateFiles(_home.FullName, "credentials.json", SearchOption.AllDirectories).Single();
        Key = JsonElement.Parse(await File.ReadAllTextAsync(credentials, Cancelled)).EnumerateObject().Last().Value.GetProperty("key").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Simulator.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private Dictionary<string, string> Settings(string document) => new(StringComparer.Ordinal)
    {
        ["OPENAI_API_KEY"] = "sim-key",
        ["TAMMA__PROVIDERS__OPENAI__TYPE"] = "openai_compatible",
        ["TAMMA__PROVIDERS__OPENAI__URL"] = new Uri(Simulator.WorldUrl("openai"), "v1").ToString(),
        ["TAMMA__PROVIDERS__OPENAI__CREDENTIAL"] = "env:OPENAI_API_KEY",
        ["TAMMA__SOURCES__MODELS_DEV__ENABLED"] = "true",
        ["TAMMA__SOURCES__MODELS_DEV__URL"] = document,
        ["TAMMA__SOURCES__MODELS_DEV__LISTINGS"] = "all",
    };
}
