using System.Text.Json;
using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class SimilarTests
{
    [Fact]
    public async Task Each_says_what_both_are_for_and_what_is_better_and_worse()
    {
        await using var server = new StubServer().On("GET /similar/a/x?limit=2", Answer(), TammaJson.Default.SimilarResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("similar", "a/x", "--limit", "2");

        Assert.Equal(
            (0, "b/y\t0.91\tcoding, seeing\tcost.input $1.00\tlimit.context 100,000\n", "3 nearer ones are known that no connection offers: --all\n"),
            (outcome.ExitCode, outcome.Out, outcome.Error));
    }

    [Fact]
    public async Task Nothing_alike_is_said()
    {
        await using var server = new StubServer().On("GET /similar/a/x", Answer() with { Data = [], NearerElsewhere = 0 }, TammaJson.Default.SimilarResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("similar", "a/x");

        Assert.Equal((0, "", "Nothing else that your connections offer is like it.\n"), (outcome.ExitCode, outcome.Out, outcome.Error));
    }

    private static SimilarResponse Answer() => new()
    {
        Model = new() { Key = "a/x", Provider = "a", Id = "x" },
        Data =
        [
            new()
            {
                Model = new() { Key = "b/y", Provider = "b", Id = "y" },
                Score = 0.912,
                Shared = ["coding", "seeing"],
                Better = [new() { Field = "cost.input", Value = JsonElement.Parse("1"), Instead = JsonElement.Parse("2") }],
                Worse = [new() { Field = "limit.context", Value = JsonElement.Parse("100000"), Instead = JsonElement.Parse("200000") }],
            },
        ],
        NearerElsewhere = 3,
    };
}
