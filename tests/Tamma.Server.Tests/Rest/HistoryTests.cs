using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Catalog.Retention;
using Tamma.Client;
using Tamma.Discovery.Retention;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class HistoryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_diff_says_what_changed_and_what_breaks()
    {
        await using var server = await ThreeVersionsAsync();
        using var http = new HttpClient();
        var client = OverrideTests.Client(server, http);

        var last = await client.GetDiffAsync("acme/one", cancellationToken: Cancelled);

        Assert.Equal((2, 3, "high", 1), (last.From.Version, last.To.Version, last.Impact, last.Breaking));
        Assert.Equal(["limit.context breaking -50.0", "name neutral "], last.Changes.Select(change => $"{change.Field} {change.Effect} {change.Percent}").Order(StringComparer.Ordinal));
        var all = await client.GetDiffAsync("ACME/one", from: "1", to: $"@{last.To.Position}", cancellationToken: Cancelled);
        Assert.Equal((1, 3), (all.From.Version, all.To.Version));
        Assert.Equal("cost.input costs more: 1 → 2 (+100 %).", all.Changes.Single(change => change.Field == "cost.input").Sentence);
        Assert.Equal("none", (await client.GetDiffAsync("acme/one", to: "1", cancellationToken: Cancelled)).Impact);
        Assert.Equal(2, (await client.GetDiffAsync("acme/one", from: "2", to: last.To.Since.ToString("O"), cancellationToken: Cancelled)).Changes.Count);
    }

    [Theory]
    [InlineData("from=9", 404, "version_not_found")]
    [InlineData("from=0", 404, "version_not_found")]
    [InlineData("from=@0", 404, "version_not_found")]
    [InlineData("to=@999999", 400, "invalid_parameter")]
    [InlineData("to=@x", 400, "invalid_parameter")]
    [InlineData("to=soon", 400, "invalid_parameter")]
    [InlineData("form=1", 400, "unknown_parameter")]
    public async Task A_diff_of_what_never_was_is_refused(string query, int status, string name)
    {
        await using var server = await ThreeVersionsAsync();

        var problem = await server.ProblemAsync("/api/v1/diff/acme/one?" + query);

        Assert.Equal((status, name), (problem.Status, problem.Name));
    }

    [Fact]
    public async Task A_version_says_whether_it_broke_something()
    {
        await using var server = await ThreeVersionsAsync();
        using var http = new HttpClient();

        var versions = (await OverrideTests.Client(server, http).GetVersionsAsync("acme/one", cancellationToken: Cancelled)).Data;

        Assert.Equal([true, true, null], versions.Select(version => version.Breaking));
    }

    [Fact]
    public async Task A_price_is_told_as_it_was_at_a_time_with_who_said_so()
    {
        await using var server = await ThreeVersionsAsync();
        using var http = new HttpClient();
        var client = OverrideTests.Client(server, http);

        var now = await client.GetPricesAsync("acme/one", cancellationToken: Cancelled);
        var then = await client.GetPricesAsync("acme/one", at: $"{now.Series[0].Version.Position}", cancellationToken: Cancelled);

        var price = Assert.Single(now.Prices);
        Assert.Equal(("cost.input", 2m, "USD per million tokens", "connection:acme"), (price.Field, price.Value.GetDecimal(), price.Unit, price.Source));
        Assert.Equal(1m, Assert.Single(then.Prices).Value.GetDecimal());
        Assert.Equal([1, 2], now.Series.Select(change => change.Version.Version));
        Assert.Equal(100m, Assert.Single(now.Series[1].Changes).Percent);
        Assert.True(now.Complete);
        var free = await client.GetPricesAsync("acme/two", cancellationToken: Cancelled);
        Assert.Empty(free.Prices);
        Assert.Empty(free.Series);
    }

    [Fact]
    public async Task What_is_no_longer_kept_is_said_to_be_and_what_stands_still_answers()
    {
        await using var server = await ThreeVersionsAsync();
        using var http = new HttpClient();
        var client = OverrideTests.Client(server, http);
        var cursor = (await client.GetChangesAsync(new() { Limit = 1 }, Cancelled)).NextCursor;
        var third = (await client.GetModelAsync("acme/one", cancellationToken: Cancelled)).Position!.Value;
        var store = server.App.Services.GetRequiredService<IRetentionStore>();

        var gone = await store.PurgeAsync(new() { VersionsPerModel = 1, Claims = DateTimeOffset.MaxValue, Events = DateTimeOffset.MaxValue }, Cancelled);

        Assert.Equal((2, 2), (gone.Versions, gone.Claims));
        foreach (var path in new[] { "models?as_of=1", "models/acme/one?as_of=1", "facts/acme/one?as_of=1", "prices/acme/one?at=1", "diff/acme/one?from=1", "diff/acme/one?from=@1", "diff/acme/one" })
        {
            Assert.Equal((410, "history_expired"), await KindAsync(server, path));
        }

        foreach (var path in new[] { $"changes?after={cursor}", "changes?after=1", "changes?since=2020-01-01" })
        {
            Assert.Equal((410, "cursor_expired"), await KindAsync(server, path));
        }

        Assert.Equal(3, (await client.GetModelAsync("acme/one", asOf: $"{third}", cancellationToken: Cancelled)).Version);
        Assert.Equal("Uno", (await client.GetModelAsync("acme/one", cancellationToken: Cancelled)).Name);
        Assert.Equal([3], (await client.GetVersionsAsync("acme/one", cancellationToken: Cancelled)).Data.Select(version => version.Version));
        Assert.False((await client.GetPricesAsync("acme/one", cancellationToken: Cancelled)).Complete);
        Assert.NotEmpty((await client.GetFactsAsync("acme/one", cancellationToken: Cancelled)).Facts);
        var changes = await client.GetChangesAsync(new(), Cancelled);
        Assert.Empty((await client.GetChangesAsync(new() { After = changes.NextCursor }, Cancelled)).Data);
        OverrideTests.Say(server, price: 5);
        await server.DiscoverAsync();
        Assert.Equal("model_updated", Assert.Single((await client.GetChangesAsync(new() { After = changes.NextCursor }, Cancelled)).Data).Type);
    }

    [Fact]
    public async Task Retention_goes_by_the_options()
    {
        await using var server = await RunningServer.StartAsync(options: given => given with { Retention = new() { Claims = TimeSpan.FromTicks(1), Versions = TimeSpan.FromTicks(1) } });
        await SayThriceAsync(server);

        await server.App.Services.GetRequiredService<RetentionWorker>().PurgeAsync(Cancelled);

        Assert.Single(await server.App.Services.GetRequiredService<ICatalogStore>().ReadVersionsAsync(new("acme", "one"), int.MaxValue, 10, Cancelled));
        Assert.Contains(server.Log.Lines, line => line.Contains("2 versions, 0 events, 2 claims", StringComparison.Ordinal));
    }

    private static async Task<(int Status, string Name)> KindAsync(RunningServer server, string path)
    {
        var problem = await server.ProblemAsync("/api/v1/" + path);
        return (problem.Status, problem.Name);
    }

    private static async Task<RunningServer> ThreeVersionsAsync()
    {
        var server = await RunningServer.StartAsync();
        await SayThriceAsync(server);
        return server;
    }

    private static async Task SayThriceAsync(RunningServer server)
    {
        OverrideTests.Say(server, price: 1);
        await server.DiscoverAsync();
        OverrideTests.Say(server, price: 2);
        await server.DiscoverAsync();
        OverrideTests.Say(server, price: 2, context: 100_000, name: "Uno");
        await server.DiscoverAsync();
    }
}
