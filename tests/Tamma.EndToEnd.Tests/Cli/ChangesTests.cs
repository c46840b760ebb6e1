using System.Globalization;
using System.Text.Json;
using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class ChangesTests
{
    private const string Cursor = "0193b0a000007000800000000000000f-41";

    private static readonly EventResponse s_event = new()
    {
        Position = 41,
        Id = Guid.Parse("0193b0a0-0000-7000-8000-000000000001"),
        Log = Guid.Parse("0193b0a0-0000-7000-8000-00000000000f"),
        Type = "model_updated",
        Schema = 1,
        OccurredAt = new(2026, 11, 23, 3, 14, 0, TimeSpan.Zero),
        Provider = "openai",
        Model = "openai/gpt-5",
        Cause = "provider",
        Severity = "notice",
        Data = JsonElement.Parse("""{"version":2,"changes":[{"field":"cost.input","old":3.00,"new":2.5},{"field":"limit.context","old":null,"new":200000}]}"""),
    };

    [Theory]
    [InlineData("41", "after=41")]
    [InlineData(Cursor, "after=" + Cursor)]
    [InlineData("2026-11-20", "since=2026-11-20T00%3A00%3A00Z")]
    [InlineData("2026-11-20 09:30", "since=2026-11-20T09%3A30%3A00Z")]
    [InlineData("2026-11-20T09:30:00+02:00", "since=2026-11-20T07%3A30%3A00Z")]
    public async Task A_place_in_the_log_is_asked_for_as_it_was_named(string since, string query)
    {
        await using var server = Empty();
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("changes", "--since", since);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal($"/changes?{query}&limit=1000", Assert.Single(server.Requests).Path);
    }

    [Theory]
    [InlineData("2d", 2 * 24)]
    [InlineData("12h", 12)]
    [InlineData("1w", 7 * 24)]
    public async Task A_span_is_counted_back_from_now(string since, int hours)
    {
        await using var server = Empty();
        using var tamma = new TammaProcess(server);

        await tamma.RunAsync("changes", "--since", since);

        Assert.InRange(DateTimeOffset.UtcNow - SinceOf(server), TimeSpan.FromHours(hours), TimeSpan.FromHours(hours) + TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_weekday_is_the_start_of_the_last_one()
    {
        await using var server = Empty();
        using var tamma = new TammaProcess(server);

        await tamma.RunAsync("changes", "--since", "monday");

        var since = SinceOf(server);
        Assert.Equal((DayOfWeek.Monday, TimeSpan.Zero), (since.DayOfWeek, since.TimeOfDay));
        Assert.InRange(DateTimeOffset.UtcNow - since, TimeSpan.Zero, TimeSpan.FromDays(7) + TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData("lately")]
    [InlineData("2026-13-01")]
    [InlineData("2y")]
    [InlineData("")]
    public async Task What_is_no_time_is_refused_before_anything_is_asked(string since)
    {
        await using var server = Empty();
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("changes", "--since", since);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains($"'{since}' is no time. Write monday, 2d", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Into_a_pipe_a_change_is_one_line_with_tabs()
    {
        await using var server = WithOne();
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("changes");

        Assert.Equal("2026-11-23T03:14:00Z\tmodel_updated\topenai/gpt-5\tcost.input $3.00 → $2.50; limit.context ? → 200k\n", outcome.Out);
    }

    [Fact]
    public async Task Json_is_one_event_on_a_line()
    {
        await using var server = WithOne();
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("changes", "--json");

        using var document = JsonDocument.Parse(Assert.Single(outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("model_updated", document.RootElement.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Following_prints_what_comes_until_it_is_interrupted()
    {
        await using var server = WithOne();
        using var tamma = new TammaProcess(server);

        using var process = tamma.Start("changes", "--follow", "--since", "1");
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        await Signals.SendAsync("INT", process);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains("openai/gpt-5", line, StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>The stream ends after each event here; the next one is asked for behind the last, and the filter goes along.</summary>
    [Fact]
    public async Task Following_goes_on_after_a_lost_connection_and_writes_JSON_lines_into_a_pipe()
    {
        static string Stream(long position, string id) => $"retry: 1\n\n: still here\n\nid: {id}\ndata: {JsonSerializer.Serialize(s_event with { Position = position }, TammaJson.Default.EventResponse)}\n\nid: half";
        await using var server = new StubServer()
            .On("GET /changes", new() { Data = [], NextCursor = "start", Position = 41 }, TammaJson.Default.ChangeListResponse)
            .OnText("GET /changes/stream?filter=provider%20%3D%20openai&after=start", Stream(42, "second"))
            .OnText("GET /changes/stream?filter=provider%20%3D%20openai&after=second", Stream(43, "third"))
            .OnText("GET /changes/stream?filter=provider%20%3D%20openai&after=third", Stream(44, "fourth"))
            .OnText("GET /changes/stream?filter=provider%20%3D%20openai&after=fourth", "retry: 60000\n\n");
        using var tamma = new TammaProcess(server);

        using var process = tamma.Start("changes", "--follow", "provider", "=", "openai");
        List<long> seen = [];
        for (var i = 0; i < 3; i++)
        {
            seen.Add(JsonElement.Parse((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!).GetProperty("position").GetInt64());
        }

        await Signals.SendAsync("INT", process);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal([42, 43, 44], seen);
    }

    [Fact]
    public async Task A_filter_goes_to_the_feed_and_its_mistake_is_pointed_at()
    {
        await using var server = Empty();
        using var tamma = new TammaProcess(server);
        await tamma.RunAsync("changes", "--since", "41", "changed(cost.input)");
        Assert.Equal("/changes?after=41&filter=changed%28cost.input%29&limit=1000", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task A_cursor_of_another_log_is_refused_in_the_servers_words()
    {
        await using var server = new StubServer().OnProblem("GET /changes", 410, "cursor_expired", "This cursor belongs to another log.");
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("changes", "--since", Cursor);

        Assert.Equal((2, "This cursor belongs to another log.\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task Following_that_cannot_go_on_ends_with_the_servers_words_and_no_empty_silence()
    {
        await using var server = new StubServer()
            .On("GET /changes", new() { Data = [], NextCursor = Cursor, Position = 41 }, TammaJson.Default.ChangeListResponse)
            .OnProblem($"GET /changes/stream?after={Cursor}", 410, "cursor_expired", "Events up to position 90 are no longer all kept. Read the models anew.");
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("changes", "--follow");

        Assert.Equal((2, "Events up to position 90 are no longer all kept. Read the models anew.\n"), (outcome.ExitCode, outcome.Error));
    }

    private static StubServer Empty() =>
        new StubServer().On("GET /changes", new() { Data = [], NextCursor = Cursor, Position = 41 }, TammaJson.Default.ChangeListResponse);

    private static StubServer WithOne() => new StubServer()
        .On("GET /changes", new() { Data = [s_event], NextCursor = Cursor, Position = 41 }, TammaJson.Default.ChangeListResponse)
        .OnText($"GET /changes/stream?after={Cursor}", "retry: 60000\n\n")
        .On($"GET /changes?after={Cursor}&limit=1000", new() { Data = [], NextCursor = Cursor, Position = 41 }, TammaJson.Default.ChangeListResponse);

    private static DateTimeOffset SinceOf(StubServer server)
    {
        var query = Assert.Single(server.Requests).Path.Split("since=")[1].Split('&')[0];
        return DateTimeOffset.Parse(Uri.UnescapeDataString(query), CultureInfo.InvariantCulture);
    }
}
