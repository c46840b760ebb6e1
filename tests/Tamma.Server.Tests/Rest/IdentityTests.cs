using System.Text.Json;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class IdentityTests
{
    [Fact]
    public async Task A_name_is_answered_with_what_it_means_and_why()
    {
        await using var server = await StartAsync();

        var spelt = await server.JsonAsync("/api/v1/resolve?name=us.openai.gpt-5-2025-08-07-v1%3A0");
        var nobody = await server.JsonAsync("/api/v1/resolve?name=gpt-5-nano");
        var either = await server.JsonAsync("/api/v1/resolve?name=mistral-large");

        Assert.Equal(("normalised", "openai/gpt-5", "snapshot"), (Text(spelt, "result"), Text(spelt, "canonical"), Text(spelt, "kind")));
        Assert.Equal(["region_prefix", "lab_prefix", "version_suffix", "dated_snapshot"], spelt.GetProperty("why").EnumerateArray().Select(why => Text(why, "rule")));
        Assert.Equal("region", Text(Assert.Single(spelt.GetProperty("variants").EnumerateArray()), "kind"));
        Assert.Equal("unknown", Text(nobody, "result"));
        Assert.False(nobody.TryGetProperty("canonical", out _));
        Assert.Equal("ambiguous", Text(either, "result"));
        Assert.Equal(["mistral/mistral-large-2411", "mistral/mistral-large-2512"], either.GetProperty("candidates").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/resolve")).Name);
        Assert.Equal("unknown_parameter", (await server.ProblemAsync("/api/v1/resolve?nmae=x")).Name);
    }

    [Fact]
    public async Task A_canonical_model_shows_its_listings_and_what_differs()
    {
        await using var server = await StartAsync();

        var model = await server.JsonAsync("/api/v1/canonical-models/openai/gpt-5");

        Assert.Equal(["acme/gpt-5", "openai/gpt-5", "other/openai/gpt_5"], Keys(model, "listings"));
        Assert.Equal(["other/openai/gpt-5:free"], Keys(model, "variants"));
        Assert.Equal("openai/gpt-5", Text(model.GetProperty("cheapest"), "key"));
        Assert.Equal("acme/gpt-5", Text(model.GetProperty("largest_context"), "key"));
        Assert.Equal("""{"known":2,"free":0,"subscription":0,"unknown":1}""", model.GetProperty("pricing").GetRawText());
        var context = model.GetProperty("differences").EnumerateArray().Single(row => Text(row, "field") == "limit.context");
        Assert.Equal([400_000, 272_000], context.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("value").GetInt32()));
        Assert.Equal(["openai/gpt_5"], model.GetProperty("aliases").EnumerateArray().Select(alias => Text(alias, "name")));
        Assert.Contains("means 'openai/gpt-5'", (await server.ProblemAsync("/api/v1/canonical-models/openai/gpt_5")).Detail, StringComparison.Ordinal);
        Assert.Equal("model_not_found", (await server.ProblemAsync("/api/v1/canonical-models/nobody/none")).Name);
    }

    [Fact]
    public async Task Canonical_models_come_in_pages()
    {
        await using var server = await StartAsync();
        List<string> seen = [];
        var cursor = "";
        do
        {
            var page = await server.JsonAsync($"/api/v1/canonical-models?limit=2{cursor}");
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(model => Text(model, "id")));
            cursor = page.TryGetProperty("next_cursor", out var next) ? "&cursor=" + next.GetString() : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(["mistral/mistral-large-2411", "mistral/mistral-large-2512", "openai/gpt-5"], seen);
        Assert.Single((await server.JsonAsync("/api/v1/canonical-models?lab=openai")).GetProperty("data").EnumerateArray());
        Assert.Equal("invalid_cursor", (await server.ProblemAsync("/api/v1/canonical-models?cursor=abc")).Name);
    }

    [Fact]
    public async Task A_pointer_says_where_it_points_since_when_and_where_it_pointed_before()
    {
        var stubs = new Stubs();
        Point(stubs, "big-1");
        await using var server = await RunningServer.StartAsync(stubs);
        Point(stubs, "big-2");
        await server.DiscoverAsync();

        var resolved = await server.JsonAsync("/api/v1/resolve?name=big-latest");
        var pointer = Assert.Single(resolved.GetProperty("pointers").EnumerateArray());
        var ranges = pointer.GetProperty("ranges").EnumerateArray().ToArray();

        Assert.Equal(("big-latest", "acme"), (Text(pointer, "name"), Text(pointer, "provider")));
        Assert.Equal(["big-2", "big-1"], ranges.Select(range => Assert.Single(range.GetProperty("targets").EnumerateArray()).GetString()));
        Assert.Equal(["moved", "first_seen"], ranges.Select(range => Text(range, "from_is")));
        Assert.Equal((Text(ranges[0], "from"), "moved"), (Text(ranges[1], "to"), Text(ranges[1], "to_is")));
        Assert.False(ranges[0].TryGetProperty("to", out _));
        Assert.Equal(["mistral/big-2", "mistral/big-1"], ranges.Select(range => Text(range, "canonical")));
        Assert.Equal(ranges.Length, Pointers(await server.JsonAsync("/api/v1/resolve?name=acme%2Fbig-latest")).Single().GetProperty("ranges").GetArrayLength());
        Assert.Equal(["big-2"], Pointers(await server.JsonAsync("/api/v1/resolve?name=biggest")).Single().GetProperty("ranges")[0].GetProperty("targets").EnumerateArray().Select(target => target.GetString()));
        Assert.Empty(Pointers(await server.JsonAsync("/api/v1/resolve?name=big-1")));
        Assert.Equal(["big-latest"], Pointers(await server.JsonAsync("/api/v1/canonical-models/mistral/big-1")).Select(one => Text(one, "name")));
        Assert.Equal(["big-latest", "biggest"], Pointers(await server.JsonAsync("/api/v1/canonical-models/mistral/big-2")).Select(one => Text(one, "name")));
    }

    [Fact]
    public async Task What_no_rule_is_sure_of_is_shown_to_a_person()
    {
        var stubs = new Stubs();
        stubs.Acme.Say(stubs.Acme.Claim("acme/mistral-large", ("limit.context", 1_000)), stubs.Acme.Claim("acme/mistral_large", ("limit.context", 1_000)));
        stubs.ModelsDev.Say(
            stubs.ModelsDev.Claim("canonical/mistral/mistral-large-2411", ("limit.context", 1_000)),
            stubs.ModelsDev.Claim("canonical/mistral/mistral-large-2512", ("limit.context", 1_000)));
        await using var server = await RunningServer.StartAsync(stubs);

        var first = await server.JsonAsync("/api/v1/identity-suggestions?limit=1");
        var second = await server.JsonAsync("/api/v1/identity-suggestions?limit=1&cursor=" + Text(first, "next_cursor"));

        Assert.Equal(["acme/mistral-large", "acme/mistral_large"], Keys(first, "data").Concat(Keys(second, "data")));
        Assert.False(second.TryGetProperty("next_cursor", out _));
        Assert.Equal(["mistral/mistral-large-2411", "mistral/mistral-large-2512"], first.GetProperty("data")[0].GetProperty("candidates").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal("dated_snapshot", Text(first.GetProperty("data")[0].GetProperty("why"), "rule"));
        Assert.Empty((await server.JsonAsync("/api/v1/identity-suggestions?provider=other")).GetProperty("data").EnumerateArray());
        Assert.Equal(["acme/mistral-large", "acme/mistral_large"], Keys(await server.JsonAsync("/api/v1/canonical-models/mistral/mistral-large-2411"), "suggestions"));
        Assert.Equal("invalid_cursor", (await server.ProblemAsync("/api/v1/identity-suggestions?cursor=abc")).Name);
    }

    private static void Point(Stubs stubs, string target)
    {
        stubs.Acme.Say(
            stubs.Acme.Claim("acme/big-1", ("limit.context", 1_000)),
            stubs.Acme.Claim("acme/big-2", ("limit.context", 2_000), ("aliases", new[] { "biggest" })),
            stubs.Acme.Claim("acme/big-latest", ("alias_of", target)));
        stubs.ModelsDev.Say(
            stubs.ModelsDev.Claim("canonical/mistral/big-1", ("limit.context", 1_000)),
            stubs.ModelsDev.Claim("canonical/mistral/big-2", ("limit.context", 2_000)));
    }

    private static JsonElement[] Pointers(JsonElement of) => of.TryGetProperty("pointers", out var pointers) ? [.. pointers.EnumerateArray()] : [];

    private static string Text(JsonElement of, string member) => of.GetProperty(member).GetString()!;

    private static IEnumerable<string> Keys(JsonElement of, string member) => of.GetProperty(member).EnumerateArray().Select(row => Text(row, "key"));

    private static Task<RunningServer> StartAsync()
    {
        var stubs = new Stubs();
        stubs.Acme.Say(stubs.Acme.Claim("acme/gpt-5", ("limit.context", 400_000), ("cost.input", 4m), ("cost.output", 9m)));
        stubs.ModelsDev.Say(
            stubs.ModelsDev.Claim("openai/gpt-5", ("limit.context", 272_000), ("cost.input", 1m), ("cost.output", 9m)),
            stubs.ModelsDev.Claim("other/openai/gpt_5", ("limit.output", 8_000)),
            stubs.ModelsDev.Claim("other/openai/gpt-5:free", ("limit.output", 9_000)),
            stubs.ModelsDev.Claim("canonical/mistral/mistral-large-2411", ("limit.context", 1_000)),
            stubs.ModelsDev.Claim("canonical/mistral/mistral-large-2512", ("limit.context", 1_000)));
        return RunningServer.StartAsync(stubs);
    }
}
