using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Tamma.Providers;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class DiscoveryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_asked_for_followed_and_listed()
    {
        await using var server = await RunningServer.StartAsync();
        server.Stubs.Acme.Say(server.Stubs.Acme.Claim("acme/one"));

        using var asked = await PostAsync(server, "discovery/runs", """{"source":"acme"}""");
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var run = (await JsonAsync(asked)).GetProperty("data")[0];
        var place = asked.Headers.Location!.ToString();
        Assert.Equal($"/api/v1/discovery/runs/{run.GetProperty("id").GetString()}", place);
        await server.DiscoverAsync();

        var followed = await server.JsonAsync(place);
        Assert.Equal(("connection:acme", "manual", "succeeded"), (followed.GetProperty("source").GetString(), followed.GetProperty("trigger").GetString(), followed.GetProperty("state").GetString()));
        Assert.Equal(1, followed.GetProperty("counts").GetProperty("added").GetInt32());
        var listed = (await server.JsonAsync("/api/v1/discovery/runs?source=acme")).GetProperty("data").EnumerateArray().ToList();
        Assert.Contains(listed, one => one.GetProperty("id").GetString() == run.GetProperty("id").GetString());
        Assert.All(listed, one => Assert.Equal("connection:acme", one.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task A_run_under_way_can_be_cancelled()
    {
        await using var server = await RunningServer.StartAsync();
        server.Stubs.Acme.Hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var asked = await PostAsync(server, "discovery/runs", """{"source":"connection:acme"}""");
        var place = asked.Headers.Location!.ToString();

        using var cancelled = await server.SendAsync(HttpMethod.Delete, place, server.Key);
        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        server.Stubs.Acme.Hold = null;
        await server.DiscoverAsync();

        Assert.Equal("cancelled", (await server.JsonAsync(place)).GetProperty("state").GetString());
        using var again = await server.SendAsync(HttpMethod.Delete, place, server.Key);
        Assert.Equal("run_over", (await RunningServer.ProblemAsync(again)).Name);
    }

    [Fact]
    public async Task Discovery_stops_and_starts()
    {
        await using var server = await RunningServer.StartAsync();

        using var stopped = await PostAsync(server, "discovery/stop");
        Assert.Equal("stopped", (await JsonAsync(stopped)).GetProperty("discovery").GetString());
        using var refused = await PostAsync(server, "discovery/runs");
        Assert.Equal((409, "discovery_stopped"), (await RunningServer.ProblemAsync(refused)) is var (status, name, _) ? (status, name) : default);
        using var started = await PostAsync(server, "discovery/start");
        Assert.Equal("running", (await JsonAsync(started)).GetProperty("discovery").GetString());
        using var all = await PostAsync(server, "discovery/runs");
        Assert.Equal(3, (await JsonAsync(all)).GetProperty("data").GetArrayLength());
        using var restarted = await PostAsync(server, "discovery/restart");
        Assert.Equal("running", (await JsonAsync(restarted)).GetProperty("discovery").GetString());
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_words()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal((400, "invalid_body"), await ProblemAsync("discovery/runs", "{"));
        Assert.Equal((400, "invalid_body"), await ProblemAsync("discovery/runs", """{"source":5}"""));
        Assert.Equal((404, "source_not_found"), await ProblemAsync("discovery/runs", """{"source":"nobody"}"""));
        Assert.Equal((413, "body_too_large"), await ProblemAsync("discovery/runs", new string(' ', 2_000_000)));
        Assert.Equal("run_not_found", (await server.ProblemAsync("/api/v1/discovery/runs/x")).Name);

        async Task<(int, string)> ProblemAsync(string path, string body)
        {
            using var response = await PostAsync(server, path, body);
            var (status, name, _) = await RunningServer.ProblemAsync(response);
            return (status, name);
        }
    }

    [Fact]
    public async Task A_source_that_fails_says_what_happened()
    {
        var stubs = new Stubs();
        stubs.Acme.Say(stubs.Acme.Claim("acme/one"));
        await using var server = await RunningServer.StartAsync(stubs);
        stubs.Acme.Fault = new ProviderException(ProviderFault.Unauthorised, "key rejected (401), from ACME_KEY");
        await server.DiscoverAsync();

        var source = (await server.JsonAsync("/api/v1/sources")).GetProperty("data").EnumerateArray().Single(one => one.GetProperty("id").GetString() == "connection:acme");

        Assert.Equal(("failing", "unauthorised"), (source.GetProperty("state").GetString(), source.GetProperty("fault").GetString()));
        Assert.Contains("key rejected (401), from ACME_KEY. 1 model kept", source.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal("http://stub.invalid/v1", source.GetProperty("url").GetString());
        Assert.Equal(1, (await server.JsonAsync("/api/v1/status")).GetProperty("sources").GetProperty("failing").GetInt32());
    }

    [Fact]
    public async Task A_list_that_comes_back_empty_waits_for_a_decision()
    {
        var stubs = new Stubs();
        stubs.Acme.Say(stubs.Acme.Claim("acme/one"));
        await using var server = await RunningServer.StartAsync(stubs);
        stubs.Acme.Say();
        await server.DiscoverAsync();

        var review = Assert.Single((await server.JsonAsync("/api/v1/reviews?state=open")).GetProperty("data").EnumerateArray());
        var id = review.GetProperty("id").GetString();
        Assert.Equal(("removal", "acme/one"), (review.GetProperty("kind").GetString(), review.GetProperty("models")[0].GetString()));
        Assert.Equal(1, (await server.JsonAsync("/api/v1/status")).GetProperty("open_reviews").GetInt32());

        using var accepted = await PostAsync(server, $"reviews/{id}/accept", """{"reason":"Really gone."}""");
        var closed = await JsonAsync(accepted);
        Assert.Equal(("accepted", "admin", "Really gone."), (closed.GetProperty("state").GetString(), closed.GetProperty("closed_by").GetString(), closed.GetProperty("reason").GetString()));
        Assert.Equal("removed", (await server.JsonAsync("/api/v1/models/acme/one")).GetProperty("availability").GetString());

        using var again = await PostAsync(server, $"reviews/{id}/reject");
        Assert.Equal("review_closed", (await RunningServer.ProblemAsync(again)).Name);
        Assert.Equal("review_not_found", (await server.ProblemAsync("/api/v1/reviews/01990000-0000-7000-8000-000000000000")).Name);
        Assert.Empty((await server.JsonAsync("/api/v1/models?scope=all")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_held_value_is_shown_beside_the_one_that_stands()
    {
        var stubs = new Stubs();
        stubs.ModelsDev.Say(stubs.ModelsDev.Claim("other/x", ("cost.input", 2)));
        await using var server = await RunningServer.StartAsync(stubs);
        stubs.ModelsDev.Say(stubs.ModelsDev.Claim("other/x", ("cost.input", 0)));
        await server.DiscoverAsync();

        var fact = Assert.Single((await server.JsonAsync("/api/v1/facts/other/x")).GetProperty("facts").EnumerateArray());

        Assert.Equal(("2", "0"), (fact.GetProperty("value").GetRawText(), fact.GetProperty("held").GetProperty("proposed").GetRawText()));
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningServer server, string path, string? body = null)
    {
        using var request = server.Request(HttpMethod.Post, "/api/v1/" + path, server.Key);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await server.Http.SendAsync(request, Cancelled);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
}
