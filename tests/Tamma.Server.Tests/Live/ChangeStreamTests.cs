using System.Text.Json;
using Tamma.Client;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Live;

public sealed class ChangeStreamTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_sends_its_last_id_goes_on_behind_it()
    {
        await using var server = await RunningServer.StartAsync();
        var begin = await Happenings.HeadAsync(server);
        await Happenings.AddAsync(server, 1_000, cancellationToken: Cancelled);
        List<long> seen = [];
        string? id = null;
        var dice = new Random(7);
        while (seen.Count < 1_000)
        {
            using var request = server.Request(HttpMethod.Get, id is null ? $"/api/v1/changes/stream?after={begin}&filter={Uri.EscapeDataString(Happenings.Every)}" : $"/api/v1/changes/stream?filter={Uri.EscapeDataString(Happenings.Every)}");
            if (id is not null)
            {
                request.Headers.Add("Last-Event-ID", id);
            }

            using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("no", Assert.Single(response.Headers.GetValues("X-Accel-Buffering")));
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled));
            for (var left = dice.Next(1, 300); left > 0 && seen.Count < 1_000;)
            {
                var line = (await lines.ReadLineAsync(Cancelled))!;
                id = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : id;
                if (line.StartsWith("data: {\"position\":", StringComparison.Ordinal) && line.Contains("\"type\"", StringComparison.Ordinal))
                {
                    seen.Add(JsonElement.Parse(line[6..]).GetProperty("position").GetInt64());
                    left--;
                }
            }
        }

        Assert.Equal(Enumerable.Range(1, 1_000).Select(i => begin + i), seen);
    }

    [Fact]
    public async Task The_client_library_follows_across_lost_connections()
    {
        await using var server = await RunningServer.StartAsync(live: new() { Heartbeat = TimeSpan.FromMilliseconds(50) });
        using var http = new HttpClient();
        var client = new TammaClient(http, new(server.Url), server.Key);
        var begin = await Happenings.HeadAsync(server);
        await Happenings.AddAsync(server, 100, cancellationToken: Cancelled);
        var next = begin;
        await foreach (var happening in client.FollowAsync(Happenings.Every, $"{begin}", cancellationToken: Cancelled))
        {
            Assert.Equal(++next, happening.Position);
            Assert.Equal("cost.input", Assert.Single(happening.GetChanges()).Field);
            if (next == begin + 100)
            {
                await Happenings.AddAsync(server, 50, cancellationToken: Cancelled);
            }

            if (next == begin + 150)
            {
                break;
            }
        }

        var wrong = await Assert.ThrowsAsync<TammaException>(async () => await client.FollowAsync("provider =", cancellationToken: Cancelled).GetAsyncEnumerator(Cancelled).MoveNextAsync());
        Assert.Equal("urn:tamma:problem:invalid_filter", wrong.ProblemType);
        var gone = await Assert.ThrowsAsync<TammaException>(async () => await client.FollowAsync(null, "99999", cancellationToken: Cancelled).GetAsyncEnumerator(Cancelled).MoveNextAsync());
        Assert.Equal("urn:tamma:problem:cursor_expired", gone.ProblemType);
    }

    [Fact]
    public async Task It_says_that_it_is_there_and_moves_the_place_of_a_filter_that_matches_nothing()
    {
        await using var server = await RunningServer.StartAsync(live: new() { Heartbeat = TimeSpan.FromMilliseconds(50) });
        using var request = server.Request(HttpMethod.Get, "/api/v1/changes/stream?filter=provider%20%3D%20nobody");
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled));
        Assert.StartsWith("retry: ", await lines.ReadLineAsync(Cancelled), StringComparison.Ordinal);
        while (await lines.ReadLineAsync(Cancelled) is not ": still here")
        {
        }

        var end = await Happenings.AddAsync(server, 10, cancellationToken: Cancelled);
        while (await lines.ReadLineAsync(Cancelled) != $"data: {{\"position\":{end}}}")
        {
        }
    }

    [Fact]
    public async Task The_feed_takes_a_filter_too()
    {
        await using var server = await RunningServer.StartAsync();
        var begin = await Happenings.HeadAsync(server);
        await Happenings.AddAsync(server, 70, cancellationToken: Cancelled);
        var page = await server.JsonAsync($"/api/v1/changes?after={begin}&limit=3&filter={Uri.EscapeDataString("changed(cost.input) and model_id in (m2, m5)")}");
        Assert.Equal([begin + 3, begin + 6, begin + 10], page.GetProperty("data").EnumerateArray().Select(happening => happening.GetProperty("position").GetInt64()));
        Assert.Equal((400, "invalid_filter"), await server.ProblemAsync("/api/v1/changes?filter=model%20%3D") is var (status, name, _) ? (status, name) : default);
    }
}
