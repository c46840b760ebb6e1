using System.Globalization;
using System.Text.Json;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

/// <summary>A first import is one summary and not a hundred alarms; its parts stay in the log.</summary>
public sealed class SummaryTests
{
    [Fact]
    public async Task A_new_source_is_one_summary_in_the_feed_of_who_asks_for_nothing_special()
    {
        await using var server = await StartAsync(30);

        var summary = Assert.Single(Feed(await server.JsonAsync("/api/v1/changes"), "source_added"));
        Assert.Equal("catalog_summary", summary.GetProperty("type").GetString());
        var data = summary.GetProperty("data");
        Assert.Equal(("connection:acme", 30), (data.GetProperty("source").GetString(), data.GetProperty("events").GetInt32()));
        Assert.Equal("""{"model_added":30}""", data.GetProperty("types").GetRawText());

        // Last of its commit, after all that it tells of.
        var all = Feed(await server.JsonAsync("/api/v1/changes?all=true&limit=1000"), "source_added").ToList();
        Assert.Equal(31, all.Count);
        Assert.Equal(summary.GetProperty("position").GetInt64(), all[^1].GetProperty("position").GetInt64());
    }

    [Fact]
    public async Task What_is_asked_for_by_type_or_cause_is_told_one_by_one()
    {
        await using var server = await StartAsync(30);

        Assert.Equal(30, Feed(await server.JsonAsync("/api/v1/changes?types=model_added"), "source_added").Count());
        Assert.Equal(31, Feed(await server.JsonAsync("/api/v1/changes?cause=source_added"), "source_added").Count());
        Assert.Empty(Feed(await server.JsonAsync("/api/v1/changes?cause=provider,operator"), "source_added"));
        Assert.Contains("source_added", (await server.ProblemAsync("/api/v1/changes?cause=world")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_few_new_models_are_told_one_by_one()
    {
        await using var server = await StartAsync(20);

        Assert.Equal(20, Feed(await server.JsonAsync("/api/v1/changes"), "source_added").Count(happening => happening.GetProperty("type").GetString() == "model_added"));
    }

    [Fact]
    public async Task A_feed_in_small_pages_loses_nothing_beside_what_is_summed_up()
    {
        await using var server = await StartAsync(30);
        server.Stubs.Acme.Say([.. Enumerable.Range(0, 30).Select(i => server.Stubs.Acme.Claim(Key(i), ("cost.input", i == 7 ? 9 : 1)))]);
        await server.DiscoverAsync();

        List<string> told = [];
        var after = "0";
        while (await server.JsonAsync($"/api/v1/changes?limit=1&after={after}") is var page && page.GetProperty("data").GetArrayLength() > 0)
        {
            told.Add(page.GetProperty("data")[0].GetProperty("type").GetString()!);
            after = page.GetProperty("next_cursor").GetString()!;
        }

        Assert.Equal(["catalog_summary", "model_updated"], told);
    }

    [Fact]
    public async Task A_mass_edit_of_a_third_party_is_one_review_with_its_parts_and_each_of_them_shows_as_held()
    {
        var stubs = new Stubs();
        stubs.ModelsDev.Say([.. Enumerable.Range(0, 15).Select(i => stubs.ModelsDev.Claim("other/m" + i, ("limit.context", 1000 + i)))]);
        await using var server = await RunningServer.StartAsync(stubs);
        stubs.ModelsDev.Say([.. Enumerable.Range(0, 15).Select(i => stubs.ModelsDev.Claim("other/m" + i, ("limit.context", 2000 + i)))]);
        await server.DiscoverAsync();

        var review = Assert.Single((await server.JsonAsync("/api/v1/reviews?kind=mass_edit&provider=other&source=models_dev")).GetProperty("data").EnumerateArray());
        Assert.Equal(15, review.GetProperty("parts").GetArrayLength());
        var part = review.GetProperty("parts").EnumerateArray().Single(one => one.GetProperty("model").GetString() == "other/m3");
        Assert.Equal(("limit.context", "1003", "2003"), (part.GetProperty("field").GetString(), part.GetProperty("old").GetRawText(), part.GetProperty("proposed").GetRawText()));
        var fact = Assert.Single((await server.JsonAsync("/api/v1/facts/other/m3")).GetProperty("facts").EnumerateArray());
        Assert.Equal(("1003", "2003"), (fact.GetProperty("value").GetRawText(), fact.GetProperty("held").GetProperty("proposed").GetRawText()));
        Assert.Empty((await server.JsonAsync("/api/v1/reviews?kind=removal")).GetProperty("data").EnumerateArray());

        using var request = server.Request(HttpMethod.Post, $"/api/v1/reviews/{review.GetProperty("id").GetString()}/accept", server.Key);
        using var accepted = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("2003", (await server.JsonAsync("/api/v1/models/other/m3")).GetProperty("limit").GetProperty("context").GetRawText());
    }

    private static IEnumerable<JsonElement> Feed(JsonElement page, string cause) =>
        page.GetProperty("data").EnumerateArray().Where(happening => happening.GetProperty("cause").GetString() == cause);

    private static string Key(int i) => string.Create(CultureInfo.InvariantCulture, $"acme/m{i}");

    private static async Task<RunningServer> StartAsync(int models)
    {
        var stubs = new Stubs();
        stubs.Acme.Say([.. Enumerable.Range(0, models).Select(i => stubs.Acme.Claim(Key(i), ("cost.input", 1)))]);
        return await RunningServer.StartAsync(stubs);
    }
}
