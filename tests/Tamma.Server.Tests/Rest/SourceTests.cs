using System.Text.Json;
using Tamma.Server.Tests.Running;
using Tamma.Sources;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class SourceTests : IDisposable
{
    private const string Canonical = """{"acme/one":{"id":"acme/one","name":"One","novel":{"thing":1}},"lonely":{"id":"lonely"}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("tamma-sources-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_off_is_listed_with_what_turns_it_on()
    {
        await using var server = await StartAsync();

        var off = await FindAsync(server, "openrouter");
        Assert.Equal(("disabled", 86_400, "all"), (Text(off, "state"), off.GetProperty("interval_seconds").GetInt32(), Text(off, "listings")));
        Assert.Equal("https://openrouter.ai/api/v1/models", Text(off, "url"));
        Assert.Contains("TAMMA__SOURCES__OPENROUTER__ENABLED=true", Text(off, "sentence"), StringComparison.Ordinal);
        Assert.Contains("server.offline is on", Text(await FindAsync(server, "baseline"), "sentence"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_on_says_what_it_has_and_what_of_it_is_not_understood()
    {
        await using var server = await StartAsync();

        var on = await FindAsync(server, "models_dev_models");
        Assert.Equal(("ok", 1, 1, "models_dev"), (Text(on, "state"), on.GetProperty("models").GetInt32(), on.GetProperty("claims").GetInt32(), Text(on, "derives_from")));
        Assert.Equal(1, on.GetProperty("unknown_fields").GetProperty("novel.thing").GetInt32());
        Assert.Equal(1, on.GetProperty("rules").GetProperty("name_without_lab_is_left_out").GetInt32());
        Assert.StartsWith("file:///", Text(on, "url"), StringComparison.Ordinal);
    }

    /// <summary>What is said of a model whoever serves it is nobody's model.</summary>
    [Fact]
    public async Task Canonical_rows_are_in_no_list_of_models_or_providers()
    {
        await using var server = await StartAsync();

        Assert.DoesNotContain("canonical", (await server.JsonAsync("/api/v1/models?scope=all")).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canonical", (await server.JsonAsync("/api/v1/providers")).ToString(), StringComparison.Ordinal);
    }

    private async Task<RunningServer> StartAsync()
    {
        var file = Path.Combine(_folder, "models.json");
        await File.WriteAllTextAsync(file, Canonical, TestContext.Current.CancellationToken);
        return await RunningServer.StartAsync(folder: _folder, options: given => given with
        {
            Sources =
            [
                ReferenceSourceOptions.ModelsDevModels with { Url = new(file) },
                ReferenceSourceOptions.Baseline with { OffBecause = "server.offline is on" },
                ReferenceSourceOptions.OpenRouter,
            ],
        });
    }

    private static async Task<JsonElement> FindAsync(RunningServer server, string id) =>
        (await server.JsonAsync("/api/v1/sources")).GetProperty("data").EnumerateArray().Single(source => Text(source, "id") == id);

    private static string Text(JsonElement source, string member) => source.GetProperty(member).GetString()!;
}
