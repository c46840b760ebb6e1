using System.Text.Json;
using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class CompareTests
{
    [Fact]
    public async Task Models_stand_side_by_side_and_the_best_is_marked()
    {
        var answer = new CompareResponse
        {
            Models = [new() { Key = "a/x", Provider = "a", Id = "x" }, new() { Key = "b/y", Provider = "b", Id = "y" }],
            Differences =
            [
                new() { Field = "limit.context", Meaning = "Tokens.", Values = [JsonElement.Parse("200000"), JsonElement.Parse("100000")], Best = ["a/x"] },
                new() { Field = "cost.input", Meaning = "Dollars.", Values = [JsonElement.Parse("1"), null] },
            ],
            Same = 4,
        };
        await using var server = new StubServer().On("GET /compare?models=a%2Fx%2Cb%2Fy", answer, TammaJson.Default.CompareResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("compare", "a/x", "b/y");

        Assert.Equal((0, "limit.context\t200,000 *\t100,000\ncost.input\t$1.00\t?\n", "2 fields differ, 4 are the same.\n"), (outcome.ExitCode, outcome.Out, outcome.Error));
    }
}
