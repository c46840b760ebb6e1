using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class SearchesTests
{
    [Fact]
    public async Task What_was_asked_is_shown_with_its_counts()
    {
        await using var server = new StubServer().On("GET /search/analytics?days=7&order=zero", Report(), TammaJson.Default.SearchAnalyticsResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("searches", "--days", "7", "--zero");

        Assert.Equal((0, "klaud | tool_call\t12\t12\t0\t0.045\t1.024\tklaud\n(everything)\t3\t0\t1\t?\t?\n"), (outcome.ExitCode, outcome.Out));
        Assert.Equal(
            "16 searches from 2026-06-25 to 2026-07-01, 12 found nobody; p50 0.045 ms, p99 1.024 ms. 1 question was asked fewer than 2 times and not shown. 7 were not counted, because too many came at once.\n",
            outcome.Error);
    }

    [Fact]
    public async Task Switched_off_is_said()
    {
        await using var server = new StubServer().On("GET /search/analytics?order=latency", Report() with { Enabled = false, Data = [] }, TammaJson.Default.SearchAnalyticsResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("searches", "--slow");

        Assert.EndsWith("Nothing is counted now: search.analytics.enabled is false.\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_comes_with_what_speaks_for_it_and_how_to_accept_it()
    {
        var proposals = new SynonymProposalListResponse
        {
            Data = [new() { Word = "klaud", Phrase = "claude", Why = "spelling", Asked = 12, Answered = 9, Example = "klaud | tool_call", Now = 0, Finds = 4 }],
            From = new(2026, 6, 2),
            To = new(2026, 7, 1),
        };
        await using var server = new StubServer().On("GET /search/analytics/synonyms", proposals, TammaJson.Default.SynonymProposalListResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("searches", "--synonyms");

        Assert.Equal(
            (0, "klaud\tclaude\tspelling\t12\t9\t0\t4\tklaud | tool_call\n", "To accept one, write it into tamma.yaml and start the server again:\nsearch:\n  synonyms:\n    klaud: [claude]\n"),
            (outcome.ExitCode, outcome.Out, outcome.Error));
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("0", null)]
    [InlineData(null, null)]
    public async Task Who_does_not_want_to_be_counted_says_so_to_the_server(string? variable, string? header)
    {
        await using var server = new StubServer();
        using var tamma = new TammaProcess(server);
        if (variable is not null)
        {
            tamma.Variables["TAMMA_NO_ANALYTICS"] = variable;
        }

        await tamma.RunAsync("search", "falcon");

        Assert.Equal(header, server.Requests[0].PrivacyControl);
    }

    private static SearchAnalyticsResponse Report() => new()
    {
        Data =
        [
            new() { Form = "klaud | tool_call", Scope = "mine", Unknown = ["klaud"], Counts = Counts(12, 12, 0, 0.045) },
            new() { Form = "(everything)", Scope = "mine", Counts = Counts(3, 0, 1, null) },
        ],
        All = Counts(16, 12, 1, 0.045),
        Shown = 2,
        Rare = 1,
        MinCount = 2,
        Dropped = 7,
        Enabled = true,
        From = new(2026, 6, 25),
        To = new(2026, 7, 1),
    };

    private static AskedCountsResponse Counts(long asked, long zero, long stoodIn, double? p50) =>
        new() { Asked = asked, Zero = zero, StoodIn = stoodIn, P50Ms = p50, P99Ms = p50 is null ? null : 1.024, Results = new() };
}
