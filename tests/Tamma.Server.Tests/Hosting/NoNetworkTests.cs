using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Server.Hosting;
using Tamma.Server.Settings;
using Xunit;

namespace Tamma.Server.Tests.Hosting;

/// <summary>A machine without network, key and local server: what comes with the program is all there is.</summary>
public sealed class NoNetworkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tamma-offline-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bundled_facts_are_served_as_reference_rows()
    {
        var settings = Read("--offline", "--discovery.find_local=false", "--sources.models_dev.url=https://unreachable.invalid/api.json");
        Assert.Equal([SourceId.Baseline], settings.Tamma.Sources.Select(source => source.Id));
        await using var app = TammaHost.Build(settings);
        var (url, _) = await Start.OpenAsync(app, settings, Cancelled);
        using var http = new HttpClient { BaseAddress = new(url) };
        await app.Services.GetRequiredService<IModelDiscoveryService>().DiscoverModelsAsync(cancellationToken: Cancelled);

        var mine = await JsonAsync(http, "/api/v1/models");
        Assert.Equal(0, mine.GetProperty("data").GetArrayLength());
        var all = await JsonAsync(http, "/api/v1/models?scope=all&limit=1000");
        Assert.True(all.GetProperty("data").GetArrayLength() > 340);

        var model = await JsonAsync(http, "/api/v1/models/anthropic/claude-opus-4-8");
        Assert.Equal(1_000_000, model.GetProperty("limit").GetProperty("context").GetInt32());
        Assert.Equal(5, model.GetProperty("cost").GetProperty("input").GetDecimal());
        Assert.Equal("2026-08-21", model.GetProperty("details").GetProperty("baseline.checked").GetString());
        Assert.Contains("models.dev 2026-07-01", model.GetProperty("details").GetProperty("baseline.source").GetString(), StringComparison.Ordinal);
        Assert.True(model.GetProperty("reference").GetBoolean());
        var snapshot = app.Services.GetRequiredService<CurrentCatalog>().Snapshot;
        var row = snapshot.Find(new("anthropic", "claude-opus-4-8"))!;
        Assert.All(row.Origins, origin => Assert.Equal(SourceId.Baseline, snapshot.SourceOf(origin)));
        var input = (await JsonAsync(http, "/api/v1/facts/anthropic/claude-opus-4-8")).GetProperty("facts").EnumerateArray().Single(fact => fact.GetProperty("field").GetString() == "cost.input");
        Assert.Equal("baseline", input.GetProperty("source").GetString());
        await app.StopAsync(CancellationToken.None);
    }

    /// <summary>Not a disappearance: somebody asked for a provider, and the others' rows are left out from then on (architecture §9.4).</summary>
    [Fact]
    public async Task The_first_connection_leaves_its_own_provider_only()
    {
        var settings = Read("--offline", "--discovery.find_local=false");
        await using var app = TammaHost.Build(settings);
        await Start.OpenAsync(app, settings, Cancelled);
        var service = app.Services.GetRequiredService<IModelDiscoveryService>();
        await service.DiscoverModelsAsync(SourceId.Baseline.Name, Cancelled);
        var catalog = app.Services.GetRequiredService<CurrentCatalog>();
        Assert.Contains(catalog.Snapshot.Models, model => model.Key.Provider == "zai");

        await app.Services.GetRequiredService<ConnectionBook>().AddAsync(
            new() { Id = "mine", Type = "openai_compatible", Provider = "anthropic", Url = "http://127.0.0.1:9/v1" }, "a tester", Cancelled);
        await app.Services.GetRequiredService<DiscoveryCoordinator>().WaitAsync(SourceId.Baseline, Cancelled);
        await service.DiscoverModelsAsync(SourceId.Baseline.Name, Cancelled);

        Assert.Equal(["anthropic"], catalog.Snapshot.Models.Where(model => model.Availability is not Availability.Removed).Select(model => model.Key.Provider).Distinct());
        Assert.Empty(await app.Services.GetRequiredService<IReviewStore>().ReadAsync(ReviewState.Open, 10, Cancelled));
        var gone = (await app.Services.GetRequiredService<IEventLog>().ReadAsync(0, 10_000, [], Cancelled)).Where(envelope => envelope.Event.Type == EventTypes.ModelRemoved).ToList();
        Assert.True(gone.Count > 300);
        Assert.All(gone, envelope => Assert.Equal(Cause.Operator, envelope.Event.Cause));
        await app.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void A_mirror_that_cannot_be_reached_gives_way_to_what_comes_with_the_program() =>
        Assert.Equal("bundled:baseline", Read("--offline", "--sources.baseline.url=https://mirror.example/b.yaml").Tamma.Sources.Single(source => source.Id == SourceId.Baseline).Url.ToString());

    [Fact]
    public void It_can_be_switched_off_and_be_laid_over()
    {
        Assert.DoesNotContain(Read("--sources.baseline.enabled=false").Tamma.Sources, source => source.Id == SourceId.Baseline);
        Assert.Equal(
            ("file:///etc/our.yaml", Providers.ListingScope.All),
            Read("--sources.baseline.url=file:///etc/our.yaml", "--sources.baseline.listings=all").Tamma.Sources.Where(source => source.Id == SourceId.Baseline).Select(source => (source.Url.ToString(), source.Listings)).Single());
        Assert.DoesNotContain(StartText.Sentences(Read()), sentence => sentence.Contains("bundled", StringComparison.Ordinal));
        Assert.Contains("baseline: bundled:baseline, listings my_providers, every 1d", StartText.Check(Read()), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ServerSettings Read(params string[] line)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["XDG_DATA_HOME"] = Path.Combine(_folder.FullName, "share"),
            ["XDG_CONFIG_HOME"] = Path.Combine(_folder.FullName, "config"),
        };
        var (settings, mistakes) = SettingsReader.Read(CommandLine.Read(["--port=0", .. line]), environment);
        Assert.Empty(mistakes);
        return settings!;
    }

    private static async Task<JsonElement> JsonAsync(HttpClient http, string path) =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative), Cancelled)).RootElement;
}
