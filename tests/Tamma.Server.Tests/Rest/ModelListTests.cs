using System.Globalization;
using System.Net;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class ModelListTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_shows_mine_and_says_how_many_more_are_known()
    {
        await using var server = await StartAsync();

        var mine = await server.JsonAsync("/api/v1/models");
        var all = await server.JsonAsync("/api/v1/models?scope=all");

        Assert.Equal(["acme/m00", "acme/m01"], Keys(mine).Take(2));
        Assert.Equal(20, Keys(mine).Count);
        Assert.Equal(2, mine.GetProperty("known_elsewhere").GetInt32());
        Assert.Equal(22, Keys(all).Count);
        Assert.False(all.TryGetProperty("known_elsewhere", out _));
        Assert.False(mine.GetProperty("data")[0].TryGetProperty("offers", out _));
    }

    [Theory]
    [InlineData("scope=all&provider=OTHER", "other/x,other/y")]
    [InlineData("q=m0 one", "acme/m01")]
    [InlineData("scope=all&tool_call=true", "other/x")]
    [InlineData("scope=all&min_context=200000", "other/y")]
    [InlineData("max_input_price=0.02", "acme/m00,acme/m01,acme/m02")]
    [InlineData("scope=all&input=image", "other/y")]
    [InlineData("scope=all&sort=-limit.context&limit=2", "other/y,other/x")]
    [InlineData("sort=-key&limit=2", "acme/m19,acme/m18")]
    [InlineData("availability=missing", "")]
    public async Task Filters_and_order_hold(string query, string keys)
    {
        await using var server = await StartAsync();

        Assert.Equal(keys, string.Join(',', Keys(await server.JsonAsync("/api/v1/models?" + query))));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=ten")]
    [InlineData("scope=everything")]
    [InlineData("tool_call=perhaps")]
    [InlineData("sort=prize")]
    [InlineData("max_input_price=-1")]
    [InlineData("include=offer")]
    [InlineData("limit=1&limit=2")]
    public async Task A_bad_value_is_refused_with_words(string query)
    {
        await using var server = await StartAsync();

        var (status, name, detail) = await server.ProblemAsync("/api/v1/models?" + query);

        Assert.Equal((400, "invalid_parameter"), (status, name));
        Assert.Contains(query.Split('=')[0], detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_has_a_limit()
    {
        await using var server = await StartAsync();

        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/models?q=" + new string('x', 257))).Name);
    }

    [Fact]
    public async Task A_list_is_sent_again_only_after_a_commit()
    {
        await using var server = await StartAsync();
        var tag = await TagAsync(server, "/api/v1/models?limit=5");

        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(server, "/api/v1/models?limit=5", tag));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/api/v1/models?limit=6", tag));

        server.Stubs.ModelsDev.Say(server.Stubs.ModelsDev.Claim("other/x"), server.Stubs.ModelsDev.Claim("other/y"), server.Stubs.ModelsDev.Claim("other/z"));
        await server.DiscoverAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/api/v1/models?limit=5", tag));
    }

    [Fact]
    public async Task Pages_neither_repeat_nor_skip_what_stays_while_the_catalogue_changes()
    {
        await using var server = await StartAsync();
        var acme = server.Stubs.Acme;
        List<string> seen = [];
        var cursor = "";
        var round = 0;
        do
        {
            var page = await server.JsonAsync("/api/v1/models?limit=4" + cursor);
            seen.AddRange(Keys(page));
            cursor = page.TryGetProperty("next_cursor", out var next) ? "&cursor=" + next.GetString() : "";

            // New rows before and after the place, and changed ones.
            acme.Say(Claims(acme).Append(acme.Claim($"acme/a{round}")).Append(acme.Claim($"acme/m10-{round}")).Append(acme.Claim("acme/zz", ("limit.context", 1000 + round))));
            await server.DiscoverAsync();
            round++;
        }
        while (cursor.Length > 0);

        Assert.Equal(seen.Distinct(StringComparer.Ordinal), seen);
        Assert.Empty(Enumerable.Range(0, 20).Select(Name).Except(seen, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        await using var server = await StartAsync();
        var cursor = (await server.JsonAsync("/api/v1/models?limit=4")).GetProperty("next_cursor").GetString();

        Assert.Equal(4, Keys(await server.JsonAsync($"/api/v1/models?limit=4&cursor={cursor}")).Count);
        Assert.Equal("invalid_cursor", (await server.ProblemAsync($"/api/v1/models?scope=all&cursor={cursor}")).Name);
        Assert.Equal("invalid_cursor", (await server.ProblemAsync("/api/v1/models?cursor=%00%ff")).Name);
    }

    [Fact]
    public async Task The_past_is_a_list_too()
    {
        await using var server = await StartAsync();
        var before = await server.JsonAsync("/api/v1/models?scope=all&limit=1000");
        var position = before.GetProperty("position").GetInt64();
        server.Stubs.ModelsDev.Say(server.Stubs.ModelsDev.Claim("other/new"), server.Stubs.ModelsDev.Claim("other/x", ("tool_call", false)), server.Stubs.ModelsDev.Claim("other/y"));
        await server.DiscoverAsync();

        var then = await server.JsonAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/models?scope=all&limit=1000&as_of={position}"));

        Assert.Equal(before.GetRawText(), then.GetRawText());
        Assert.Contains("other/new", Keys(await server.JsonAsync("/api/v1/models?scope=all&limit=1000")));
    }

    [Fact]
    public async Task Parts_can_be_added_and_left_out()
    {
        await using var server = await StartAsync();

        var row = (await server.JsonAsync("/api/v1/models?limit=1&include=offers,origins&fields=cost")).GetProperty("data")[0];

        Assert.Equal(["key", "provider", "id", "cost", "offers", "origins"], row.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task An_unknown_price_is_neither_known_nor_free()
    {
        await using var server = await StartAsync();

        Assert.Equal(["acme/m00", "other/x", "other/y"], Keys(await server.JsonAsync("/api/v1/models?scope=all&pricing_status=unknown")));
        Assert.Equal(19, Keys(await server.JsonAsync("/api/v1/models?scope=all&pricing_status=known")).Count);
        Assert.Empty(Keys(await server.JsonAsync("/api/v1/models?scope=all&pricing_status=free")));
        Assert.Equal("unknown", (await server.JsonAsync("/api/v1/models/other/x")).GetProperty("pricing_status").GetString());
        Assert.Equal("""{"key":"other/x","provider":"other","id":"x","pricing_status":"unknown"}""", (await server.JsonAsync("/api/v1/models/other/x?fields=pricing_status")).GetRawText());
        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/models?pricing_status=cheap")).Name);
    }

    [Fact]
    public async Task Providers_are_counted()
    {
        await using var server = await StartAsync();

        var provider = await server.JsonAsync("/api/v1/providers/ACME");

        Assert.Equal((20, 20, 0), (provider.GetProperty("models").GetInt32(), provider.GetProperty("mine").GetInt32(), provider.GetProperty("reference").GetInt32()));
        Assert.Equal("acme", Assert.Single(provider.GetProperty("connections").EnumerateArray()).GetString());
        Assert.Equal("provider_not_found", (await server.ProblemAsync("/api/v1/providers/nobody")).Name);
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"acme/m{number:00}");

    private static IEnumerable<Claim> Claims(StubListing acme) =>
        Enumerable.Range(0, 20).Select(i => acme.Claim(Name(i), ("name", i == 1 ? "One" : "Other"), ("cost.input", i * 0.01m)));

    private static async Task<RunningServer> StartAsync()
    {
        var stubs = new Stubs();
        stubs.Acme.Say(Claims(stubs.Acme));
        stubs.ModelsDev.Say(
            stubs.ModelsDev.Claim("other/x", ("tool_call", true), ("limit.context", 100_000)),
            stubs.ModelsDev.Claim("other/y", ("limit.context", 200_000), ("modalities.input", new[] { "text", "image" })));
        return await RunningServer.StartAsync(stubs);
    }

    private static List<string> Keys(JsonElement page) => [.. page.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("key").GetString()!)];

    private static async Task<string> TagAsync(RunningServer server, string path)
    {
        using var response = await server.GetAsync(path);
        return response.Headers.ETag!.Tag;
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server, string path, string known)
    {
        using var request = server.Request(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", known);
        using var response = await server.Http.SendAsync(request, Cancelled);
        return response.StatusCode;
    }
}
