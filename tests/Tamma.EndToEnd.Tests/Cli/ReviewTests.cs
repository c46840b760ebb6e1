using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class ReviewTests
{
    private static readonly ReviewResponse s_review = new()
    {
        Id = Guid.Parse("0193b0a0-0000-7000-8000-000000000003"),
        Kind = "removal",
        State = "open",
        Source = "connection:openai",
        Provider = "openai",
        Models = ["openai/gpt-5"],
        Sentence = "40 of 41 models would go.",
        OpenedAt = DateTimeOffset.UnixEpoch,
        LastSeenAt = DateTimeOffset.UnixEpoch,
        Sightings = 2,
        Run = Guid.Parse("0193b0a0-0000-7000-8000-000000000002"),
    };

    [Fact]
    public async Task Alone_it_lists_what_waits()
    {
        await using var server = new StubServer().On("GET /reviews?state=open", new() { Data = [s_review] }, TammaJson.Default.ReviewList);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("review");

        Assert.Equal($"{s_review.Id}\tremoval\topen\t1970-01-01 00:00\t2x\t40 of 41 models would go.\n", outcome.Out);
    }

    [Fact]
    public async Task A_rejection_carries_its_reason()
    {
        await using var server = new StubServer().On($"POST /reviews/{s_review.Id}/reject", s_review with { State = "rejected" }, TammaJson.Default.ReviewResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("review", "reject", $"{s_review.Id}", "--reason", "their list was broken");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("""{"reason":"their list was broken"}""", Assert.Single(server.Requests).Body);
        Assert.Contains("state\trejected", outcome.Out, StringComparison.Ordinal);
    }
}
