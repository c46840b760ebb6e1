using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Events;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class PolicyTests : IDisposable
{
    private static readonly ResolutionPolicy s_catalogueFirst = ResolutionPolicy.With(new Dictionary<FieldGroup, System.Collections.Immutable.ImmutableArray<Standing>> { [FieldGroup.Price] = [Standing.ModelsDev] });

    private readonly string _folder = Directory.CreateTempSubdirectory("tamma-policy-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_policy_is_shown_with_what_each_standing_is()
    {
        await using var server = await RunningServer.StartAsync(folder: _folder, options: given => given with { Policy = s_catalogueFirst });

        var policy = await server.JsonAsync("/api/v1/policy");

        var price = policy.GetProperty("groups").EnumerateArray().Single(group => group.GetProperty("group").GetString() == "price");
        Assert.Equal(("policy.price", true), (price.GetProperty("setting").GetString(), price.GetProperty("configured").GetBoolean()));
        Assert.Equal(["models_dev", "override", "account", "provider", "baseline", "litellm", "openrouter", "other", "copy"], price.GetProperty("order").EnumerateArray().Select(standing => standing.GetString()));
        Assert.Contains("cost.input", price.GetProperty("fields").EnumerateArray().Select(field => field.GetString()));
        Assert.Equal(Standings.All.Length, policy.GetProperty("standings").GetArrayLength());
    }

    [Fact]
    public async Task A_changed_policy_resolves_the_whole_catalogue_again_once()
    {
        await (await StartAsync(ResolutionPolicy.Default)).DisposeAsync();

        var first = await StartAsync(s_catalogueFirst);
        Assert.Equal(3m, await PriceAsync(first));
        var (changes, last) = await PolicyEventsAsync(first, "0");
        Assert.Equal(["model_updated", "catalog_summary"], changes);
        await first.DisposeAsync();

        await using var again = await StartAsync(s_catalogueFirst);
        Assert.Empty((await PolicyEventsAsync(again, last)).Types);
        Assert.Equal(3m, await PriceAsync(again));
    }

    [Fact]
    public async Task A_record_of_a_program_that_resolved_otherwise_is_resolved_again()
    {
        await using (var old = await StartAsync(ResolutionPolicy.Default))
        {
            await old.App.Services.GetRequiredService<ICursorStore>().AdvanceAsync("resolution_revision", new(Guid.CreateVersion7(), 0), TestContext.Current.CancellationToken);
            var catalog = old.App.Services.GetRequiredService<CurrentCatalog>();
            var row = catalog.Snapshot.Find(new("acme", "one"))!;
            await old.App.Services.GetRequiredService<ICatalogStore>().CommitAsync(
                new() { ExpectedPosition = catalog.Snapshot.Head.Position, At = TimeProvider.System.GetUtcNow(), Versions = [(row with { Values = FieldSet.Empty, Origins = [], Version = row.Version + 1 }, Event())] },
                TestContext.Current.CancellationToken);
        }

        await using var server = await StartAsync(ResolutionPolicy.Default);

        Assert.Equal(4m, await PriceAsync(server));
        var page = await server.JsonAsync("/api/v1/changes?types=catalog_summary");
        Assert.Equal("software", Assert.Single(page.GetProperty("data").EnumerateArray()).GetProperty("cause").GetString());
    }

    [Fact]
    public async Task A_policy_that_is_taken_back_is_one_that_changed()
    {
        await (await StartAsync(s_catalogueFirst)).DisposeAsync();
        await (await StartAsync(ResolutionPolicy.Default)).DisposeAsync();

        await using var server = await StartAsync(s_catalogueFirst);

        Assert.Equal(3m, await PriceAsync(server));
    }

    private static async Task<(List<string?> Types, string Last)> PolicyEventsAsync(RunningServer server, string after)
    {
        var page = await server.JsonAsync($"/api/v1/changes?after={after}&types=model_updated,model_facts_changed,catalog_summary&limit=1000");
        return (
            [.. page.GetProperty("data").EnumerateArray().Where(change => change.GetProperty("cause").GetString() == "policy").Select(change => change.GetProperty("type").GetString())],
            page.GetProperty("next_cursor").GetString()!);
    }

    private static EventDraft Event() => new() { Id = Guid.CreateVersion7(), Type = EventTypes.ModelUpdated, OccurredAt = TimeProvider.System.GetUtcNow(), Provider = "acme", ModelId = "one", Data = "{}"u8.ToArray() };

    private static async Task<decimal> PriceAsync(RunningServer server) =>
        (await server.JsonAsync("/api/v1/models/acme/one")).GetProperty("cost").GetProperty("input").GetDecimal();

    private Task<RunningServer> StartAsync(ResolutionPolicy policy)
    {
        var stubs = new Stubs();
        stubs.Acme.Say(stubs.Acme.Claim("acme/one", ("cost.input", 4m)), stubs.Acme.Claim("acme/two", ("cost.input", 5m)));
        stubs.ModelsDev.Say(stubs.ModelsDev.Claim("acme/one", ("cost.input", 3m)));
        return RunningServer.StartAsync(stubs, _folder, given => given with { Policy = policy });
    }
}
