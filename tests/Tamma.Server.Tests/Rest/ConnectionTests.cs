using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

/// <summary>Connections that come, change and go while the server runs.</summary>
public sealed class ConnectionTests
{
    private const string Workshop = """{"id":"workshop","type":"stub_list","url":"http://workshop.invalid/v1","interval_seconds":86400}""";

    private readonly StubWorld _world = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_added_connection_is_read_at_once_and_is_there_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("tamma-server-");
        await using (var server = await StartAsync(folder: folder.FullName))
        {
            using var added = await SendAsync(server, HttpMethod.Post, "", Workshop);
            Assert.Equal((HttpStatusCode.Created, "/api/v1/connections/workshop"), (added.StatusCode, added.Headers.Location?.ToString()));
            await SettleAsync(server, "workshop");

            Assert.Equal(12, (await server.JsonAsync("/api/v1/models?provider=workshop")).GetProperty("data").GetArrayLength());
            var shown = await server.JsonAsync("/api/v1/connections/workshop");
            Assert.Equal(("stored", true, "ok", "admin", "workshop"), (Text(shown, "origin"), shown.GetProperty("enabled").GetBoolean(), Text(shown, "state"), Text(shown, "created_by"), Text(shown, "provider")));
            Assert.Contains("workshop", (await server.JsonAsync("/api/v1/providers")).GetProperty("data").EnumerateArray().Select(provider => Text(provider, "id")));
            var told = Assert.Single(await EventsAsync(server, EventTypes.ConnectionAdded));
            Assert.Equal(("workshop", "operator", "admin"), (Text(told, "connection"), Text(told, "cause"), Text(told, "actor")));
        }

