using Tamma.Catalog;
using Tamma.Catalog.Fields;
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
