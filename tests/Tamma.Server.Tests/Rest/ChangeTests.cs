using System.Text.Json;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class ChangeTests
{
    [Fact]
    public async Task Each_event_is_read_once_and_in_order_also_while_more_come()
    {
        await using var server = await StartAsync();
        List<long> seen = [];
        var after = "0";
        for (var round = 0; round < 30; round++)
        {
            var page = await server.JsonAsync($"/api/v1/changes?limit=2&after={after}");
            seen.AddRange(Positions(page));
            after = page.GetProperty("next_cursor").GetString()!;
            if (round < 3)
            {
                Price(server, round + 5);
                await server.DiscoverAsync();
            }
        }

        var head = (await server.JsonAsync("/api/v1/status")).GetProperty("position").GetInt64();
        Assert.Equal(Enumerable.Range(1, (int)head).Select(position => (long)position), seen);
    }

    [Fact]
    public async Task A_cursor_at_the_end_gives_nothing_until_something_happens()
    {
        await using var server = await StartAsync();
        var end = (await server.JsonAsync("/api/v1/changes?limit=1000")).GetProperty("next_cursor").GetString();
        Assert.Empty(Positions(await server.JsonAsync($"/api/v1/changes?after={end}")));

        Price(server, 7);
        await server.DiscoverAsync();

        var change = Assert.Single((await server.JsonAsync($"/api/v1/changes?after={end}")).GetProperty("data").EnumerateArray());
        Assert.Equal(("model_updated", "acme/one", "provider"), (change.GetProperty("type").GetString(), change.GetProperty("model").GetString(), change.GetProperty("cause").GetString()));
        Assert.Equal("""[{"field":"cost.input","old":1,"new":7}]""", change.GetProperty("data").GetProperty("changes").GetRawText());
    }

    [Fact]
    public async Task Events_are_chosen_by_type_provider_and_time()
    {
        await using var server = await StartAsync();
        Price(server, 7);
        await server.DiscoverAsync();
        var updated = Assert.Single((await server.JsonAsync("/api/v1/changes?types=model_updated")).GetProperty("data").EnumerateArray());

        Assert.Equal(2, Positions(await server.JsonAsync("/api/v1/changes?provider=acme")).Count);
        Assert.Equal(Positions(await server.JsonAsync("/api/v1/changes?after=2")), Positions(await server.JsonAsync($"/api/v1/changes?since={updated.GetProperty("occurred_at").GetString()}")));
        Assert.Empty(Positions(await server.JsonAsync("/api/v1/changes?since=2999-01-01")));
        Assert.Contains("model_updated", (await server.ProblemAsync("/api/v1/changes?types=model_changed")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_another_log_has_expired()
    {
        string cursor;
        await using (var other = await StartAsync())
        {
            cursor = (await other.JsonAsync("/api/v1/changes")).GetProperty("next_cursor").GetString()!;
        }

        await using var server = await StartAsync();

        var (status, name, detail) = await server.ProblemAsync($"/api/v1/changes?after={cursor}");
        Assert.Equal((410, "cursor_expired"), (status, name));
        Assert.Contains("/api/v1/models", detail, StringComparison.Ordinal);
        Assert.Equal(410, (await server.ProblemAsync("/api/v1/changes?after=99999")).Status);
        Assert.Equal("invalid_cursor", (await server.ProblemAsync("/api/v1/changes?after=half")).Name);
    }

    private static List<long> Positions(JsonElement page) => [.. page.GetProperty("data").EnumerateArray().Select(happening => happening.GetProperty("position").GetInt64())];

    private static void Price(RunningServer server, int price) => server.Stubs.Acme.Say(server.Stubs.Acme.Claim("acme/one", ("cost.input", price)));

    private static async Task<RunningServer> StartAsync()
    {
        var stubs = new Stubs();
        stubs.Acme.Say(stubs.Acme.Claim("acme/one", ("cost.input", 1)));
        stubs.ModelsDev.Say(stubs.ModelsDev.Claim("other/x"));
        return await RunningServer.StartAsync(stubs);
    }
}
