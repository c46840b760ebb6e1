using System.Globalization;
using System.Net;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class ModelTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("acme/deep/er:v1@2")]
    [InlineData("acme/deep%2Fer%3Av1%402")]
    [InlineData("acme%2Fdeep%2Fer:v1@2")]
    [InlineData("ACME/Deep/ER:V1@2")]
    public async Task A_key_is_found_raw_encoded_and_in_any_case(string path)
    {
        await using var server = await StartAsync();

        Assert.Equal("acme/deep/er:v1@2", (await server.JsonAsync("/api/v1/models/" + path)).GetProperty("key").GetString());
    }

    [Fact]
    public async Task An_encoded_percent_sign_is_decoded_once()
    {
        await using var server = await StartAsync();

        Assert.Equal("acme/a%2Fb", (await server.JsonAsync("/api/v1/models/acme/a%252Fb")).GetProperty("key").GetString());
        Assert.Equal("acme/a/b", (await server.JsonAsync("/api/v1/models/acme/a%2Fb")).GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_model_that_has_not_changed_is_not_sent_again()
    {
        await using var server = await StartAsync();
        var tag = await TagAsync(server, "/api/v1/models/acme/one");
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(server, "/api/v1/models/acme/one", tag));
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(server, "/api/v1/models/acme/one", $"\"x\", W/{tag}"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/api/v1/models/acme/one", "\"x\""));

        server.Stubs.Acme.Say(server.Stubs.Acme.Claim("acme/one", ("cost.input", 0.3m)), server.Stubs.Acme.Claim("acme/deep/er:v1@2"), server.Stubs.Acme.Claim("acme/a/b"), server.Stubs.Acme.Claim("acme/a%2Fb"));
        await server.DiscoverAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/api/v1/models/acme/one", tag));
    }

    [Fact]
    public async Task A_head_request_has_the_headers_and_no_body()
    {
        await using var server = await StartAsync();

        using var response = await server.SendAsync(HttpMethod.Head, "/api/v1/models/acme/one");

        Assert.True(response.Content.Headers.ContentLength > 50);
        Assert.Equal(await TagAsync(server, "/api/v1/models/acme/one"), response.Headers.ETag!.Tag);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancelled));
    }

    [Fact]
    public async Task Prices_are_exact_decimals()
    {
        await using var server = await StartAsync();

        var text = (await server.JsonAsync("/api/v1/models/acme/one")).GetProperty("cost").GetRawText();

        Assert.Equal("""{"input":0.0000125,"output":0.1,"cache_read":0}""", text);
    }

    [Fact]
    public async Task An_offer_says_what_holds_for_the_account()
    {
        await using var server = await StartAsync();

        var model = await server.JsonAsync("/api/v1/models/acme/one");

        var offer = Assert.Single(model.GetProperty("offers").EnumerateArray());
        Assert.Equal("""{"connection":"acme","access":"unverified","cost":{"input":0.0000125,"output":0.1,"cache_read":0}}""", offer.GetRawText());
        Assert.False(model.GetProperty("reference").GetBoolean());
    }

    [Fact]
    public async Task Only_the_asked_fields_are_answered()
    {
        await using var server = await StartAsync();

        var model = await server.JsonAsync("/api/v1/models/acme/one?fields=cost.input,version&include=origins");

        Assert.Equal(["key", "provider", "id", "cost", "version", "origins"], model.EnumerateObject().Select(member => member.Name));
        Assert.Equal("connection:acme", model.GetProperty("origins").GetProperty("cost.input").GetProperty("source").GetString());
        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/models/acme/one?fields=price")).Name);
    }

    [Fact]
    public async Task The_past_is_answered_by_position_by_time_and_by_day()
    {
        await using var server = await StartAsync();
        var before = await server.JsonAsync("/api/v1/models/acme/one");
        server.Stubs.Acme.Say(server.Stubs.Acme.Claim("acme/one", ("cost.input", 3m)), server.Stubs.Acme.Claim("acme/deep/er:v1@2"), server.Stubs.Acme.Claim("acme/a/b"), server.Stubs.Acme.Claim("acme/a%2Fb"));
        await server.DiscoverAsync();
        var now = await server.JsonAsync("/api/v1/models/acme/one");
        var position = before.GetProperty("position").GetInt64();

        Assert.Equal(3m, now.GetProperty("cost").GetProperty("input").GetDecimal());
        Assert.Equal(before.GetRawText(), (await server.JsonAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/models/ACME/one?as_of={position}"))).GetRawText());
        Assert.Equal(before.GetRawText(), (await server.JsonAsync($"/api/v1/models/acme/one?as_of={before.GetProperty("since").GetString()}")).GetRawText());
        Assert.Equal(now.GetRawText(), (await server.JsonAsync("/api/v1/models/acme/one?as_of=2999-01-01")).GetRawText());
        Assert.Equal("model_not_found", (await server.ProblemAsync("/api/v1/models/acme/one?as_of=2020-01-01")).Name);
        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/models/acme/one?as_of=99999999")).Name);
        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/models/acme/one?as_of=yesterday")).Name);
        var versions = (await server.JsonAsync("/api/v1/versions/acme/one")).GetProperty("data").EnumerateArray().ToList();
        Assert.Equal([2, 1], versions.Select(version => version.GetProperty("version").GetInt32()));
        Assert.Equal(versions[0].GetProperty("valid_from").GetString(), versions[1].GetProperty("valid_to").GetString());
    }

    [Fact]
    public async Task Versions_come_a_page_at_a_time()
    {
        await using var server = await StartAsync();
        for (var price = 2; price < 5; price++)
        {
            server.Stubs.Acme.Say(server.Stubs.Acme.Claim("acme/one", ("cost.input", price)), server.Stubs.Acme.Claim("acme/deep/er:v1@2"), server.Stubs.Acme.Claim("acme/a/b"), server.Stubs.Acme.Claim("acme/a%2Fb"));
            await server.DiscoverAsync();
        }

        List<int> seen = [];
        var cursor = "";
        do
        {
            var page = await server.JsonAsync($"/api/v1/versions/acme/one?limit=3{cursor}");
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(version => version.GetProperty("version").GetInt32()));
            cursor = page.TryGetProperty("next_cursor", out var next) ? "&cursor=" + next.GetString() : "";
        }
        while (cursor.Length > 0);

        Assert.Equal([4, 3, 2, 1], seen);
        Assert.Equal("invalid_cursor", (await server.ProblemAsync("/api/v1/versions/acme/one?cursor=abc")).Name);
    }

    [Fact]
    public async Task The_list_takes_a_filter_beside_its_parameters_of_the_past_too()
    {
        await using var server = await StartAsync();

        Assert.Equal(["acme/one"], Keys(await server.JsonAsync("/api/v1/models?filter=cost.input%3E0%20and%20not%20id%20contains%20deep")));
        Assert.Empty(Keys(await server.JsonAsync("/api/v1/models?filter=cost.input%3E0&provider=nobody")));
        var position = (await server.JsonAsync("/api/v1/models")).GetProperty("position").GetInt64();
        server.Stubs.Acme.Say(server.Stubs.Acme.Claim("acme/one", ("cost.input", 0.3m)), server.Stubs.Acme.Claim("acme/deep/er:v1@2"), server.Stubs.Acme.Claim("acme/a/b"), server.Stubs.Acme.Claim("acme/a%2Fb"));
        await server.DiscoverAsync();
        Assert.Empty(Keys(await server.JsonAsync($"/api/v1/models?filter=cost.input%20%3D%200.3&as_of={position}")));
        Assert.Equal(["acme/one"], Keys(await server.JsonAsync("/api/v1/models?filter=cost.input%20%3D%200.3")));
        Assert.Equal("invalid_filter", (await server.ProblemAsync("/api/v1/models?filter=cots.input%3E0")).Name);
    }

    private static IEnumerable<string?> Keys(System.Text.Json.JsonElement list) => list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("key").GetString());

    [Fact]
    public async Task What_is_not_there_is_named_with_what_may_be_meant()
    {
        await using var server = await StartAsync();

        Assert.Contains("acme/one", (await server.ProblemAsync("/api/v1/models/acme/onne")).Detail, StringComparison.Ordinal);
        Assert.Contains("'acme'", (await server.ProblemAsync("/api/v1/models/akme/one")).Detail, StringComparison.Ordinal);
        Assert.Equal((400, "invalid_key"), ((await server.ProblemAsync("/api/v1/models/acme")) is var (status, name, _) ? (status, name) : default));
        Assert.Equal("invalid_key", (await server.ProblemAsync("/api/v1/models/acme/" + new string('x', 600))).Name);
        var unknown = await server.ProblemAsync("/api/v1/models/acme/one?asof=1");
        Assert.Equal("unknown_parameter", unknown.Name);
        Assert.Contains("as_of", unknown.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_name_who_won_who_lost_and_why()
    {
        await using var server = await StartAsync();
        var models = server.Stubs.ModelsDev;
        models.Say(models.Claim("acme/one", ("cost.input", 9m), ("cost.output", 0.1m), ("family", "ones")));
        await server.DiscoverAsync();

        var facts = await server.JsonAsync("/api/v1/facts/acme/one");

        var byField = facts.GetProperty("facts").EnumerateArray().ToDictionary(fact => fact.GetProperty("field").GetString()!);
        Assert.Equal(("connection:acme", true), (byField["cost.input"].GetProperty("source").GetString(), byField["cost.input"].GetProperty("disputed").GetBoolean()));
        var loser = Assert.Single(byField["cost.input"].GetProperty("losers").EnumerateArray());
        Assert.Equal(("models_dev", "9", "lost: for price account ranks above models_dev"), (loser.GetProperty("source").GetString(), loser.GetProperty("value").GetRawText(), loser.GetProperty("why").GetString()));
        Assert.StartsWith("agrees", Assert.Single(byField["cost.output"].GetProperty("losers").EnumerateArray()).GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal("models_dev", byField["family"].GetProperty("source").GetString());
        Assert.Equal(["connection:acme", "models_dev"], facts.GetProperty("claims").EnumerateArray().Select(claim => claim.GetProperty("source").GetString()));

        var first = (await server.JsonAsync("/api/v1/versions/acme/one")).GetProperty("data").EnumerateArray().Last().GetProperty("position").GetRawText();
        var then = await server.JsonAsync("/api/v1/facts/acme/one?as_of=" + first);
        Assert.Equal("connection:acme", Assert.Single(then.GetProperty("claims").EnumerateArray()).GetProperty("source").GetString());
        Assert.DoesNotContain(then.GetProperty("facts").EnumerateArray(), fact => fact.GetProperty("field").GetString() == "family");
    }

    private static async Task<RunningServer> StartAsync()
    {
        var stubs = new Stubs();
        stubs.Acme.Say(
            stubs.Acme.Claim("acme/one", ("cost.input", 0.0000125m), ("cost.output", 0.10m), ("cost.cache_read", 0m)),
            stubs.Acme.Claim("acme/deep/er:v1@2"),
            stubs.Acme.Claim("acme/a/b"),
            stubs.Acme.Claim("acme/a%2Fb"));
        return await RunningServer.StartAsync(stubs);
    }

    private static async Task<string> TagAsync(RunningServer server, string path)
    {
        using var response = await server.GetAsync(path);
        Assert.Equal("no-cache", response.Headers.CacheControl!.ToString());
        Assert.False(response.Headers.ETag!.IsWeak);
        return response.Headers.ETag.Tag;
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server, string path, string known)
    {
        using var request = server.Request(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", known);
        using var response = await server.Http.SendAsync(request, Cancelled);
        return response.StatusCode;
    }
}