        await using var again = await StartAsync(folder: folder.FullName);
        await SettleAsync(again, "workshop");
        Assert.Equal("stored", Text(await again.JsonAsync("/api/v1/connections/workshop"), "origin"));
        Assert.Equal(12, (await again.JsonAsync("/api/v1/models?provider=workshop")).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task A_disabled_connection_is_not_read_and_its_offers_stand_and_are_marked()
    {
        await using var server = await StartAsync();
        using var added = await SendAsync(server, HttpMethod.Post, "", Workshop);
        await SettleAsync(server, "workshop");
        var tag = (await server.GetAsync("/api/v1/models")).Headers.ETag;

        using var disabled = await SendAsync(server, HttpMethod.Post, "/workshop/disable");

        Assert.Equal("disabled", Text(await JsonAsync(disabled), "state"));
        Assert.Equal(0, (await server.JsonAsync("/api/v1/models?provider=workshop")).GetProperty("data").GetArrayLength());
        var model = await server.JsonAsync("/api/v1/models/workshop/one");
        Assert.Equal(("listed", "disabled"), (Text(model, "availability"), Text(model.GetProperty("offers")[0], "access")));
        Assert.NotEqual(tag, (await server.GetAsync("/api/v1/models")).Headers.ETag);
        Assert.Equal("source_not_found", (await RunningServer.ProblemAsync(await SendAsync(server, HttpMethod.Post, "/../discovery/runs", """{"source":"workshop"}"""))).Name);

        using var enabled = await SendAsync(server, HttpMethod.Post, "/workshop/enable");
        await SettleAsync(server, "workshop");
        Assert.Equal("unverified", Text((await server.JsonAsync("/api/v1/models/workshop/one")).GetProperty("offers")[0], "access"));
        Assert.Equal("ok", Text(await server.JsonAsync("/api/v1/connections/workshop"), "state"));
        Assert.Equal([true, false], (await EventsAsync(server, EventTypes.ConnectionChanged)).Select(told => told.GetProperty("data").GetProperty("changes")[0].GetProperty("old").GetString() == "true"));
    }

    [Fact]
    public async Task A_removed_connection_takes_its_models_with_it_and_no_guard_asks()
    {
        await using var server = await StartAsync();
        using var added = await SendAsync(server, HttpMethod.Post, "", Workshop);
        await SettleAsync(server, "workshop");

        using var removed = await SendAsync(server, HttpMethod.Delete, "/workshop");

        Assert.Equal(12, (await JsonAsync(removed)).GetProperty("withdrawn").GetInt32());
        Assert.Equal("removed", Text(await server.JsonAsync("/api/v1/models/workshop/one"), "availability"));
        Assert.Equal("connection_not_found", (await server.ProblemAsync("/api/v1/connections/workshop")).Name);
        Assert.DoesNotContain("connection:workshop", (await server.JsonAsync("/api/v1/sources")).GetProperty("data").EnumerateArray().Select(source => Text(source, "id")));
        Assert.Equal(0, (await server.JsonAsync("/api/v1/reviews?state=open")).GetProperty("data").GetArrayLength());
        var gone = (await EventsAsync(server, EventTypes.ModelRemoved)).Where(told => Text(told, "provider") == "workshop").ToList();
        Assert.Equal((12, "operator", "admin"), (gone.Count, Text(gone[0], "cause"), Text(gone[0], "actor")));
        Assert.Single(await EventsAsync(server, EventTypes.ConnectionRemoved));

        // Its name is free again, and what comes under it is new.
        using var back = await SendAsync(server, HttpMethod.Post, "", Workshop);
        await SettleAsync(server, "workshop");
        Assert.Equal("listed", Text(await server.JsonAsync("/api/v1/models/workshop/one"), "availability"));
    }

    [Fact]
    public async Task Removing_stops_the_run_that_is_under_way()
    {
        await using var server = await StartAsync();
        _world.Hold = new();
        using var added = await SendAsync(server, HttpMethod.Post, "", Workshop);
        await UntilAsync(() => Coordinator(server).AllActive.Any(run => run.State is RunState.Running));

        using var removed = await SendAsync(server, HttpMethod.Delete, "/workshop");

        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Empty(Coordinator(server).AllActive);
        Assert.Equal("cancelled", Text((await server.JsonAsync("/api/v1/discovery/runs?limit=1")).GetProperty("data")[0], "state"));
    }

    [Fact]
    public async Task A_change_takes_over_after_the_run_under_way()
    {
        await using var server = await StartAsync();
        _world.Hold = new();
        using var added = await SendAsync(server, HttpMethod.Post, "", Workshop);
        await UntilAsync(() => Coordinator(server).AllActive.Any(run => run.State is RunState.Running));
        var (hold, first) = (_world.Hold, Coordinator(server).AllActive.Single().Id);
        _world.Hold = null;

        using var changed = await SendAsync(server, HttpMethod.Patch, "/workshop", """{"interval_seconds":600,"settings":{"organization":"org-1"},"headers":{"X-Team":"alpha-value"}}""", "application/merge-patch+json");

        var shown = await JsonAsync(changed);
        Assert.Equal((600, "org-1", "X-Team"), (shown.GetProperty("interval_seconds").GetInt64(), Text(shown.GetProperty("settings"), "organization"), shown.GetProperty("headers")[0].GetString()));
        Assert.Equal(first, Coordinator(server).AllActive.Single().Id);
        hold.SetResult();
        await UntilAsync(() => _world.Of("workshop") is [.., var last] && last.Listing.HasServed && Coordinator(server).AllActive.IsEmpty);
        Assert.Equal(["schedule_or_manual:succeeded", "schedule_or_manual:unchanged"], (await server.JsonAsync("/api/v1/discovery/runs?source=workshop")).GetProperty("data").EnumerateArray().Select(run => "schedule_or_manual:" + Text(run, "state")).Order());

        // Null takes back; the rest stays.
        using var taken = await SendAsync(server, HttpMethod.Patch, "/workshop", """{"settings":null,"headers":{"X-Team":null,"X-Other":"b"}}""");
        var after = await JsonAsync(taken);
        Assert.Equal((600, "X-Other", false), (after.GetProperty("interval_seconds").GetInt64(), after.GetProperty("headers")[0].GetString(), after.TryGetProperty("settings", out _)));
    }

    [Fact]
    public async Task What_a_change_leaves_out_goes_at_once_and_the_rest_is_kept_in_sight()
    {
        await using var server = await StartAsync();
        using var added = await SendAsync(server, HttpMethod.Post, "", Workshop);
        await SettleAsync(server, "workshop");

        // What the list itself loses in the same moment is still noticed.
        _world.Lost = ["nine"];
        using var changed = await SendAsync(server, HttpMethod.Patch, "/workshop", """{"exclude":["t*","e*","s*"]}""");
        await SettleAsync(server, "workshop");

        var rows = (await server.JsonAsync("/api/v1/models?provider=workshop")).GetProperty("data").EnumerateArray().Select(model => $"{Text(model, "id")} {Text(model, "availability")}");
        Assert.Equal(["five listed", "four listed", "nine missing", "one listed"], rows);
        Assert.Equal(0, (await server.JsonAsync("/api/v1/reviews?state=open")).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task A_configured_connection_is_only_switched_and_stays_so_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("tamma-server-");
        var configured = _world.Connection("fixed") with { ConfiguredIn = "tamma.yaml:12" };
        await using (var server = await StartAsync(folder: folder.FullName, options: given => given with { Connections = [configured] }))
        {
            foreach (var (method, path, body) in new[] { (HttpMethod.Patch, "/fixed", """{"interval_seconds":5}"""), (HttpMethod.Delete, "/fixed", "") })
            {
                var (status, name, detail) = await RunningServer.ProblemAsync(await SendAsync(server, method, path, body));
                Assert.Equal((409, "connection_configured"), (status, name));
                Assert.Contains("tamma.yaml:12", detail, StringComparison.Ordinal);
            }

            using var disabled = await SendAsync(server, HttpMethod.Post, "/fixed/disable");
            Assert.Equal("disabled", Text(await JsonAsync(disabled), "state"));
        }

        await using var again = await StartAsync(folder: folder.FullName, options: given => given with { Connections = [configured] });
        var shown = await again.JsonAsync("/api/v1/connections/fixed");
        Assert.Equal(("configured", "disabled", "tamma.yaml:12"), (Text(shown, "origin"), Text(shown, "state"), Text(shown, "configured_in")));
        Assert.Null(Coordinator(again).Find(SourceId.Connection("fixed")));
        using var enabled = await SendAsync(again, HttpMethod.Post, "/fixed/enable");
        await SettleAsync(again, "fixed");
        Assert.Equal("ok", Text(await again.JsonAsync("/api/v1/connections/fixed"), "state"));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_no_secret_is_repeated()
    {
        await using var server = await StartAsync();

        using var response = await SendAsync(server, HttpMethod.Post, "", """
            {"id":"Work_shop","type":"stub_lst","url":"file:///etc/passwd","credential":"sk-very-secret-1","headers":{"Authorization":"Bearer very-secret-2","X-Good":"yes"},
             "interval_seconds":0,"limits":{"attempts":99},"listings":"some"}
            """);
        var text = await response.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal(422, (int)response.StatusCode);
        Assert.Equal(
            ["credential", "headers.Authorization", "id", "interval_seconds", "limits.attempts", "listings", "type", "url"],
            JsonElement.Parse(text).GetProperty("mistakes").EnumerateArray().Select(mistake => mistake.GetString()!.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.Contains("did you mean stub_list?", text, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", text, StringComparison.Ordinal);

        Assert.Contains("did you mean interval_seconds?", (await RunningServer.ProblemAsync(await SendAsync(server, HttpMethod.Post, "", """{"id":"a","intervall_seconds":3}"""))).Detail, StringComparison.Ordinal);
        Assert.Equal(422, (await RunningServer.ProblemAsync(await SendAsync(server, HttpMethod.Post, "", """{"id":"a","url":7}"""))).Status);
        Assert.Equal(422, (await RunningServer.ProblemAsync(await SendAsync(server, HttpMethod.Post, "", """{"id":"test","type":"stub_list","url":"http://a.invalid"}"""))).Status);
        Assert.Equal(400, (await RunningServer.ProblemAsync(await SendAsync(server, HttpMethod.Post, "", "{"))).Status);
    }

    [Fact]
    public async Task An_id_that_is_taken_and_the_same_connection_twice_are_refused()
    {
        await using var server = await StartAsync();
        using var added = await SendAsync(server, HttpMethod.Post, "", Workshop);

        Assert.Equal((409, "connection_taken"), (await RunningServer.ProblemAsync(await SendAsync(server, HttpMethod.Post, "", Workshop))) is var (status, name, _) ? (status, name) : default);
        var twin = await RunningServer.ProblemAsync(await SendAsync(server, HttpMethod.Post, "", """{"id":"other","provider":"workshop","type":"stub_list","url":"http://workshop.invalid/v1"}"""));
        Assert.Equal(409, twin.Status);
        Assert.Contains("'workshop' is the same", twin.Detail, StringComparison.Ordinal);

        // Another account at the same server is not the same.
        using var second = await SendAsync(server, HttpMethod.Post, "", """{"id":"other","provider":"workshop","type":"stub_list","url":"http://workshop.invalid/v1","credential":"env:OTHER_KEY"}""");
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }

    [Fact]
    public async Task A_headers_value_is_shown_nowhere()
    {
        await using var server = await StartAsync();
        using var added = await SendAsync(server, HttpMethod.Post, "", """{"id":"workshop","type":"stub_list","url":"http://workshop.invalid/v1","headers":{"X-Team":"alpha-value"}}""");
        await SettleAsync(server, "workshop");
        using var changed = await SendAsync(server, HttpMethod.Patch, "/workshop", """{"headers":{"X-Team":"beta-value"}}""");
        await SettleAsync(server, "workshop");

        var said = string.Join('\n', [await added.Content.ReadAsStringAsync(Cancelled), await changed.Content.ReadAsStringAsync(Cancelled), .. await Task.WhenAll(new[] { "connections", "connections/workshop", "sources", "changes?limit=1000", "status" }.Select(async path => (await server.JsonAsync("/api/v1/" + path)).ToString()))]);

        Assert.Contains("X-Team", said, StringComparison.Ordinal);
        Assert.DoesNotContain("-value", said, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains("-value", StringComparison.Ordinal));
        Assert.Equal("beta-value", _world.Of("workshop")[^1].Options.Headers["X-Team"]);
    }

    [Fact]
    public async Task A_hundred_connections_are_added_at_once()
    {
        await using var server = await StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => SendAsync(server, HttpMethod.Post, "", $$"""{"id":"many-{{i}}","type":"stub_list","url":"http://many-{{i}}.invalid/v1"}""")));
        for (var i = 0; i < 100; i++)
        {
            await SettleAsync(server, $"many-{i}");
        }

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        var shown = (await server.JsonAsync("/api/v1/connections")).GetProperty("data").EnumerateArray().Where(connection => Text(connection, "id").StartsWith("many-", StringComparison.Ordinal)).ToList();
        Assert.Equal(100, shown.Count);
        Assert.All(shown, connection => Assert.Equal(("ok", 12), (Text(connection, "state"), connection.GetProperty("models").GetInt32())));
        Assert.Equal(100, (await EventsAsync(server, EventTypes.ConnectionAdded)).Count);
        Assert.Equal(12, (await server.JsonAsync("/api/v1/models?provider=many-73")).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Without_a_key_nothing_is_changed()
    {
        await using var server = await StartAsync();
        foreach (var (method, path) in new[] { (HttpMethod.Post, ""), (HttpMethod.Patch, "/acme"), (HttpMethod.Delete, "/acme"), (HttpMethod.Post, "/acme/disable"), (HttpMethod.Post, "/acme/enable"), (HttpMethod.Post, "/acme/test"), (HttpMethod.Post, "/test") })
        {
            using var response = await server.SendAsync(method, "/api/v1/connections" + path);
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, response.StatusCode));
        }
    }

    private Task<RunningServer> StartAsync(string? folder = null, Func<TammaOptions, TammaOptions>? options = null) =>
        RunningServer.StartAsync(folder: folder, options: options, services: services => services.AddSingleton(_world.Type));

    private static DiscoveryCoordinator Coordinator(RunningServer server) => server.App.Services.GetRequiredService<DiscoveryCoordinator>();

    private static async Task<HttpResponseMessage> SendAsync(RunningServer server, HttpMethod method, string path, string body = "", string type = "application/json")
    {
        using var request = server.Request(method, "/api/v1/connections" + path, server.Key);
        request.Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, type);
        return await server.Http.SendAsync(request, Cancelled);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonElement.Parse(text);
    }

    private static async Task<List<JsonElement>> EventsAsync(RunningServer server, string type) =>
        [.. (await server.JsonAsync("/api/v1/changes?limit=1000&types=" + type)).GetProperty("data").EnumerateArray()];

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;

    /// <summary>Until the newest reader has been asked and nothing is under way.</summary>
    private Task SettleAsync(RunningServer server, string id) =>
        UntilAsync(() => _world.Of(id) is [.., var last] && last.Listing.HasServed && !Coordinator(server).AllActive.Any(run => run.Source.ConnectionId == id));

    private static async Task UntilAsync(Func<bool> done)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!done())
        {
            Assert.False(patience.IsCancellationRequested, "It did not come to its end.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancelled);
        }
    }
}
