using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class RefreshTests
{
    private static readonly RunResponse s_run = new()
    {
        Id = Guid.Parse("0193b0a0-0000-7000-8000-000000000002"),
        Source = "connection:openai",
        Trigger = "manual",
        State = "queued",
        QueuedAt = DateTimeOffset.UnixEpoch,
        Counts = new(),
    };

    private static readonly DateTimeOffset s_end = DateTimeOffset.UnixEpoch.AddMilliseconds(412);

    [Fact]
    public async Task A_run_is_followed_to_its_end_and_told_in_one_line()
    {
        var done = s_run with { State = "succeeded", StartedAt = DateTimeOffset.UnixEpoch, FinishedAt = s_end, Counts = new() { Listed = 1_041, Added = 3, Missing = 1 } };
        var (outcome, requests) = await RefreshAsync(done);

        Assert.Equal((0, "connection:openai: 1,041 models, 3 added, 1 missing (412 ms)\n"), (outcome.ExitCode, outcome.Out));
        Assert.Equal("""{"source":"openai"}""", requests[0].Body);
    }

    [Fact]
    public async Task A_failed_run_fails_the_command_in_the_runs_words()
    {
        var (outcome, _) = await RefreshAsync(s_run with { State = "failed", FinishedAt = s_end, Fault = "unauthorized", Sentence = "openai: key rejected (401), from OPENAI_API_KEY." });

        Assert.Equal((1, "connection:openai: failed. openai: key rejected (401), from OPENAI_API_KEY.\n"), (outcome.ExitCode, outcome.Out));
    }

    [Fact]
    public async Task A_held_run_fails_the_command_and_names_its_review()
    {
        var review = Guid.Parse("0193b0a0-0000-7000-8000-000000000003");
        var (outcome, _) = await RefreshAsync(s_run with { State = "held", FinishedAt = s_end, Review = review, Sentence = "40 of 41 models would go." });

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"held, nothing was changed. 40 of 41 models would go. Decide: tamma review show {review}", outcome.Out, StringComparison.Ordinal);
    }

    private static async Task<(Outcome Outcome, IReadOnlyList<StubRequest> Requests)> RefreshAsync(RunResponse end)
    {
        await using var server = new StubServer()
            .On("POST /discovery/runs", new() { Data = [s_run] }, TammaJson.Default.RunList, status: 202)
            .On($"GET /discovery/runs/{s_run.Id}", end, TammaJson.Default.RunResponse);
        using var tamma = new TammaProcess(server);
        return (await tamma.RunAsync("refresh", "openai"), server.Requests);
    }
}
