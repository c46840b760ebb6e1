using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog.Retention;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;
using Tamma.Server.Rest;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Live;

/// <summary>Whoever cannot go on from its place is told the same, whichever way it reads the log.</summary>
public sealed class CursorExpiredTests
{
    private const string Remedy = "Read the models anew with GET /api/v1/models?scope=all, then go on with after=POSITION from that answer.";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("retention", "are no longer all kept")]
    [InlineData("other log", "belongs to another log")]
    [InlineData("ahead", "is ahead of the log")]
    public async Task Every_way_answers_with_one_problem_and_what_to_do(string place, string why)
    {
        await using var server = await RunningServer.StartAsync();
        var log = server.App.Services.GetRequiredService<IEventLog>();
        await Happenings.AddAsync(server, 10, cancellationToken: Cancelled);
        await server.App.Services.GetRequiredService<IRetentionStore>().PurgeAsync(new() { Events = DateTimeOffset.MaxValue }, Cancelled);
        var head = await log.HeadAsync(Cancelled);
        var cursor = place switch
        {
            "retention" => new Cursor(head.LogId, head.Position - 8),
            "ahead" => new Cursor(head.LogId, head.Position + 100),
            _ => new Cursor(Guid.NewGuid(), 1),
        };
        var after = ChangeCursor.Write(cursor);
        List<string> answers = [];

        foreach (var path in new[] { $"/api/v1/changes?after={after}", $"/api/v1/changes/stream?after={after}" })
        {
            var (status, name, detail) = await server.ProblemAsync(path);
            Assert.Equal((410, "cursor_expired"), (status, name));
            answers.Add(detail);
        }

        using var again = server.Request(HttpMethod.Get, "/api/v1/changes/stream");
        again.Headers.TryAddWithoutValidation("Last-Event-ID", after);
        using var refused = await server.Http.SendAsync(again, Cancelled);
        answers.Add((await RunningServer.ProblemAsync(refused)).Detail);
        using var live = await LiveClient.ConnectAsync(server);
        await live.SayAsync(new() { Type = "subscribe", Id = "a", After = after });
        var error = await live.NextAsync("error");
        Assert.Equal("cursor_expired", error.Error);
        answers.Add(error.Detail!);

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Contains(why, answers[0], StringComparison.Ordinal);
        Assert.EndsWith(Remedy, answers[0], StringComparison.Ordinal);
        var inProcess = await Assert.ThrowsAsync<CursorExpiredException>(async () =>
            await server.App.Services.GetRequiredService<LogReader>().ReadAsync(cursor, EventFilter.Feed, Cancelled).GetAsyncEnumerator(Cancelled).MoveNextAsync());
        Assert.StartsWith(inProcess.Message, answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_position_and_a_day_before_what_is_kept_are_gone_too()
    {
        await using var server = await RunningServer.StartAsync();
        await Happenings.AddAsync(server, 10, cancellationToken: Cancelled);
        await server.App.Services.GetRequiredService<IRetentionStore>().PurgeAsync(new() { Events = DateTimeOffset.MaxValue }, Cancelled);

        foreach (var question in new[] { "changes?after=1", "changes?since=2020-01-01", "changes/stream?after=1" })
        {
            Assert.Equal("cursor_expired", (await server.ProblemAsync($"/api/v1/{question}")).Name);
        }
    }

    [Fact]
    public async Task One_that_retention_overtakes_is_cut_with_the_same_words()
    {
        // It is behind, since it reads no more than one page at a time and its client does not read at all.
        await using var server = await RunningServer.StartAsync(services: services => services.AddSingleton(new LiveOptions { Page = 5, Held = 20 }));
        await Happenings.AddAsync(server, 400, i => Happenings.Draft($"m{i}", bytes: 100_000), Cancelled);
        using var live = await LiveClient.ConnectAsync(server);
        await live.SayAsync(new() { Type = "subscribe", Id = "a", Filter = Happenings.Every, After = "0" });
        using var request = server.Request(HttpMethod.Get, $"/api/v1/changes/stream?after=0&filter={Uri.EscapeDataString(Happenings.Every)}");
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);

        await server.App.Services.GetRequiredService<IRetentionStore>().PurgeAsync(new() { Events = DateTimeOffset.MaxValue }, Cancelled);

        var cut = await live.NextAsync("cut");
        Assert.Equal("cursor_expired", cut.Error);
        Assert.EndsWith(Remedy, cut.Reason, StringComparison.Ordinal);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled));
        while (await lines.ReadLineAsync(Cancelled) is not "event: cut")
        {
        }

        var data = JsonElement.Parse((await lines.ReadLineAsync(Cancelled))!["data: ".Length..]);
        Assert.Equal("cursor_expired", data.GetProperty("error").GetString());
        Assert.EndsWith(Remedy, data.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, server.App.Services.GetRequiredService<LiveFanout>().Status().CutBy["cursor_expired"]);
    }
}
