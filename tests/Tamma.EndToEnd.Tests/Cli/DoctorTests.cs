using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class DoctorTests
{
    private static readonly StatusResponse s_status = new()
    {
        State = "ready",
        Version = "0.1.0",
        Position = 7,
        Log = Guid.Parse("0193b0a0-0000-7000-8000-00000000000f"),
        Models = new() { Mine = 41, Reference = 8_177, Missing = 0, Removed = 0 },
        Providers = 225,
        Discovery = "running",
        Sources = new() { Ok = 1, Failing = 0, Absent = 0 },
        OpenReviews = 0,
        StartedAt = DateTimeOffset.UnixEpoch,
    };

    private static readonly SourceResponse s_source = new()
    {
        Id = "connection:openai",
        Kind = "connection",
        Type = "openai",
        Provider = "openai",
        Url = "https://api.openai.com/v1",
        Credential = "OPENAI_API_KEY",
        IntervalSeconds = 3_600,
        State = "ok",
        Models = 41,
    };

    [Fact]
    public async Task A_server_that_is_well_passes()
    {
        var outcome = await ExamineAsync(s_status, s_source);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("ok    connection:openai: 41 models", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_key_is_named_with_what_to_do()
    {
        var outcome = await ExamineAsync(s_status, s_source with { State = "failing", Fault = "unauthorized", Sentence = "openai: key rejected (401), from OPENAI_API_KEY." });

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("wrong connection:openai: openai: key rejected (401), from OPENAI_API_KEY.\n      → Put a valid key into OPENAI_API_KEY", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_source_that_is_off_is_no_fault()
    {
        var outcome = await ExamineAsync(s_status, s_source, s_source with { Id = "litellm", Kind = "reference", Provider = null, State = "disabled", Sentence = "Off. Switch it on: sources.litellm.enabled=true." });

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("ok    litellm: Off. Switch it on", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nothing_connected_it_names_the_ways_to_a_model()
    {
        var outcome = await ExamineAsync(s_status);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("npx opencode-ai serve", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("tamma demo", outcome.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ready", "ok    embeddings: small of http://gpu:8000/v1.")]
    [InlineData("warming", "note  embeddings: small of http://gpu:8000/v1: 20 of 800 texts.\n      → Wait; old serve meanwhile.")]
    [InlineData("failing", "note  embeddings: small of http://gpu:8000/v1 fails: nothing listens there\n      → Search goes on without it.")]
    public async Task Embeddings_are_named_with_how_they_stand(string state, string said)
    {
        var outcome = await ExamineAsync(
            s_status with { Embeddings = new() { State = state, Source = "http://gpu:8000/v1", Model = "small", Served = "old", Embedded = 20, Wanted = 800, Reason = "nothing listens there" } }, s_source);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(said, outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("embeddings", (await ExamineAsync(s_status with { Embeddings = new() { State = "off" } }, s_source)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_discovery_says_why()
    {
        var outcome = await ExamineAsync(s_status with { Discovery = "paused", PausedBecause = "the disk is full" }, s_source);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("It is paused: the disk is full.", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_server_the_configuration_is_checked()
    {
        using var tamma = new TammaProcess { Variables = { ["TAMMA_URL"] = "http://127.0.0.1:1" } };
        tamma.Variables["TAMMA_SERVER"] = tamma.WriteScript("echo \"checked $@\"; exit 1");

        var outcome = await tamma.RunAsync("doctor");

        Assert.Equal((1, "checked --check\n"), (outcome.ExitCode, outcome.Out));
        Assert.Contains("No server at http://127.0.0.1:1", outcome.Error, StringComparison.Ordinal);
    }

    private static async Task<Outcome> ExamineAsync(StatusResponse status, params SourceResponse[] sources)
    {
        await using var server = new StubServer()
            .On("GET /status", status, TammaJson.Default.StatusResponse)
            .On("GET /sources", new() { Data = sources }, TammaJson.Default.SourceList);
        using var tamma = new TammaProcess(server);
        return await tamma.RunAsync("doctor");
    }
}
