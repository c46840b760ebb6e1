using System.Text.Json;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class ConflictTests
{
    [Fact]
    public async Task A_models_conflicts_and_differences_of_meaning_are_told_apart()
    {
        await using var server = await StartAsync();

        var answer = await server.JsonAsync("/api/v1/conflicts/acme/one");

        var byField = answer.GetProperty("data").EnumerateArray().ToDictionary(row => row.GetProperty("field").GetString()!);
        Assert.Equal(["limit.context", "cost.input"], byField.Keys);
        var price = byField["cost.input"];
        Assert.Equal(("conflict", "price", "connection:acme", 0.75m), (price.GetProperty("verdict").GetString(), price.GetProperty("group").GetString(), price.GetProperty("source").GetString(), price.GetProperty("difference").GetDecimal()));
        Assert.Equal("lost: for price account ranks above litellm", Other(price, "litellm").GetProperty("why").GetString());
        Assert.Equal("agrees", Other(price, "models_dev").GetProperty("verdict").GetString());
        var window = byField["limit.context"];
        Assert.Equal("different_meaning", window.GetProperty("verdict").GetString());
        Assert.Equal("different meaning: litellm's number is the input limit that models_dev states", Other(window, "litellm").GetProperty("why").GetString());
        Assert.NotNull(price.GetProperty("as_of").GetString());
        Assert.Equal("model_not_found", (await server.ProblemAsync("/api/v1/conflicts/acme/nine")).Name);
    }

    [Fact]
    public async Task Facts_count_a_confirmation_and_no_difference_of_meaning_as_a_dispute()
    {
        await using var server = await StartAsync();

        var facts = (await server.JsonAsync("/api/v1/facts/acme/one")).GetProperty("facts").EnumerateArray().ToDictionary(fact => fact.GetProperty("field").GetString()!);

        Assert.Equal("models_dev", Assert.Single(facts["cost.input"].GetProperty("confirmed_by").EnumerateArray()).GetString());
        Assert.True(facts["cost.input"].GetProperty("disputed").GetBoolean());
        Assert.False(facts["limit.context"].GetProperty("disputed").GetBoolean());
        Assert.Empty(facts["limit.context"].GetProperty("copies").EnumerateArray());
    }

    [Fact]
    public async Task The_catalogues_conflicts_come_with_filters_and_are_counted()
    {
        await using var server = await StartAsync();

        Assert.Equal(["acme/one cost.input", "acme/two cost.output", "acme/two limit.output"], (await RowsAsync(server, "")).Order(StringComparer.Ordinal));
        Assert.Equal(["acme/one cost.input"], await RowsAsync(server, "?field=cost.input"));
        Assert.Equal(["acme/two limit.output"], await RowsAsync(server, "?group=limit"));
        Assert.Equal(["acme/one limit.context"], await RowsAsync(server, "?verdict=different_meaning"));
        Assert.Equal(4, (await RowsAsync(server, "?verdict=any")).Count);
        Assert.Equal(["acme/one cost.input"], await RowsAsync(server, "?min_difference=0.7"));
        Assert.Equal(["acme/two cost.output", "acme/two limit.output"], (await RowsAsync(server, "?source=models_dev&min_difference=0.1")).Where(row => !row.StartsWith("acme/one", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(["other/three cost.input"], await RowsAsync(server, "?scope=all&provider=other"));
        Assert.Empty(await RowsAsync(server, "?provider=nobody"));

        var counts = (await server.JsonAsync("/api/v1/conflicts?scope=all")).GetProperty("counts");
        Assert.Equal("""{"models":3,"fields":4,"by_field":{"cost.input":2,"cost.output":1,"limit.output":1}}""", counts.GetRawText());
        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/conflicts?field=cost.inptu")).Name);
        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/conflicts?min_difference=2")).Name);
        Assert.Equal("invalid_cursor", (await server.ProblemAsync("/api/v1/conflicts?cursor=abc")).Name);
    }

    [Fact]
    public async Task A_page_goes_on_in_the_middle_of_a_model()
    {
        await using var server = await StartAsync();
        List<string> seen = [];
        var cursor = "";
        do
        {
            var page = await server.JsonAsync($"/api/v1/conflicts?verdict=any&scope=all&limit=1{cursor}");
            seen.AddRange(Rows(page));
            cursor = page.TryGetProperty("next_cursor", out var next) ? "&cursor=" + next.GetString() : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(["acme/one limit.context", "acme/one cost.input", "acme/two limit.output", "acme/two cost.output", "other/three cost.input"], seen);
    }

    private static async Task<List<string>> RowsAsync(RunningServer server, string query) => Rows(await server.JsonAsync("/api/v1/conflicts" + query));

    private static List<string> Rows(JsonElement page) =>
        [.. page.GetProperty("data").EnumerateArray().Select(row => $"{row.GetProperty("key").GetString()} {row.GetProperty("field").GetString()}")];

    private static JsonElement Other(JsonElement row, string source) => row.GetProperty("others").EnumerateArray().Single(other => other.GetProperty("source").GetString() == source);

    private static Task<RunningServer> StartAsync()
    {
        var stubs = new Stubs();
        stubs.Acme.Say(
            stubs.Acme.Claim("acme/one", ("limit.context", 400_000), ("cost.input", 4m)),
            stubs.Acme.Claim("acme/two", ("limit.output", 8_000), ("cost.output", 10m)));
        stubs.ModelsDev.Say(
            stubs.ModelsDev.Claim("acme/one", ("limit.context", 400_000), ("limit.input", 272_000), ("cost.input", 4m)),
            stubs.ModelsDev.Claim("acme/two", ("limit.output", 16_000), ("cost.output", 9m)),
            stubs.ModelsDev.Claim("other/three", ("cost.input", 1m)));
        stubs.LiteLlm.Say(
            stubs.LiteLlm.Claim("acme/one", ("limit.context", 272_000), ("cost.input", 1m)),
            stubs.LiteLlm.Claim("other/three", ("cost.input", 2m)));
        return RunningServer.StartAsync(stubs);
    }
}
