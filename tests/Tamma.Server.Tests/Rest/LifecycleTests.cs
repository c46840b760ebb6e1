using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Tamma.Discovery;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class LifecycleTests
{
    private static readonly DateOnly s_today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_says_where_it_stands_and_where_to_go()
    {
        await using var server = await StartAsync();

        var life = (await server.JsonAsync("/api/v1/models/acme/ends")).GetProperty("lifecycle");

        Assert.Equal("deprecated", life.GetProperty("stage").GetString());
        Assert.Equal((Day(20), Day(20), "stated", Day(-10)), (Text(life, "retires_on"), Text(life, "retires_by"), Text(life, "announced_by"), Text(life, "announced")));
        Assert.Equal(30, life.GetProperty("notice_days").GetInt32());
        Assert.Equal("""{"key":"acme/next","by":"provider"}""", life.GetProperty("replacement").GetRawText());
        Assert.Equal("""{"stage":"active"}""", (await server.JsonAsync("/api/v1/models/acme/next")).GetProperty("lifecycle").GetRawText());
        Assert.False((await server.JsonAsync("/api/v1/models/acme/next?fields=cost")).TryGetProperty("lifecycle", out _));
        Assert.True((await server.JsonAsync("/api/v1/models/acme/next?fields=lifecycle")).TryGetProperty("lifecycle", out _));
    }

    [Fact]
    public async Task A_suggestion_appears_with_the_neighbour_that_it_names()
    {
        await using var server = await StartAsync();
        Assert.False((await server.JsonAsync("/api/v1/models/acme/old")).GetProperty("lifecycle").TryGetProperty("replacement", out _));

        server.Stubs.Acme.Say([.. Claims(server.Stubs.Acme), server.Stubs.Acme.Claim("acme/new", ("family", "f"), ("release_date", "2026-05"))]);
        await server.DiscoverAsync();

        Assert.Equal("""{"key":"acme/new","by":"suggested"}""", (await server.JsonAsync("/api/v1/models/acme/old")).GetProperty("lifecycle").GetProperty("replacement").GetRawText());
    }

    [Theory]
    [InlineData("stage=deprecated", "acme/ends,acme/old")]
    [InlineData("stage=preview", "acme/beta")]
    [InlineData("stage=active&scope=all", "acme/next,other/x")]
    [InlineData("stage=gone&scope=all", "")]
    public async Task Models_are_chosen_by_stage(string query, string keys)
    {
        await using var server = await StartAsync();

        Assert.Equal(keys, Keys(await server.JsonAsync("/api/v1/models?" + query)));
    }

    [Fact]
    public async Task What_vanishes_says_so_in_its_event_its_life_and_the_check()
    {
        await using var server = await StartAsync(new() { Removal = new(1, TimeSpan.Zero) });
        var acme = server.Stubs.Acme;
        acme.Say([.. Claims(acme).Where(claim => claim.Key.Id is not "next" and not "beta"), acme.Claim("acme/next-2", ("name", "Next")), acme.Claim("acme/beta")]);
        await server.DiscoverAsync();
        acme.Say([.. Claims(acme).Where(claim => claim.Key.Id is not "next" and not "beta"), acme.Claim("acme/next-2", ("name", "Next"), ("tool_call", true)), acme.Claim("acme/beta")]);
        await server.DiscoverAsync();

        var events = (await server.JsonAsync("/api/v1/changes?types=model_missing,model_removed")).GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["model_missing", "model_removed"], events.Select(told => told.GetProperty("type").GetString()));
        Assert.All(events, told => Assert.Equal(("none", "acme/next-2"), (told.GetProperty("data").GetProperty("notice").GetString(), told.GetProperty("data").GetProperty("probably_renamed_to").GetString())));
        var life = (await server.JsonAsync("/api/v1/models/acme/next")).GetProperty("lifecycle");
        Assert.Equal("gone", life.GetProperty("stage").GetString());
        Assert.Equal(["disappeared_without_notice", "probably_renamed_to"], life.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()));
        Assert.Equal("acme/next", Keys(await server.JsonAsync("/api/v1/models?stage=gone&scope=all")));
        var check = Assert.Single((await CheckAsync(server, """{"ids":["next"]}""")).GetProperty("data").EnumerateArray());
        Assert.Equal(("gone", true, "acme/next-2"), (check.GetProperty("verdict").GetString(), check.GetProperty("doomed").GetBoolean(), check.GetProperty("probably_renamed_to").GetString()));
    }

    [Fact]
    public async Task An_end_is_told_once_also_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("tamma-server-");
        try
        {
            await using (var server = await StartAsync(folder: folder.FullName))
            {
                var told = Assert.Single(await RetirementsAsync(server, 1));
                Assert.Equal(("acme/ends", "warning"), (told.GetProperty("model").GetString(), told.GetProperty("severity").GetString()));
                Assert.Equal((30, Day(20), "connection:acme"), (told.GetProperty("data").GetProperty("threshold").GetInt32(), told.GetProperty("data").GetProperty("date").GetString(), told.GetProperty("data").GetProperty("source").GetString()));
            }

            await using var again = await StartAsync(folder: folder.FullName);
            again.Stubs.Acme.Say([.. Claims(again.Stubs.Acme), again.Stubs.Acme.Claim("acme/soon", ("shutdown_date", Day(3)))]);
            await again.DiscoverAsync();

            Assert.Equal(["acme/ends", "acme/soon"], (await RetirementsAsync(again, 2)).Select(told => told.GetProperty("model").GetString()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_calendar_holds_the_ends_between_two_days()
    {
        await using var server = await StartAsync();

        var mine = await server.JsonAsync("/api/v1/lifecycle/calendar");
        var row = Assert.Single(mine.GetProperty("data").EnumerateArray());
        Assert.Equal(("acme/ends", Day(20), "connection:acme"), (row.GetProperty("key").GetString(), row.GetProperty("retires_by").GetString(), row.GetProperty("source").GetString()));
        Assert.Equal("acme/ends,other/ends", Keys(await server.JsonAsync("/api/v1/lifecycle/calendar?scope=all")));
        Assert.Equal("other/ends", Keys(await server.JsonAsync("/api/v1/lifecycle/calendar?scope=all&provider=other")));
        Assert.Equal("", Keys(await server.JsonAsync($"/api/v1/lifecycle/calendar?to={Day(19)}")));
        Assert.Equal("", Keys(await server.JsonAsync($"/api/v1/lifecycle/calendar?from={Day(21)}")));
        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/lifecycle/calendar?from=monday")).Name);
        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/lifecycle/calendar?from=2026-02-02&to=2026-02-01")).Name);
    }

    [Fact]
    public async Task The_calendar_is_served_as_text_that_a_calendar_takes_and_keeps()
    {
        await using var server = await StartAsync();

        using var response = await server.GetAsync("/api/v1/lifecycle/calendar.ics?scope=all");
        var calendar = StrictCalendar.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled));

        Assert.Equal("text/calendar; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(2, calendar.Count);
        Assert.Equal(("acme/ends retires", Day(20).Replace("-", "", StringComparison.Ordinal), Day(21).Replace("-", "", StringComparison.Ordinal)), (calendar[0]["SUMMARY"], calendar[0]["DTSTART;VALUE=DATE"], calendar[0]["DTEND;VALUE=DATE"]));
        Assert.Contains("Größe, with; all \\ 🙂🙂🙂", calendar[0]["DESCRIPTION"], StringComparison.Ordinal);
        Assert.NotEqual(calendar[0]["UID"], calendar[1]["UID"]);
        using var known = server.Request(HttpMethod.Get, "/api/v1/lifecycle/calendar.ics?scope=all");
        known.Headers.TryAddWithoutValidation("If-None-Match", response.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, (await server.Http.SendAsync(known, Cancelled)).StatusCode);
    }

    [Fact]
    public async Task A_check_takes_ids_or_the_text_of_a_file()
    {
        await using var server = await StartAsync();

        var answer = await CheckAsync(server, """{"ids":["acme/ends","x"],"text":"model: ends\nother: \"next\"\n","file":"a.yaml","fail_within_days":30}""");

        Assert.Equal(
            ["acme/ends retires True ", "x ok False ", "ends retires True 1"],
            answer.GetProperty("data").EnumerateArray().Select(result => $"{result.GetProperty("id")} {result.GetProperty("verdict")} {result.GetProperty("doomed")} {(result.TryGetProperty("line", out var line) ? line : default)}"));
        Assert.Equal(2, answer.GetProperty("doomed").GetInt32());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ids":["a"],"fail_within_days":-1}""")]
    [InlineData("not json")]
    public async Task A_check_of_nothing_is_refused(string body)
    {
        await using var server = await StartAsync();

        using var response = await PostAsync(server, body);

        Assert.Equal("invalid_body", (await RunningServer.ProblemAsync(response)).Name);
    }

    private static string Text(JsonElement life, string date) => life.GetProperty("dates").GetProperty(date).GetString()!;

    private static string Day(int days) => s_today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Keys(JsonElement page) => string.Join(',', page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("key").GetString()));

    private static IEnumerable<Catalog.Claim> Claims(StubListing acme) =>
    [
        acme.Claim("acme/ends", ("name", "Größe, with; all \\ " + string.Concat(Enumerable.Repeat("🙂", 60))), ("status", "deprecated"), ("deprecated_at", Day(-10)), ("shutdown_date", Day(20)), ("replaced_by", "next")),
        acme.Claim("acme/next", ("name", "Next")),
        acme.Claim("acme/old", ("status", "deprecated"), ("family", "f"), ("release_date", "2024")),
        acme.Claim("acme/beta", ("status", "beta")),
    ];

    private static async Task<RunningServer> StartAsync(Stubs? stubs = null, string? folder = null)
    {
        stubs ??= new();
        stubs.Acme.Say(Claims(stubs.Acme));
        stubs.ModelsDev.Say(stubs.ModelsDev.Claim("other/x"), stubs.ModelsDev.Claim("other/ends", ("shutdown_date", "2999-12")));
        return await RunningServer.StartAsync(stubs, folder);
    }

    private static async Task<List<JsonElement>> RetirementsAsync(RunningServer server, int count)
    {
        while (true)
        {
            var told = (await server.JsonAsync("/api/v1/changes?types=retirement_near")).GetProperty("data").EnumerateArray().ToList();
            if (told.Count >= count)
            {
                return told;
            }

            Cancelled.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<JsonElement> CheckAsync(RunningServer server, string body)
    {
        using var response = await PostAsync(server, body);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonElement.Parse(text);
    }

    private static Task<HttpResponseMessage> PostAsync(RunningServer server, string body)
    {
        var request = server.Request(HttpMethod.Post, "/api/v1/lifecycle/check", server.Key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return server.Http.SendAsync(request, Cancelled);
    }
}
